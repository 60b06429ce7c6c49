/// A look at a TOML text before it is parsed: UTF-8, depth of nesting and number of entries. The parser descends into
/// nested values by recursion and searches its tables one by one, so that a hostile text could exhaust the stack or
/// run for hours; what passes here cannot.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sim::param {

constexpr std::size_t max_bytes = 16u << 20;        // of one file
constexpr int max_depth = 32;                       // tables and lists inside each other
constexpr std::size_t max_entries = 250'000;        // values in one file
constexpr std::size_t max_tables = 50'000;          // table headers and dotted parts of keys in one file
constexpr std::size_t max_keys_of_a_table = 2'000;  // tables are searched from front to back

struct ScanFault {
    int line = 1, column = 1;
    std::string what;
};

/// The first reason not to parse this text; nothing if it may be parsed (which is no promise that it is TOML).
std::optional<ScanFault> scan_toml(std::string_view text);

}  // namespace sim::param
