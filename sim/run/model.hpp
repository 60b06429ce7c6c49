/// A model as the engine, the sweep and the commands see it. A model is a value in a list (cli/models.cpp); the engine
/// never knows which one it runs.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/check.hpp"
#include "sim/param/key.hpp"
#include "sim/param/value.hpp"
#include "sim/run/budget.hpp"
#include "sim/run/outputs.hpp"

namespace sim {

/// A scenario read, checked and ready to run: a value. Factors of a sweep are set on a copy of it.
class Scenario {
 public:
    virtual ~Scenario() = default;
    virtual std::unique_ptr<Scenario> clone() const = 0;

    virtual const std::string& title() const = 0;
    virtual int duration() const = 0;                // of a run, in units of time
    virtual std::string_view time_unit() const = 0;  // in words that take an s: "week", "step"
    virtual std::string start() const = 0;           // "2011-03-15"; empty without a calendar

    /// What a sweep or --set may change: the model's parameters and settings such as "weeks" or "event.NAME.week".
    virtual std::vector<std::string> names() const = 0;
    /// Range, unit and meaning of one of names(); null if there is no such name.
    virtual const param::Spec* spec(std::string_view name) const = 0;
    virtual double get(std::string_view name) const = 0;
    /// `value` must pass param::Table::fault.
    virtual void set(std::string_view name, double value) = 0;
    /// Relations between parameters; called after every set.
    virtual void check(Problems& problems) const = 0;
    /// The place in the files that gave the value, as "behaviour.toml:12", or "default".
    virtual std::string origin(std::string_view name) const = 0;
    /// Agents at the start, simulated at this scale.
    virtual double population(double scale) const = 0;
    /// Simulating one in this many leaves somebody in every part of the model, whatever the seed; one in more may not.
    virtual std::uint64_t most_thinned() const = 0;
};

/// What a run keeps, from [output] of a sweep or the flags of `run`.
struct OutputRequest {
    int every = 1;                       // [unit of time] between recorded times
    std::vector<std::int32_t> at;        // [unit of time] the recorded times, rising; empty: by `every`
    std::vector<std::string> variables;  // empty: all
    std::vector<std::string> by;         // extra dimensions, those that the model offers
};

struct RunRequest {
    std::uint64_t seed = 1;  // of this run: random::replicate_seed of the sweep's seed and the replicate
    double scale = 1.0;
    bool events = false;  // fill RunResult::tables
    Budget budget;
    std::string follow;                                   // what to tell of, in the model's words; empty: nothing
    std::function<void(int step, int n_steps)> progress;  // may be empty
};

/// What one run returns. It is a pure function of (scenario, outputs, seed, scale).
struct RunResult {
    Series series;
    std::vector<RowTable> tables;  // /events, /spells, ... if asked for
    std::string story;             // text for --follow
};

class Model {
 public:
    virtual ~Model() = default;
    virtual std::string_view name() const = 0;
    virtual std::string_view summary() const = 0;  // one line
    virtual const param::Table& parameters() const = 0;
    /// What a scenario may hold but its parameters: title, [[group]], ... Without keys any may stand there.
    virtual param::Key keys() const = 0;

    /// Checks a resolved document and makes the scenario; null if there are problems.
    virtual std::unique_ptr<Scenario> load(const param::Value& resolved, Problems& problems) const = 0;
    /// Every variable and metric for this scenario; unknown names in the request are problems.
    virtual Outputs outputs(const Scenario& scenario, const OutputRequest& request, Problems& problems) const = 0;
    /// Variables and metrics as `muster metrics` lists them, without a scenario.
    virtual Outputs all_outputs() const = 0;
    virtual RunResult run(const Scenario& scenario, const Outputs& outputs, const RunRequest& request) const = 0;
    /// A commented scenario to start from; `example` is one of examples().
    virtual std::vector<std::string> examples() const = 0;
    virtual std::string example(std::string_view name) const = 0;
};

/// A run that could not be finished: recorded with its stage, the sweep goes on.
class RunFailure : public std::runtime_error {
 public:
    RunFailure(std::string stage, const std::string& message) : std::runtime_error(message), stage_(std::move(stage)) {}
    const std::string& stage() const { return stage_; }

 private:
    std::string stage_;
};

}  // namespace sim
