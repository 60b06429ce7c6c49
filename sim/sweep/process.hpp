/// The identity of a process on its machine, and whether it lives.
#pragma once

#include <cstdint>
#include <string>

namespace sim::sweep {

std::string host_name();

struct Process {
    std::string host;
    std::string boot;  // of the machine, and the container that numbers its processes; empty: not known
    std::int64_t number = 0;
    std::uint64_t started = 0;  // [clock tick] since the machine was booted
    bool operator==(const Process&) const = default;
};

Process this_process();
/// Whether a process is of this machine, so that is_alive() can tell.
bool is_of_this_machine(const Process& process);
/// Whether a process of this machine runs still: another may have its number by now.
bool is_alive(const Process& process);

}  // namespace sim::sweep
