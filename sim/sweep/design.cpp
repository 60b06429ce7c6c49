#include "sim/sweep/design.hpp"

#include <array>

#include "sim/sweep/designs/designs.hpp"

namespace sim::sweep {
namespace {

constexpr std::array kinds = {
    DesignKind{"grid", false, false, make_grid},
    DesignKind{"zip", false, false, make_zip},
    DesignKind{"list", true, false, make_list},
    DesignKind{"random", false, true, make_random},
};

}  // namespace

std::span<const DesignKind> design_kinds() { return kinds; }

}  // namespace sim::sweep
