/// The design that a sweep file asks for, and what its kind does not take.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/sweep/read_factors.hpp"

namespace sim::sweep {

/// The keys of a sweep that say how its points are made.
struct DesignKeys {
    const DesignKind* kind = nullptr;
    bool is_known = true;  // else the design named is none, and nothing can be said of what it needs
    DesignOptions options;
    std::string file;  // the path of a file design's table
};
/// `top` is the sweep's own table, of the file at `path`.
DesignKeys read_design_keys(param::Reader& top, const std::string& path);

struct DesignSource {
    const DesignKeys& keys;
    const param::Value* factors = nullptr;  // null: the sweep has none
    std::vector<const param::Value*> points;
    std::uint64_t seed = 0;
};

/// Null, with problems, if there can be no such design.
std::unique_ptr<const Design> read_design(const DesignSource& source, const Scenario& scenario,
                                          const std::vector<Setting>& settings, param::Reader& top, Problems& problems);

}  // namespace sim::sweep
