/// Pairs of runs of the small army that share every random number and differ by some settings.
#pragma once

#include <functional>
#include <vector>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {

inline constexpr std::size_t core_group = 0, majority_group = 1;  // of the small army

using Measure = std::function<double(const ArmyRun&)>;

inline double departed(const ArmyRun& run) { return run.departed(); }
inline Measure departed_of_group(std::size_t group) {
    return [=](const ArmyRun& run) { return run.departed([=](auto, auto, auto g) { return g == group; }); };
}
inline double conscripts_departed(const ArmyRun& run) {
    return run.departed([](auto, auto role, auto) { return role == role_of(defection::Rank::conscript); });
}
inline double officers_departed(const ArmyRun& run) {
    return run.departed([](auto, auto role, auto) { return role <= role_of(defection::Rank::junior_officer); });
}

inline double share_of_leavers(const ArmyRun& run, defection::Entry entry) {
    return run.count(entry, [](auto...) { return true; }) / run.departed();
}
inline double joined_share(const ArmyRun& run) { return share_of_leavers(run, defection::joined_on_leaving); }
inline double faction_share(const ArmyRun& run) {
    double share = 0;
    for (const defection::Faction faction : defection::all_factions)
        share += share_of_leavers(run, entry_of(in_faction(faction)));
    return share;
}

/// measure(with `to`) - measure(with `from`), seed by seed. Both start from the same army with much unrest.
inline std::vector<double> effect(const Settings& from, const Settings& to, const Measure& measure = departed) {
    constexpr std::uint64_t n_pairs = 24;
    const Settings base = {{"intention.log_base_rate", -4.6}, {"departure.opportunity", 0.4}};
    const auto before = scenario_of(small_army_text(), base + from), after = scenario_of(small_army_text(), base + to);
    std::vector<double> differences;
    for (std::uint64_t seed = 1; seed <= n_pairs; ++seed) {
        ArmyRun first(*before, seed), second(*after, seed);
        first.finish();
        second.finish();
        differences.push_back(measure(second) - measure(first));
    }
    return differences;
}

inline void expect_more_leave(const Settings& from, const Settings& to, const Measure& measure = departed) {
    expect_positive(effect(from, to, measure));
}
inline void expect_fewer_leave(const Settings& from, const Settings& to, const Measure& measure = departed) {
    expect_positive(effect(to, from, measure));
}
inline Settings on(const std::string& mechanism) { return {{mechanism + ".enabled", 1}}; }
inline Settings off(const std::string& mechanism) { return {{mechanism + ".enabled", 0}}; }

}  // namespace tests
