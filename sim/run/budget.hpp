/// The resources that a run may use up. They are counted alike on every machine: a run that needs more fails everywhere, at the same
/// step.
#pragma once

#include <cstdint>
#include <string>

namespace sim {

struct Budget {
    std::uint64_t events = 1'000'000'000;  // changes of what an agent is or does
    std::uint64_t people = 100'000'000;    // who ever took part
    std::uint64_t bytes = 16'000'000'000;  // of memory, for people and the places they hold

    /// Names, in words, the use beyond it; empty if nothing.
    std::string fault(const Budget& used) const;
};

}  // namespace sim
