/// The script: what the scenario's history gives. A mechanism that produces one of these becomes the writer of its state,
/// and copies what a curve prescribes.
#pragma once

#include <algorithm>

#include "models/defection/scenario/history.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/week.hpp"

namespace defection {

class Script {
 public:
    static constexpr std::string_view name = "script";

    void environment(const state::Week& week, const History& history, state::Drivers& drivers) const {
        history.drive(week.start, drivers.protest.size(), drivers);
    }
};

}  // namespace defection
