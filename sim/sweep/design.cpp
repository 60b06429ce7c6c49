#include "sim/sweep/design.hpp"

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

std::span<const DesignKind> design_kinds() { return kinds; }

}  // namespace sim::sweep
