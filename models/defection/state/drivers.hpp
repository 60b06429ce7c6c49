/// What comes from outside the army. Its writer is the script, which reads the scenario's history; a mechanism that
/// produces one of these takes its place as the writer.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/scenario/history.hpp"

namespace defection::state {

/// What history gives this week.
struct Drivers : Driving {
    static constexpr std::string_view name = "drivers";

    explicit Drivers(std::size_t n_regions) {
        for (auto* regions : {&protest, &violence, &rebels}) regions->resize(n_regions);
    }
    bool operator==(const Drivers&) const = default;
};

/// How far troops are ordered to repress, [0, 1].
struct Orders {
    static constexpr std::string_view name = "orders";
    double to_repress = 0;
    bool operator==(const Orders&) const = default;
};

struct Opposition {
    static constexpr std::string_view name = "opposition";
    double radicalisation = 0;  // as seen by others, [0, 1]
    bool operator==(const Opposition&) const = default;
};

struct Patron {
    static constexpr std::string_view name = "patron";
    double forces = 0;  // [person] foreign fighters at the regime's side
    bool operator==(const Patron&) const = default;
};

}  // namespace defection::state
