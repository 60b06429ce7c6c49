/// Designs: which points of the parameter space a sweep visits. A design is a function from an index to a point, so one
/// of 1e8 points is made at once. To add one: a file in designs/, a row in design_kinds().
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/sweep/factor.hpp"

namespace sim::sweep {

class Design {
 public:
    virtual ~Design() = default;
    virtual std::uint64_t size() const = 0;
    /// One value per name of names().
    virtual void point(std::uint64_t index, std::span<double> values) const = 0;
    virtual std::string label(std::uint64_t) const { return {}; }
    virtual bool has_labels() const { return false; }
    const std::vector<std::string>& names() const { return names_; }

 protected:
    explicit Design(std::vector<std::string> names) : names_(std::move(names)) {}

 private:
    std::vector<std::string> names_;
};

/// A labelled point of a list design: one value per name of DesignInput::listed_names.
struct ListedPoint {
    std::string label;
    std::vector<double> values;
};

struct DesignInput {
    std::vector<Factor> factors;
    std::vector<std::string> listed_names;  // of a list design
    std::vector<ListedPoint> points;
    std::uint64_t samples = 0;  // of a sampled design
    std::uint64_t seed = 0;
};

/// Either a design or why there can be none, and which key of the sweep is to blame.
struct DesignOrFault {
    std::unique_ptr<Design> design;
    std::string fault;
    std::string_view key = "factors";
};

/// What a kind of design makes its points of.
enum class Given : std::uint8_t { factors, points };

struct DesignKind {
    std::string_view name;
    Given given;               // [factors], or [[point]] tables
    std::string_view samples;  // what `samples` counts; empty: it takes none, and its ranges need `n`
    DesignOrFault (*make)(DesignInput);

    bool draws() const { return !samples.empty(); }
};
std::span<const DesignKind> design_kinds();

}  // namespace sim::sweep
