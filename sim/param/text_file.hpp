/// Reading a file that a user names: it may be missing, a folder, a device or endless.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/check.hpp"

namespace sim::param {

/// The bytes of a regular file, somewhat more than `max_bytes` if it is longer than those; nothing, with a problem, if
/// it is another kind of thing or unreadable. `expected` is how messages call it: "a TOML file".
std::optional<std::string> read_text_file(const std::string& path, std::string_view expected, std::size_t max_bytes,
                                          Problems& problems);

}  // namespace sim::param
