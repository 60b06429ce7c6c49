/// Policies that decide who newcomers are. Each policy has its own writer; enlistment reads them all.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "models/defection/army/people.hpp"
#include "models/defection/scenario/structure.hpp"

namespace defection::state {

/// Writer: stacking. Null: all alike, odds of 1.
struct Admission {
    static constexpr std::string_view name = "admission";
    Admission(std::size_t n_organisations, std::size_t n_groups) : odds(n_organisations) {
        for (auto& by_appointment : odds) by_appointment.fill(std::vector<double>(n_groups, 1.0));
    }
    std::vector<std::array<std::vector<double>, n_appointments>> odds;  // [organisation][appointment][group]
    bool operator==(const Admission&) const = default;
};

/// Writer: posting. Null: homes are drawn without regard to the posting.
struct Postings {
    static constexpr std::string_view name = "postings";
    bool look_at_home = false;
    double away = 0;               // share kept away of those recruited nationally whom chance would post at home
    double local_help = 0;         // added opportunity to slip away for those posted at home
    double away_from_capital = 0;  // share of other groups' people kept away from the centre of power itself
    double help_of(const Person& person) const {
        return look_at_home && !person.has(away_from_home) ? local_help : 0.0;
    }
    bool operator==(const Postings&) const = default;
};

/// How far the people of a company are of one group and from one home, beyond chance. Writer: cohesion.
struct Companionship {
    static constexpr std::string_view name = "companionship";
    double by_group = 0, by_home = 0;  // [0, 1] probability that two of a company come from where the company's do
    bool operator==(const Companionship&) const = default;
};

/// Writer: conscription. Null: no conscript is discharged.
struct Service {
    static constexpr std::string_view name = "service";
    double term = 0;  // [week] 0: no end
    bool operator==(const Service&) const = default;
};

/// Writer: intention. Null: all resist alike.
struct Frailty {
    static constexpr std::string_view name = "frailty";
    double deviation = 0;  // standard deviation of the log
    bool operator==(const Frailty&) const = default;
};

/// How violent the regions are that people come from: 0 quiet, 1 in unrest, 2 shelled or besieged. Writer: fear.
struct Homes {
    static constexpr std::string_view name = "homes";
    explicit Homes(std::size_t n_regions) : level(n_regions + 1, 0) {}
    std::vector<std::uint8_t> level;  // [region], and quiet abroad after the last
    bool operator==(const Homes&) const = default;
};

}  // namespace defection::state
