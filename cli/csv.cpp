#include "cli/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace cli {
namespace {

/// The full-width ones too, which spreadsheets of some languages take.
constexpr std::array<std::string_view, 8> formula_starts = {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"};

bool is_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    double number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && stop == text.data() + text.size();
}

bool begins_like_a_formula(std::string_view text) {
    if (text.starts_with('\t') || text.starts_with('\r') || text.starts_with('\n')) return true;
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const auto starts = [&](std::string_view start) { return text.starts_with(start); };
    return std::ranges::any_of(formula_starts, starts) && !is_number(text);
}

}  // namespace

std::string csv_cell(const std::string& cell, Formulas formulas) {
    const std::string text = formulas == Formulas::defused && begins_like_a_formula(cell) ? "'" + cell : cell;
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace cli
