/// One document laid over another: keys of the upper one win, tables are merged, and lists of tables are matched by
/// their "name", where `remove = true` deletes the entry below.
#pragma once

#include "sim/param/value.hpp"

namespace sim::param {

/// Keys that joining files takes for itself: no model sees them.
inline constexpr std::string_view extends_key = "extends", behaviour_key = "behaviour", remove_key = "remove";

/// Both are tables. Values that cannot be merged become a problem.
void merge(Value& lower, Value upper, Problems& problems);

}  // namespace sim::param
