/// Runs a plan in parallel: lazy (point, replicate) -> runs on all threads -> blocks in order -> compressed on all
/// threads -> sink, one at a time. A bounded number of runs is in flight, so memory is flat in the number of runs; the
/// order of the blocks and every byte in them are independent of threads and time.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/sweep/control.hpp"
#include "sim/sweep/sink.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace sim::sweep {

/// Whether a failed run ends the sweep.
enum class OnError : std::uint8_t { go_on, stop };

struct RunnerOptions {
    unsigned threads = 1;
    unsigned runs_in_flight = 0;  // 0: a few per thread
    OnError on_error = OnError::go_on;
    std::optional<std::chrono::duration<double>> max_time{};
    std::function<void(const RunRecord&)> log{};  // called in order, by one thread at a time; may be empty
};

struct RunnerReport {
    Stop stopped = Stop::none;
    End end = End::whole;
    std::uint64_t n_done = 0, n_failed = 0;  // computed or stored before, as far as single runs were looked at
    std::vector<results::Failure> failures;  // at most max_failures
};

/// A run that throws is recorded as failed and the rest goes on; with OnError::stop the sweep ends at the first failure
/// in the plan's order. Throws what the sink throws.
RunnerReport run(const Plan& plan, const results::Header& header, RunSink& sink, const RunnerOptions& options,
                 Control& control);

}  // namespace sim::sweep
