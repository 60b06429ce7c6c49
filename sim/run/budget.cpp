#include "sim/run/budget.hpp"

#include <fmt/format.h>

#include "sim/run/run.hpp"

namespace sim {

void Budget::check(const Budget& used, const std::string& stage) const {
    const auto fail_over = [&](std::uint64_t needed, std::uint64_t allowed, const char* what) {
        if (needed > allowed)
            throw RunFailure(stage, fmt::format("{} {}, more than the {} of its budget (raise budget.{} of the sweep)",
                                                needed, what, allowed, what));
    };
    fail_over(used.people, people, "people");
    fail_over(used.events, events, "events");
    fail_over(used.bytes, bytes, "bytes");
}

}  // namespace sim
