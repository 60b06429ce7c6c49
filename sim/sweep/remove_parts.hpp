/// The end of a folder of parts. A reader finds all of it or nothing: it is renamed before it is
/// emptied.
#pragma once

#include <filesystem>

#include "sim/sweep/part_index.hpp"

namespace sim::sweep {

/// Removes what sweeps of this plan put there, and the folder if nothing else is in it. Parts of another sweep stay, and
/// all if the folder's plan is another.
void remove_parts(const std::filesystem::path& folder, const PartIndex& parts);
/// Removes what any sweep put there, as the user asked.
void discard_parts(const std::filesystem::path& folder);

}  // namespace sim::sweep
