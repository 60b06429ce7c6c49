/// Influences from outside the army. Their writer is the script, which reads the scenario's history; a mechanism that
/// produces one of these takes its place as the writer.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/scenario/history.hpp"

namespace defection::state {

/// History's values of this week.
struct Drivers : Driving {
    static constexpr std::string_view name = "drivers";

    explicit Drivers(std::size_t n_regions) {
        for (auto* regions : {&protest, &violence, &rebels}) regions->resize(n_regions);
    }
    bool operator==(const Drivers&) const = default;
};

/// How far troops are ordered to repress, [0, 1]. Writer: base pressure.
struct Orders {
    static constexpr std::string_view name = "orders";
    double to_repress = 0;
    bool operator==(const Orders&) const = default;
};

/// Writer: sponsors.
struct Sponsors {
    static constexpr std::string_view name = "sponsors";
    double support = 0;  // for the rebels, [0, 1]
    double men = 0;      // [1/week] rebels of the real country whom it raises
    bool operator==(const Sponsors&) const = default;
};

/// Writer: opposition.
struct Opposition {
    static constexpr std::string_view name = "opposition";
    double radicalisation = 0;  // as seen by others, [0, 1]
    bool operator==(const Opposition&) const = default;
};

/// Writer: patron.
struct Patron {
    static constexpr std::string_view name = "patron";
    double support = 0;  // for the regime, [-1, 1]
    double forces = 0;   // [person] foreign fighters at the regime's side
    double command = 0;  // part of command that it holds, [0, 1]
    bool operator==(const Patron&) const = default;
};

}  // namespace defection::state
