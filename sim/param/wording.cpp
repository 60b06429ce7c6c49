#include "sim/param/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "sim/check.hpp"
#include "sim/param/value.hpp"

namespace sim::param {

namespace {

constexpr std::size_t max_listed = 12;     // names in a message
constexpr std::size_t max_guesses = 5000;  // candidates looked at for a misspelling

}  // namespace

std::string number_text(double value) { return fmt::format("{}", value); }

std::string value_text(Type type, double value) {
    if (std::isnan(value)) return "required";
    if (type == Type::flag) return value != 0 ? "true" : "false";
    return number_text(value);
}

std::string value_text(const Spec& spec, double value) {
    return spec.choices.empty() ? value_text(spec.type, value) : spec.choices[static_cast<std::size_t>(value)];
}

std::string range_text(const Spec& spec) {
    return spec.choices.empty() ? range_text(spec.range, spec.type) : fmt::format("{}", fmt::join(spec.choices, ", "));
}

std::string range_text(Range range, Type type) {
    if (type == Type::flag) return "true or false";
    const bool below = range.min <= -open_end, above = range.max >= open_end;
    if (below && above) return type == Type::integer ? "any whole number" : "any number";
    if (above) return number_text(range.min) + " or more";
    if (below) return number_text(range.max) + " or less";
    return number_text(range.min) + " to " + number_text(range.max);
}

std::string unit_text(std::string_view unit) {
    if (unit.empty() || unit == "1" || unit == "-") return {};
    if (unit.starts_with("1/")) return fmt::format(" per {}", unit.substr(2));
    return fmt::format(" {}", unit);
}

std::string percent_text(double value) {
    if (!(value >= 2 && value <= 100)) return {};
    return fmt::format("; {} % is {}", number_text(value), number_text(value / 100));
}

std::string allowed_text(const Spec& spec) {
    const std::string allowed = "allowed " + range_text(spec) + unit_text(spec.unit);
    return std::isnan(spec.fallback) ? allowed : allowed + "; default " + value_text(spec, spec.fallback);
}

std::string missing_text(const Spec& spec) { return fmt::format("is required ({})", allowed_text(spec)); }

std::string unknown_parameter(std::string_view name, const std::vector<std::string>& names) {
    const std::string near = nearest(name, names);
    return near.empty() ? "unknown parameter (`muster params` lists them)"
                        : fmt::format("unknown parameter (did you mean '{}'?)", shown(near));
}

std::string instead_of(std::string_view name, const std::vector<std::string>& allowed) {
    if (allowed.empty()) return "none is allowed here";
    const std::string near = allowed.size() > max_guesses ? "" : nearest(name, allowed);
    if (!near.empty()) return fmt::format("did you mean '{}'?", shown(near));
    std::string list;
    for (std::size_t i = 0; i < allowed.size() && i < max_listed; ++i) list += (i ? ", " : "") + shown(allowed[i], 40);
    if (allowed.size() > max_listed) list += fmt::format(" and {} more", allowed.size() - max_listed);
    return "allowed " + list;
}

std::string instead_of_key(std::string_view name, const Value& value, const std::vector<std::string>& allowed) {
    constexpr double day = 1.0 / 7, year = 365.25 * day;  // [week]
    constexpr std::array<std::pair<std::string_view, double>, 5> lengths = {
        {{"days", day}, {"weeks", 1}, {"months", year / 12}, {"years", year}, {"steps", 1}}};
    const auto* length = std::ranges::find(lengths, name, &std::pair<std::string_view, double>::first);
    if (length == lengths.end() || !value.is_number()) return instead_of(name, allowed);
    const auto is_allowed = [&](std::string_view key) { return std::ranges::find(allowed, key) != allowed.end(); };
    if (is_allowed("weeks")) return fmt::format("write weeks = {}", std::round(value.number() * length->second));
    if (is_allowed("steps")) return fmt::format("write steps = {}", number_text(value.number()));
    return instead_of(name, allowed);
}

std::string_view kind_text(Kind kind) {
    return kind == Kind::behaviour ? "behaviour" : kind == Kind::structure ? "structure" : "policy";
}

bool is_assumed(const Spec& spec) {
    return spec.source.find("assumed") != std::string::npos || spec.source.find("model trial") != std::string::npos;
}

std::string origin_text(const Place& place) {
    return fmt::format("{}:{}", place.file.substr(place.file.rfind('/') + 1), place.line);
}

std::string no_choice(const Value& value, const std::vector<std::string>& names) {
    if (value.is_text())
        return fmt::format("'{}' is not known ({})", shown(value.text()), instead_of(value.text(), names));
    return fmt::format("{} ({})", wrong_type("text", value), instead_of("", names));
}

std::string wrong_type(std::string_view expected, const Value& value) {
    return fmt::format("must be {}, not {}", expected,
                       value.is_text() ? "'" + shown(value.text()) + "'" : std::string(value.type_name()));
}

std::string no_file(const std::string& path) { return fmt::format("there is no file '{}'", shown(path, 200)); }

std::string markdown_row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const auto& text : cells) {
        line += ' ';
        for (const char c : text) {
            if (c == '|') line += '\\';
            line += c == '\n' ? ' ' : c;
        }
        line += " |";
    }
    return line + "\n";
}

std::string markdown_head(const std::vector<std::string>& names) {
    return markdown_row(names) + markdown_row(std::vector<std::string>(names.size(), "---"));
}

}  // namespace sim::param
