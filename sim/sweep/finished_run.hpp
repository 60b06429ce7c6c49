/// A run that came to its end, well or not, on its way to the results.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "sim/results/block.hpp"
#include "sim/results/header.hpp"
#include "sim/run/outputs.hpp"

namespace sim::sweep {

/// The fate of one run, for the log: wall-clock times never go into results.
struct RunRecord {
    std::uint64_t point = 0;
    std::uint32_t replicate = 0;
    double seconds = 0;
    results::Status status = results::Status::missing;
    std::string message;
};

struct FinishedRun {
    RunRecord record;
    std::string stage;             // of a failed run: what it was doing
    Series series;                 // of a run that is done
    results::PackedTables tables;  // of its events, if they are kept
    bool is_new = true;            // else it was stored in an earlier session
};

/// Failures whose messages are kept; of all others the status alone.
inline constexpr std::size_t max_failures = 100'000;

void put(const FinishedRun& run, results::Block& block);

/// Of the exception being handled, which ended a run: what the run was doing, and why it could not go on. Lack of
/// memory is no failure of a run, and is thrown on.
struct Reason {
    std::string stage, message;
};
Reason reason_of_failure();

}  // namespace sim::sweep
