// The keys of a file as Markdown.
#include <fmt/format.h>

#include "sim/param/listing.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

std::string value_text(const Key& key) {
    switch (key.holds) {
        case Holds::text:
        case Holds::name:
            return "text";
        case Holds::date:
            return "date";
        case Holds::flag:
        case Holds::truth:
            return "switch";
        case Holds::number:
        case Holds::fraction:
            return "number";
        case Holds::whole:
            return "whole number";
        case Holds::choice:
            return "one of these";
        case Holds::numbers:
            return "list of numbers";
        case Holds::rising:
            return "list of rising whole numbers";
        case Holds::texts:
            return "list of text";
        case Holds::files:
            return "file, or list of files";
        case Holds::knots:
            return "list of [date or week, value]";
        case Holds::pairs:
            return "list of [knob, value]";
        case Holds::shares:
            return "{ name = number, ... }";
        case Holds::settings:
            return "{ \"parameter\" = value, ... }";
        case Holds::factors:
            return "{ \"parameter\" = values, ... }";
        case Holds::functions:
            return "{ \"parameter\" = function, ... }";
        case Holds::table:
            return "table";
        case Holds::rows:
            return "tables";
    }
    return {};
}

std::string allowed_text(const Key& key) {
    switch (key.holds) {
        case Holds::flag:
            return range_text(key.range, Type::flag);
        case Holds::truth:
            return "true";
        case Holds::fraction:
            return "above 0, up to 1";
        case Holds::whole:
        case Holds::rising:
            return range_text(key.range, Type::integer);
        case Holds::numbers:
            return fmt::format("{}; 1 to {} of them", range_text(key.range, Type::real), key.most);
        case Holds::number:
        case Holds::knots:
        case Holds::pairs:
        case Holds::shares:
            return range_text(key.range, Type::real);
        case Holds::choice:
            return fmt::format("{}", fmt::join(key.choices, ", "));
        default:
            return {};
    }
}

std::string default_text(const Key& key) {
    if (key.required) return "required";
    return key.fallback ? inline_toml(*key.fallback) : "";
}

std::string lines_of(const std::vector<Key>& keys, const std::string& above) {
    std::string lines;
    for (const Key& key : keys) {
        lines += markdown_row({fmt::format("`{}{}`", above, key.name), value_text(key), key.unit, allowed_text(key),
                               default_text(key), key.meaning});
        if (key.holds == Holds::table || key.holds == Holds::functions)
            lines += lines_of(key.keys, above + key.name + (key.holds == Holds::table ? "." : ".PARAMETER."));
    }
    return lines;
}

std::string table_of(const std::vector<Key>& keys, const std::vector<Example>& examples) {
    std::string text = markdown_head({"key", "value", "unit", "allowed", "default", "meaning"}) + lines_of(keys, "");
    for (const auto& [file, example] : examples)
        text += "\n" + fmt::format("In `{}`:\n\n```{}\n{}```\n", file, file.ends_with(".toml") ? "toml" : "", example);
    return text;
}

/// Whether it has a section of its own.
bool is_section(const Key& key) {
    return key.holds == Holds::rows || key.holds == Holds::factors || key.holds == Holds::table;
}

std::string sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string section_of(const Key& key, const std::string& depth) {
    const bool repeats = key.holds == Holds::rows;
    std::string text = fmt::format("\n{} `{}{}{}`\n\n", depth, repeats ? "[[" : "[", key.name, repeats ? "]]" : "]");
    text += sentence(key.meaning) + (key.most > 0 ? fmt::format("; at most {}", key.most) : "") + ".";
    if (key.timed) text += " One of `week` and `date` is required.";
    return text + "\n\n" + table_of(key.keys, key.examples);
}

}  // namespace

std::string to_markdown(const Key& document, std::size_t depth) {
    std::vector<Key> plain;
    std::string sections;
    for (const Key& key : document.keys)
        if (is_section(key))
            sections += section_of(key, std::string(depth, '#'));
        else
            plain.push_back(key);
    return table_of(plain, document.examples) + sections;
}

}  // namespace sim::param
