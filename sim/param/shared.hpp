/// The folder of scenarios that comes with the program: share/muster/scenarios of an installation, scenarios/ of a clone
/// in which the program was built.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace sim::param {

/// The file of this name that comes with the program; nothing if there is none, or if the name leads elsewhere.
std::optional<std::filesystem::path> shared_scenario(std::string_view name);
/// The same for a program that lies here.
std::optional<std::filesystem::path> shared_scenario(std::string_view name, const std::filesystem::path& program);

}  // namespace sim::param
