/// One run of a model, step by step: its holder may stop between two steps, look at it, and continue.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "sim/run/budget.hpp"
#include "sim/run/follow.hpp"
#include "sim/run/outputs.hpp"

namespace sim {

struct RunRequest {
    std::uint64_t seed = 1;  // of this run: random::replicate_seed of the sweep's seed and the replicate
    double scale = 1.0;
    /// Takes each table of the run's events at its end, one after the other as declared; empty: the run keeps none.
    std::function<void(RowTable)> keep_table;
    Budget budget;
    std::optional<Follow> follow;                         // what to tell of; one of the model's follow_kinds()
    std::function<void(int step, int n_steps)> progress;  // called after each step; may be empty
};

/// The result of one run. It is a pure function of (scenario, outputs, seed, scale).
struct RunResult {
    Series series;
    std::string story;  // text for --follow
};

/// A run between its start, where it stands when it is made, and its end.
class Run {
 public:
    virtual ~Run() = default;
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    int step_now() const { return now_; }  // 0: the start
    int n_steps() const { return n_steps_; }
    bool at_end() const { return now_ >= n_steps_; }
    /// Records how things stand, then takes the next step. Past the last one it is a std::logic_error.
    void step();
    /// Writes how things stand into the series, if this is a time that the outputs keep. A second call does nothing.
    void record();
    /// The series recorded so far; the rest is missing.
    virtual const Series& series() const = 0;
    virtual Budget used() const = 0;
    /// The stage of the run, as its failure names it: "step 3".
    virtual std::string stage() const = 0;
    /// Records how things stand and gives the result of a run that ends here. Nothing may be called after it.
    RunResult finish();

 protected:
    explicit Run(int n_steps) : n_steps_(n_steps) {}
    /// Computes this step; the first is 1.
    virtual void advance(int step) = 0;
    /// Called once for each step, the start included, before the next one.
    virtual void write() = 0;
    virtual RunResult result() = 0;

 private:
    int n_steps_, now_ = 0, recorded_ = -1;
};

/// Steps from where the run stands to its end. RunFailure: it takes more than its budget.
RunResult run_to_end(Run& run, const RunRequest& request);

/// A run that could not be finished: recorded with its stage, the sweep goes on.
class RunFailure : public std::runtime_error {
 public:
    RunFailure(std::string stage, const std::string& message) : std::runtime_error(message), stage_(std::move(stage)) {}
    const std::string& stage() const { return stage_; }

 private:
    std::string stage_;
};

}  // namespace sim
