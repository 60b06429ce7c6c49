/// A small army for the tests of the model: a scenario as TOML text whose parameters are then set by name, and a run
/// that can be looked into after every step. Tests depend on the text here and on no scenario file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/defection/log.hpp"
#include "models/defection/model.hpp"
#include "models/defection/scenario.hpp"

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

/// One organisation of conscripts alone (and one senior officer a brigade), one region, two groups, no history.
std::string conscripts_text(int n_people, int weeks, int step_days = 7);

using Settings = std::vector<std::pair<std::string, double>>;

/// Every mechanism at its null, nobody killed.
Settings everything_off();
Settings operator+(Settings first, const Settings& second);

/// Reads and checks the text, then sets parameters by name. Any problem is a std::logic_error: the test's own mistake.
std::unique_ptr<defection::DefectionScenario> scenario_of(const std::string& text, const Settings& settings = {});

/// One run, step by step.
class ArmyRun {
 public:
    explicit ArmyRun(const defection::DefectionScenario& scenario, std::uint64_t seed = 1, double scale = 1.0,
                     defection::Log* log = nullptr);
    void step() { army_.step(); }
    void finish();
    int n_steps() const { return scenario_.n_steps(); }

    defection::Army& army() { return army_; }
    const defection::World& world() const { return army_.world(); }

    /// People in this entry of the books whom select(organisation, role, group) takes.
    template <class Select>
    double count(defection::Entry entry, Select select) const {
        return static_cast<double>(world().ledger.total(entry, select));
    }
    template <class Select>
    double departed(Select select) const {
        using defection::Entry;
        return count(Entry::fled, select) + count(Entry::hiding, select) + count(Entry::joined_opposition, select);
    }
    double departed() const {
        return departed([](auto, auto, auto) { return true; });
    }

 private:
    const defection::DefectionScenario& scenario_;
    defection::Army army_;
};

}  // namespace tests
