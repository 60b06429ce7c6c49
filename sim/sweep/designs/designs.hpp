/// How each kind of design is made, one file each. The table of kinds is in design.cpp.
#pragma once

#include "sim/sweep/design.hpp"

namespace sim::sweep {

DesignOrFault make_grid(DesignInput input);
DesignOrFault make_zip(DesignInput input);
DesignOrFault make_list(DesignInput input);
DesignOrFault make_random(DesignInput input);
DesignOrFault make_lhs(DesignInput input);
DesignOrFault make_sobol(DesignInput input);
DesignOrFault make_saltelli(DesignInput input);
DesignOrFault make_morris(DesignInput input);

}  // namespace sim::sweep
