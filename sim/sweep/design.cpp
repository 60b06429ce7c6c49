#include "sim/sweep/design.hpp"

#include <algorithm>
#include <array>

#include "sim/sweep/designs/designs.hpp"

namespace sim::sweep {
namespace {

constexpr std::array kinds = {
    DesignKind{"grid", Given::factors, "", "", make_grid},
    DesignKind{"zip", Given::factors, "", "", make_zip},
    DesignKind{"list", Given::points, "", "", make_list},
    DesignKind{"random", Given::factors, "points", "", make_random},
    DesignKind{"lhs", Given::factors, "points", "maximin", make_lhs},
    DesignKind{"sobol", Given::factors, "points", "", make_sobol},
    DesignKind{"saltelli", Given::factors, "base samples", "second_order", make_saltelli},
    DesignKind{"morris", Given::factors, "trajectories", "levels", make_morris},
    DesignKind{"file", Given::file, "", "file", make_list},
};

}  // namespace

std::vector<Span> Design::spans() const { return spans_over(1'000'000); }

std::vector<Span> Design::spans_over(std::uint64_t n_points) const {
    std::vector<double> values(names_.size());
    std::vector<Span> spans;
    for (std::uint64_t p = 0; p < std::min(size(), n_points); ++p) {
        point(p, values);
        for (std::size_t f = 0; f < values.size(); ++f) {
            if (p == 0) spans.push_back({names_[f], values[f], values[f]});
            spans[f].least = std::min(spans[f].least, values[f]);
            spans[f].greatest = std::max(spans[f].greatest, values[f]);
        }
    }
    return spans;
}

std::span<const DesignKind> design_kinds() { return kinds; }

}  // namespace sim::sweep
