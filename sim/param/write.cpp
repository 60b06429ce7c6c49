// Values as canonical TOML text: top-level tables become [sections], arrays of tables [[sections]], all else stands on
// one line, so that the order of the keys is the order of the document.
#include <fmt/format.h>

#include <cmath>

#include "sim/param/value.hpp"

namespace sim::param {

namespace {

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            result += {'\\', c};
        else if (c == '\n')
            result += "\\n";
        else if (c == '\t')
            result += "\\t";
        else if (code < 0x20 || code == 0x7F)
            result += fmt::format("\\u{:04X}", code);
        else
            result += c;
    }
    return result + '"';
}

std::string key_text(std::string_view key) {
    const auto bare = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    for (const char c : key)
        if (!bare(c)) return param::quoted(key);
    return key.empty() ? "\"\"" : std::string(key);
}

struct Writer {
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t whole) const { return fmt::format("{}", whole); }
    std::string operator()(double real) const {
        if (real == 0) return std::signbit(real) ? "-0.0" : "0";
        return fmt::format("{}", real);  // the shortest text that reads back as the same number: 2 of 2.0
    }
    std::string operator()(const std::string& text) const { return param::quoted(text); }
    std::string operator()(Date date) const { return to_text(date); }
    std::string operator()(const Array& array) const {
        std::string text = "[";
        for (const auto& entry : array) text += (text.size() > 1 ? ", " : "") + inline_toml(entry);
        return text + "]";
    }
    std::string operator()(const Map& map) const {
        std::string text = "{";
        for (const auto& [key, value] : map.entries)
            text += (text.size() > 1 ? ", " : " ") + key_text(key) + " = " + inline_toml(value);
        return text + (map.entries.empty() ? "}" : " }");
    }
};

std::string lines_of(const Map& map) {
    std::string text;
    for (const auto& [key, value] : map.entries) text += key_text(key) + " = " + inline_toml(value) + "\n";
    return text;
}

bool is_section(const Value& value) { return value.is_map() || (value.is_tables() && !value.array().empty()); }

std::string section(std::string_view key, const Value& value) {
    if (value.is_map()) return fmt::format("\n[{}]\n{}", key_text(key), lines_of(value.map()));
    std::string text;
    for (const auto& entry : value.array()) text += fmt::format("\n[[{}]]\n{}", key_text(key), lines_of(entry.map()));
    return text;
}

}  // namespace

std::string inline_toml(const Value& value) { return std::visit(Writer{}, value.data); }

std::string to_toml(const Value& document) {
    SIM_EXPECT(document.is_map());
    const auto& entries = document.map().entries;
    std::size_t n_lines = entries.size();  // what follows the first section has to be a section too
    while (n_lines > 0 && is_section(entries[n_lines - 1].second)) --n_lines;
    std::string text;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto& [key, value] = entries[i];
        text += i < n_lines ? key_text(key) + " = " + inline_toml(value) + "\n" : section(key, value);
    }
    return text.starts_with('\n') ? text.substr(1) : text;
}

}  // namespace sim::param
