/// A model as the engine, the sweep and the commands see it. A model is a value in a list (cli/models.cpp); the engine
/// never knows which one it runs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/check.hpp"
#include "sim/param/key.hpp"
#include "sim/param/value.hpp"
#include "sim/run/outputs.hpp"
#include "sim/run/portrait.hpp"
#include "sim/run/run.hpp"
#include "sim/run/schedule.hpp"
#include "sim/run/summary.hpp"

namespace sim {

class Scenario;

/// One of several scenarios that a sweep compares.
struct Case {
    std::string name;
    std::unique_ptr<const Scenario> scenario;
};

/// A part of a scenario that changes nothing, or was perhaps forgotten: no mistake, but worth a word.
struct Note {
    std::string text;
    bool of_runs = true;  // `run` and `sweep` say it, not `check` alone
};

/// A scenario read, checked and ready to run: a value. Factors of a sweep are set on a copy of it.
class Scenario {
 public:
    virtual ~Scenario() = default;
    virtual std::unique_ptr<Scenario> clone() const = 0;

    virtual const std::string& title() const = 0;
    virtual int duration() const = 0;                // of a run, in units of time
    virtual std::string_view time_unit() const = 0;  // in words that take an s: "week", "step"
    virtual std::string start() const = 0;           // "2011-03-15"; empty without a calendar

    /// Names that a sweep or --set may change: the model's parameters and settings such as "weeks" or "event.NAME.week".
    virtual std::vector<std::string> names() const = 0;
    /// Range, unit and meaning of one of names(); null if there is no such name.
    virtual const param::Spec* spec(std::string_view name) const = 0;
    /// The remedy for a name that was one of names() once; empty of any other.
    virtual std::string former(std::string_view) const { return {}; }
    virtual double get(std::string_view name) const = 0;
    /// `value` must pass fault().
    virtual void set(std::string_view name, double value) = 0;
    /// Why one of names() cannot be given this value; empty if it can.
    virtual std::string fault(std::string_view name, double value) const {
        return param::Table::fault(*spec(name), value);
    }
    /// Relations between parameters; called after every set.
    virtual void check(Problems& problems) const = 0;
    /// varied: names that differ from run to run, of which nothing can be said.
    virtual std::vector<Note> notes([[maybe_unused]] const std::vector<std::string>& varied) const { return {}; }
    /// The place in the files that gave the value, as "behaviour.toml:12", or "default".
    virtual std::string origin(std::string_view name) const = 0;
    /// Those of names() that say when a run records, such as the length of a step: at its least value at the very times
    /// asked for, at others at the first later time that there is.
    virtual std::vector<std::string> clocks() const { return {}; }
    /// Agents at the start, simulated at this scale.
    virtual double population(double scale) const = 0;
    /// Simulating one in this many leaves people in every part of the model, whatever the seed; one in more may not.
    virtual std::uint64_t most_thinned() const = 0;

    /// The scenarios among which it is a choice, each with all that was set; none if it is one itself.
    virtual std::vector<Case> cases() const { return {}; }
    /// The one of cases() that runs, with all that was set; null if it is that itself.
    virtual std::unique_ptr<Scenario> chosen() const { return nullptr; }
};

/// The outputs that a run keeps, from [output] of a sweep or the flags of `run`.
struct OutputRequest {
    int every = 1;                                      // [unit of time] between recorded times
    std::vector<std::int32_t> at;                       // [unit of time] the recorded times, rising; empty: by `every`
    std::optional<std::vector<std::string>> variables;  // absent: all but those on request
    std::vector<std::string> by;                        // extra dimensions, those that the model offers
    std::uint64_t events = 0;                           // replicates of each point whose tables of events are kept

    /// The names asked for; none if nothing is said.
    std::vector<std::string> named() const { return variables.value_or(std::vector<std::string>{}); }
    bool keeps(const Variable& series) const {
        return variables ? std::ranges::count(*variables, series.name) > 0 : !series.on_request;
    }
};

/// Part of the file of a sweep of this model; `table` is what it shows, empty: the top.
struct SweepExample {
    std::string table, file, text;
};

class Model {
 public:
    virtual ~Model() = default;
    virtual std::string_view name() const = 0;
    virtual std::string_view summary() const = 0;  // one line
    virtual const param::Table& parameters() const = 0;
    /// The keys of a scenario besides its parameters: title, [[group]], ... Without keys any may stand there.
    virtual param::Key keys() const = 0;

    /// Checks a resolved document and makes the scenario; null if there are problems.
    virtual std::unique_ptr<Scenario> load(const param::Value& resolved, Problems& problems) const = 0;
    /// Every variable and metric for this scenario; unknown names in the request are problems.
    virtual Outputs outputs(const Scenario& scenario, const OutputRequest& request, Problems& problems) const = 0;
    /// Variables and metrics as `muster metrics` lists them, without a scenario.
    virtual Outputs all_outputs() const = 0;
    /// Its work in a step, in order; empty if it does not tell.
    virtual std::vector<ScheduleLine> schedule() const { return {}; }
    /// The table that sums up a run; it reads what all_outputs() declares.
    virtual SummaryTable summary_table() const = 0;
    /// The subjects that a run can be asked to tell of; none, unless the model says so.
    virtual std::vector<FollowKind> follow_kinds() const { return {}; }
    /// The make-up of a scenario of this model, as a run starts with it.
    virtual std::vector<PortraitTable> portrait(const Scenario&) const { return {}; }
    /// A run at its start. Scenario and outputs outlive it.
    virtual std::unique_ptr<Run> start(const Scenario& scenario, const Outputs& outputs,
                                       const RunRequest& request) const = 0;
    /// A whole run, from its start to its end.
    RunResult run(const Scenario& scenario, const Outputs& outputs, const RunRequest& request) const;
    /// A commented scenario to start from; `example` is one of examples().
    virtual std::vector<std::string> examples() const = 0;
    virtual std::string example(std::string_view name) const = 0;
    /// For the page of keys.
    virtual std::vector<SweepExample> sweep_examples() const { return {}; }
};

}  // namespace sim
