/// What a run may use up. It is counted alike on every machine: a run that needs more fails everywhere, at the same
/// step.
#pragma once

#include <cstdint>
#include <string>

namespace sim {

struct Budget {
    std::uint64_t events = 1'000'000'000;  // changes of what somebody is or does
    std::uint64_t people = 100'000'000;    // who ever took part
    std::uint64_t bytes = 16'000'000'000;  // of memory, for people and the places they hold

    /// RunFailure, with `stage` as the run's, if more was used.
    void check(const Budget& used, const std::string& stage) const;
};

}  // namespace sim
