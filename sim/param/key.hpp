/// The keys of a file, as data: one Key for each key of a scenario or sweep. An Outline makes them from the
/// declarations that the loader reads by; JSON schemas and docs/scenario.md are written from them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/param/table.hpp"

namespace sim::param {

/// The kind of value behind a key.
enum class Holds : std::uint8_t {
    text,
    name,  // text that is not empty
    date,
    flag,
    truth,  // true and nothing else
    number,
    fraction,  // a number above 0 and up to 1
    whole,
    choice,
    numbers,    // a list of them
    rising,     // a list of whole numbers, each larger than the one before
    texts,      // a list of text
    files,      // the name of a file, or a list of them
    knots,      // a list of [date or week, value]
    pairs,      // a list of [knob, value]
    shares,     // a number for some rows of another table
    settings,   // a value for some parameters
    factors,    // a list of values for some parameters, or a range
    functions,  // a table for some parameters: how each follows from a knob
    table,
    rows  // tables [[key]]
};

/// Part of a TOML file: the parts of a file of one name make it whole.
struct Example {
    std::string file, text;
};

struct Key {
    std::string name;
    Holds holds = Holds::text;
    std::string meaning;
    Range range{};                       // of each number
    std::string unit{};                  // of each number
    std::optional<Value> fallback{};     // nothing: none, or required
    bool required = false;               // in a whole scenario; one that extends another may lack it
    std::size_t most = 0;                // entries of a list, or rows
    std::vector<std::string> choices{};  // of a choice
    std::string kind{}, source{};        // of a parameter
    std::vector<Key> keys{};             // of a table, of each row, of a factor's range, or the parameters of settings
    bool open = false;                   // a table that may name parameters, too
    bool named = false;                  // rows that are told apart by their names
    bool timed = false;                  // week or date, not both
    std::vector<Example> examples{};     // of a table or of rows
};

/// One parameter, or one field of a row.
Key key_of(const Spec& spec);
std::vector<std::string> names_of(const std::vector<Key>& keys);

}  // namespace sim::param
