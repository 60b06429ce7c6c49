/// A toy model's parameters, one of each type, kind and shape of range, for the tests of loading and listing.
#pragma once

#include "sim/param/field.hpp"
#include "sim/param/table.hpp"

namespace sim::param::toy {

struct Surveillance {
    using Self = Surveillance;
    SIM_PARAM(double, informer_density, 0.04, "per person", in(0, 1), structure, "informers among those who serve",
              "assumed");
    SIM_PARAM(int, circle, 3, "-", in(1, 12), behaviour, "people who know of a plan | at most", "barany2016");
    SIM_PARAM(bool, announced, false, "-", on_off(), policy, "penalties are announced", "assumed: no record");
};

struct Reprisal {
    using Self = Reprisal;
    SIM_PARAM(double, family_rate, required, "1/week", at_least(0), policy, "harm to families", "case files");
    SIM_PARAM(double, log_weight, -0.5, "1", any_real(), behaviour, "weight of fear", "lyall2020");
};

struct All {
    Surveillance surveillance;
    Reprisal reprisal;
};

inline Table table() {
    Table table;
    table.add(&All::surveillance, "surveillance");
    table.add(&All::reprisal, "reprisal");
    return table;
}

}  // namespace sim::param::toy
