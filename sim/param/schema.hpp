/// JSON schemas (draft 2020-12) of scenarios and sweeps, for editors that complete and check TOML while one types.
/// Required keys are marked but not demanded, a name apart: a file may get them from the one that it extends.
#pragma once

#include <string>

#include "sim/param/key.hpp"

namespace sim::param {

/// Of a scenario: what `document` says and the parameters. If it says nothing, any other key is let through.
std::string to_json_schema(const Table& parameters, const Key& document);
/// Of another file, such as a sweep.
std::string to_json_schema(const Key& document);

}  // namespace sim::param
