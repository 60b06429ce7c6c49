/// Stories told from the log: one company, or the largest departures.
#pragma once

#include <cstdint>
#include <string>

#include "models/defection/record/log.hpp"

namespace defection {

class Simulation;

/// What `--follow` asks for: "company:17" or "departures:10".
struct Follow {
    enum class What : std::uint8_t { company, departures } what = What::departures;
    std::size_t number = 10;
};
Follow parse_follow(const std::string& text);  // throws InputError
/// Throws InputError if the run has nobody to follow there.
void check(const Follow& follow, const Simulation& run);

/// The story in words.
std::string tell(const Follow& follow, const Log& log, const Simulation& run);

}  // namespace defection
