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
    /// Between which values each of its names varies; of sampled designs, over the first million points.
    virtual std::vector<Span> spans() const;
    virtual std::string label(std::uint64_t) const { return {}; }
    virtual bool has_labels() const { return false; }
    const std::vector<std::string>& names() const { return names_; }

 protected:
    explicit Design(std::vector<std::string> names) : names_(std::move(names)) {}
    /// Over the first points.
    std::vector<Span> spans_over(std::uint64_t n_points) const;

 private:
    std::vector<std::string> names_;
};

/// The points of a list or of a file.
struct ListedPoints {
    std::vector<std::string> names;
    std::vector<double> values;       // [points x names]
    std::vector<std::string> labels;  // one for each point, or none
    std::uint64_t size = 0;
};

/// The options of sampled designs, each set by a key of the sweep of that name.
struct DesignOptions {
    std::uint64_t samples = 0;
    bool maximin = false;       // lhs
    bool second_order = false;  // saltelli
    std::uint64_t levels = 4;   // morris; even
};

struct DesignInput {
    std::vector<Factor> factors;
    ListedPoints listed;
    DesignOptions options;
    std::uint64_t seed = 0;
};

/// Either a design or why there can be none, and which key of the sweep is to blame.
struct DesignOrFault {
    std::unique_ptr<Design> design;
    std::string fault;
    std::string_view key = "factors";
};

/// The source of a design's points: [factors], [[point]] tables, or a file.
enum class Given : std::uint8_t { factors, points, file };

struct DesignKind {
    std::string_view name;
    Given given;
    std::string_view samples;  // what `samples` counts; empty: it takes none, and its ranges need `n`
    std::string_view option;   // the key that no other kind takes; empty: there is none
    DesignOrFault (*make)(DesignInput);

    bool draws() const { return !samples.empty(); }
};
std::span<const DesignKind> design_kinds();

}  // namespace sim::sweep
