/// The work of a model in a step, as it tells it: which part acts in which phase, and what each touches.
#pragma once

#include <string>
#include <vector>

namespace sim {

/// One part of a model in one phase. The lists name things that parts share.
struct ScheduleLine {
    std::string phase, part;
    std::vector<std::string> reads, reads_last;       // of this step, of the step before
    std::vector<std::string> writes, adds_to, moves;  // alone; with others in any order; in the order of the schedule
};

}  // namespace sim
