/// Tries in a child process first what may crash, hang or fill the memory: a copy of this one that ends after the
/// attempt, so that nothing of it stays. A child is no cage: it may do what the user may.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace sim::results {

struct ChildLimits {
    std::uint64_t memory = 0;  // [byte] beyond what this process holds already
    unsigned processor_seconds = 0;
    unsigned seconds = 0;  // by the clock: far more, as the machine may have other work
};

/// How a child that runs `action` ends: empty if well, else "was killed by signal 11, Segmentation fault", "took more
/// than 60 s of processor time", "needed more than 1.0 GiB of memory". Rethrows the exceptions of `action`: InputError
/// as such, all else as std::runtime_error, which is also thrown if there can be no child.
std::string fate_in_child(const ChildLimits& limits, const std::function<void()>& action);

}  // namespace sim::results
