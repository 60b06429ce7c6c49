/// A JSON schema (draft 2020-12) of a scenario, for editors that complete and check TOML while one types.
#pragma once

#include <string>
#include <string_view>

#include "sim/param/table.hpp"

namespace sim::param {

/// `structure_fragment`: what is no parameter, as the JSON text of an object that may hold "properties", "required" and
/// "$defs"; if it is empty, any other key is let through. Text that is no such object is our mistake
/// (std::logic_error). Required parameters are marked but not demanded: a file may get them from the one that it
/// extends.
std::string to_json_schema(const Table& table, std::string_view structure_fragment);

}  // namespace sim::param
