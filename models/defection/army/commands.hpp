/// Tells who commands: the first officer, NCO, professional, fighter or agent in the order of a unit's posts does, and the
/// next one follows when the commander is gone. A brigade's commander is that of its headquarters.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection {

class Commands {
 public:
    static constexpr std::string_view name = "commands";
    static constexpr bool is_kept = true;

    Commands(const Units& units, const People& people);

    PersonId commander(CompanyId company) const { return of_company_[company]; }
    PersonId commander(BrigadeId brigade) const { return of_company_[units_.brigades.first_company[brigade]]; }
    /// Share of a group among an organisation's commanders; 0 if it has none.
    double share(std::size_t organisation, std::size_t group) const;
    /// [week] when a commander of the brigade last departed; long ago if none did.
    double last_departure(BrigadeId brigade) const { return last_departure_[brigade]; }

    /// The next in line takes command, if there is one.
    void succeed(CompanyId company);
    void note_departure(BrigadeId brigade, double week) { last_departure_[brigade] = week; }

 private:
    PersonId next(CompanyId company) const;
    void count(CompanyId company, int change);

    const Units& units_;
    const People& people_;
    Column<CompanyId, PersonId> of_company_;
    Column<BrigadeId, double> last_departure_;
    std::vector<std::int32_t> counts_;  // [organisation x group]
};

}  // namespace defection
