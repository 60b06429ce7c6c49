#include "sim/run/budget.hpp"

#include <fmt/format.h>

namespace sim {

std::string Budget::fault(const Budget& used) const {
    const auto over = [](std::uint64_t needed, std::uint64_t allowed, const char* what) -> std::string {
        if (needed <= allowed) return {};
        return fmt::format("{} {}, more than the {} of its budget (raise budget.{} of the sweep)", needed, what,
                           allowed, what);
    };
    if (auto text = over(used.people, people, "people"); !text.empty()) return text;
    if (auto text = over(used.events, events, "events"); !text.empty()) return text;
    return over(used.bytes, bytes, "bytes");
}

}  // namespace sim
