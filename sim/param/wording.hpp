/// How messages and lists say numbers, ranges, units and choices: one form everywhere.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/check.hpp"
#include "sim/param/table.hpp"

namespace sim::param {

class Value;

constexpr double open_end = 1e300;  // at_least() and any_real() put the open ends of their ranges here

/// The shortest text that reads back as the same number: "0.1", "3", "1e+300".
std::string number_text(double value);
/// A value as a user writes it for this type: "true", "3", "0.5"; "required" for NaN.
std::string value_text(Type type, double value);
/// The same of a parameter: one among names is said by its name.
std::string value_text(const Spec& spec, double value);
/// The values that a parameter may have: "printed, floor, round", else as below.
std::string range_text(const Spec& spec);
/// "0 to 1", "0 or more", "1 or less", "any number", "true or false".
std::string range_text(Range range, Type type);
/// " per week" for "1/week", " km" for "km", nothing for "1", "-" or "".
std::string unit_text(std::string_view unit);
/// "; 60 % is 0.6" of a number that may be meant as a percentage, else nothing.
std::string percent_text(double value);
/// "allowed 0 to 1 per person; default 0.04"
std::string allowed_text(const Spec& spec);
/// Of a parameter that no file gives: "is required (allowed 0 to 1 per person)".
std::string missing_text(const Spec& spec);
/// Of a name that is not a parameter: "unknown parameter (did you mean 'x'?)".
std::string unknown_parameter(std::string_view name, const std::vector<std::string>& names);
/// The remedy for an unknown name: "did you mean 'x'?", else "allowed a, b, c and 12 more".
std::string instead_of(std::string_view name, const std::vector<std::string>& allowed);
/// The same of a key and its value: "write weeks = 40" instead of days = 280, where weeks are allowed.
std::string instead_of_key(std::string_view name, const Value& value, const std::vector<std::string>& allowed);
std::string_view kind_text(Kind kind);  // "behaviour", "structure", "policy"
/// Its source says "assumed" or "model trial", be it of the size alone.
bool is_assumed(const Spec& spec);
/// "behaviour.toml:12": where a value came from.
std::string origin_text(const Place& place);
/// Why `value` is none of these names: "'gird' is not known (did you mean 'grid'?)".
std::string no_choice(const Value& value, const std::vector<std::string>& names);
/// "must be a number, not a date"; text is shown: "must be a number, not 'fast'".
std::string wrong_type(std::string_view expected, const Value& value);

/// Of a file that another one names.
std::string no_file(const std::string& path);
/// Lines of a Markdown table.
std::string markdown_row(const std::vector<std::string>& cells);
std::string markdown_head(const std::vector<std::string>& names);

}  // namespace sim::param
