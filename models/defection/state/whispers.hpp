/// The fate of a whisper to another company: infiltration cuts the tie, or a person it passes reports it.
#pragma once

#include <cstddef>

#include "models/defection/army/planners.hpp"
#include "models/defection/state/control.hpp"
#include "sim/random/sample.hpp"

namespace defection::state {

/// Whether it arrives; if an informer hears it on the way, the planner is denounced at that moment [week].
inline bool gets_through(const Watch& watch, std::size_t organisation, Planner& planner, double at,
                         sim::random::Stream& draw) {
    const double cut = watch.cut[organisation], overheard = watch.overheard[organisation];
    if (cut > 0 && sim::random::uniform(draw) < cut) return false;
    if (overheard <= 0 || sim::random::uniform(draw) >= overheard) return true;
    planner.denounce(at, FoundBy::informer);
    return false;
}

}  // namespace defection::state
