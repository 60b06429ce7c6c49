/// Feelings and expectations of soldiers.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"
#include "models/defection/state/wounds.hpp"

namespace defection::state {

/// Writer: existential threat.
struct Fate {
    static constexpr std::string_view name = "fate";
    explicit Fate(std::size_t n_groups) : shared(n_groups, 0.0) {}
    std::vector<double> shared;  // [group] how far the group shares the regime's fate
    bool operator==(const Fate&) const = default;
};

/// Writer: patronage.
struct Rent {
    static constexpr std::string_view name = "rent";
    explicit Rent(const Units& units) : believed(units.n_organisations() * units.lanes.size(), 0.0) {}
    std::vector<double> believed;  // [organisation x lane] discounted by belief in the regime's survival
    double of(const Units& units, const Person& person) const { return believed[units.organisation_lane(person)]; }
    bool operator==(const Rent&) const = default;
};

/// Writer: deterrence.
struct Deterrence {
    static constexpr std::string_view name = "deterrence";
    explicit Deterrence(const Units& units)
        : felt(units.brigades.size() * units.lanes.size(), 0.0F),
          expected(units.companies.size() * units.lanes.n_groups, 0.0F) {}
    std::vector<float> felt;      // [brigade x lane] punishment expected of a regime that lasts: chance x penalty
    std::vector<float> expected;  // [company x group] the same in log units: ln(1 + chance x penalty / usual)
    bool operator==(const Deterrence&) const = default;
};

/// Writer: grievance.
struct Grievance {
    static constexpr std::string_view name = "grievance";
    explicit Grievance(const Units& units) : stock(units.brigades.size() * units.lanes.size(), 0.0F) {}
    std::vector<float> stock;  // [brigade x lane]
    bool operator==(const Grievance&) const = default;
};

/// Writer: cohesion.
struct Bonds {
    static constexpr std::string_view name = "bonds";
    explicit Bonds(std::size_t n_companies) : of_company(n_companies, 1.0F) {}
    Column<CompanyId, float> of_company;  // how far its people are bound to each other, [0, 1]
    bool operator==(const Bonds&) const = default;
};

/// Whether a person's anger and moral injury outweigh what ties them to the regime.
inline bool is_disaffected(const Fate& fate, const Rent& rent, const Grievance& grievance, const MoralInjury& injury,
                           const Units& units, const Person& person) {
    const double loyalty = fate.shared[person.group] + rent.of(units, person);
    const std::size_t lane = units.brigade_lane(person);
    return static_cast<double>(grievance.stock[lane] + injury.weight[lane]) > loyalty;
}

}  // namespace defection::state
