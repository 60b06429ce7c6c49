/// Time until people leave, of the table /people of a file, and what makes them, of its /risk_sets. Ways to leave are the
/// names of the column `how`, of which the first is to stay.
#pragma once

#include <string>
#include <vector>

#include "analysis/event_rows.hpp"
#include "analysis/numerics/cox.hpp"
#include "analysis/numerics/life_table.hpp"

namespace analysis {

inline constexpr const char *until_intention = "intention", *until_any_exit = "any-exit";

/// From when time is counted: from the start, late comers at risk from their entry; or from each person's own entry.
enum class Clock : std::uint8_t { start, entry };

struct SurvivalQuestion {
    std::string until;  // a way out, until_intention or until_any_exit
    std::string by;     // "role" of the column person_role; empty: all together
    Clock clock = Clock::start;
};

struct Survival {
    std::string unit;                 // of time
    std::vector<std::string> causes;  // of the life tables
    std::vector<bool> is_asked;       // [cause]
    std::vector<std::string> groups;  // those that are not empty
    std::vector<LifeTable> tables;    // [group]

    std::string told_until() const;
};
/// InputError: the file cannot say.
Survival survival_of(const EventRows& rows, const SurvivalQuestion& question);

/// How many ended by a cause asked for, and the share of all who had by a moment.
struct Ended {
    double n = 0;
    Share share;
    std::vector<Share> by_cause;  // [cause]
};
/// until: [unit of time]; infinite: the end.
Ended ended_by(const Survival& survival, std::size_t group, double until);

/// A factor of the rate of intentions.
struct Covariates {
    std::vector<std::string> names;
    std::vector<double> planted;  // [covariate] as set, where all runs agree; unknown if the file does not say
    CoxFit fit;
    std::uint64_t n_sets = 0, n_rows = 0;
};
Covariates covariates_of(const EventRows& rows);

}  // namespace analysis
