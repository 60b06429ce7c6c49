/// The design that a sweep file asks for, and what its kind does not take.
#pragma once

#include <memory>
#include <vector>

#include "sim/sweep/read_factors.hpp"

namespace sim::sweep {

struct DesignSource {
    const DesignKind& kind;
    const param::Value* factors = nullptr;  // null: the sweep has none
    std::vector<const param::Value*> points;
    std::uint64_t samples = 0, seed = 0;
};

/// `top` is the sweep's own table. Null, with problems, if there can be no such design.
std::unique_ptr<const Design> read_design(const DesignSource& source, const Scenario& scenario,
                                          const std::vector<Setting>& settings, param::Reader& top, Problems& problems);

}  // namespace sim::sweep
