/// What decides who newcomers are. Each policy has its own writer; enlistment reads them all.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "models/defection/army/people.hpp"
#include "models/defection/scenario/structure.hpp"

namespace defection::state {

/// Writer: stacking. Null: the share of the population.
struct Admission {
    static constexpr std::string_view name = "admission";
    explicit Admission(const Structure& structure) : ingroup_share(structure.organisations.size()) {
        for (auto& by_rank : ingroup_share) by_rank.fill(structure.groups[structure.ingroup].share);
    }
    std::vector<std::array<double, n_ranks>> ingroup_share;  // [organisation][rank]
    bool operator==(const Admission&) const = default;
};

/// Writer: posting. Null: homes are drawn without regard to the posting.
struct Postings {
    static constexpr std::string_view name = "postings";
    explicit Postings(std::size_t n_organisations) : local_share(n_organisations, 0.0) {}
    bool look_at_home = false;
    std::vector<double> local_share;  // [organisation] of people posted at home
    double local_help = 0;            // added opportunity to slip away for those posted at home
    double help_of(const Person& person) const {
        return look_at_home && !person.has(away_from_home) ? local_help : 0.0;
    }
    bool operator==(const Postings&) const = default;
};

/// Writer: conscription. Null: nobody is discharged.
struct Service {
    static constexpr std::string_view name = "service";
    double term = 0;  // [week] 0: no end
    bool operator==(const Service&) const = default;
};

/// Writer: intention. Null: everybody resists alike.
struct Frailty {
    static constexpr std::string_view name = "frailty";
    double deviation = 0;  // standard deviation of the log
    bool operator==(const Frailty&) const = default;
};

/// How violent the regions are that people come from: 0 quiet, 1 in unrest, 2 shelled or besieged. Writer: fear.
struct Homes {
    static constexpr std::string_view name = "homes";
    explicit Homes(std::size_t n_regions) : level(n_regions, 0) {}
    std::vector<std::uint8_t> level;  // [region]
    bool operator==(const Homes&) const = default;
};

}  // namespace defection::state
