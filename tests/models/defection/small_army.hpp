/// A small army for the tests of the model: a scenario as TOML text whose parameters are then set by name, and a run
/// that can be looked into after every step. Tests depend on the text here and on no scenario file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/defection/record/log.hpp"
#include "models/defection/scenario/scenario.hpp"
#include "models/defection/schedule.hpp"

namespace tests {

/// How many people, and for how long. Two brigades of the line army, a guard brigade, an agency and a militia.
struct Size {
    int companies = 12;     // of each line brigade; the guard has half as many
    int company_size = 60;  // posts
    int weeks = 60;
    int step_days = 7;
};

/// Three groups, two regions, four organisations; protest, orders to repress, rebels and a militia that grows.
std::string small_army_text(const Size& size = {});

/// The text without the curves of these names.
std::string without_curves(std::string text, const std::vector<std::string>& names);

/// One organisation of conscripts alone (and one senior officer a brigade), one region, two groups, no history.
std::string conscripts_text(int n_people, int weeks, int step_days = 7);

using Settings = std::vector<std::pair<std::string, double>>;

/// departure.null_opportunity at which whoever means to leave is gone the same moment.
constexpr double at_once = 1e9;

/// Every mechanism at its null, no one killed, and those who mean to leave leave at once.
Settings everything_off();
Settings operator+(Settings first, const Settings& second);

/// Reads and checks the text, then sets parameters by name. Any problem is a std::logic_error: the test's own mistake.
std::unique_ptr<defection::DefectionScenario> scenario_of(const std::string& text, const Settings& settings = {});

/// One run, step by step.
class ArmyRun {
 public:
    explicit ArmyRun(const defection::DefectionScenario& scenario, std::uint64_t seed = 1, double scale = 1.0,
                     defection::Log* log = nullptr);
    void step() { run_.step(); }
    void finish();
    int n_steps() const { return scenario_.n_steps(); }

    defection::Simulation& run() { return run_; }
    const defection::Simulation& run() const { return run_; }
    const defection::Army& army() const { return run_.army(); }

    /// People of this status, or with this ending, whom select(organisation, role, group) takes.
    template <class Counted, class Select>
    double count(Counted counted, Select select) const {
        return static_cast<double>(army().ledger.total(counted, select));
    }
    template <class Select>
    double departed(Select select) const {
        return count(defection::Ending::departed, select);
    }
    double departed() const {
        return departed([](auto, auto, auto) { return true; });
    }

 private:
    const defection::DefectionScenario& scenario_;
    defection::Simulation run_;
};

/// To plant planners; in a run the phases of planners alone change them.
inline defection::Planners& planners_of(ArmyRun& run) { return const_cast<defection::Planners&>(run.army().planners); }

}  // namespace tests
