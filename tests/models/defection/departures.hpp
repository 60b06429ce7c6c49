/// How people leave together where many plan to.
#pragma once

#include <vector>

#include "tests/models/defection/small_army.hpp"

namespace tests {

/// Runs the small army with much planning; people per departure, the largest, and how many planners were caught.
struct Departed {
    std::vector<double> size, largest, caught;
};
inline Departed departures_with(const Settings& settings) {
    const auto scenario =
        scenario_of(small_army_text({.companies = 20}),
                    Settings{{"intention.log_base_rate", -4.2}, {"departure.opportunity", 0.2}} + settings);
    Departed all;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        ArmyRun run(*scenario, seed);
        double departures = 0;
        while (run.run().week().step < static_cast<std::uint32_t>(run.n_steps())) {
            run.step();
            for (const defection::Happening& one : run.army().happenings.now)
                departures += one.what == defection::What::departure && !one.leader.names_somebody() ? 1 : 0;
        }
        all.size.push_back(run.departed() / departures);
        all.largest.push_back(static_cast<double>(run.army().leavers.largest));
        all.caught.push_back(run.count(defection::Ending::punished, [](auto...) { return true; }));
    }
    return all;
}
inline std::vector<double> differences(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> all;
    for (std::size_t i = 0; i < a.size(); ++i) all.push_back(a[i] - b[i]);
    return all;
}

}  // namespace tests
