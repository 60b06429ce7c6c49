// TOML text to values. The only file that includes toml++: it takes two seconds to compile.
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "sim/param/scan.hpp"
#include "sim/param/text_file.hpp"
#include "sim/param/value.hpp"

namespace sim::param {

namespace {

// toml++ 3.3 asserts about a text what a broken text violates ("[.a]", "a = [}"). Its compiled library (GCC, NDEBUG)
// goes on to report a syntax error; its headers alone would abort, or with Clang and NDEBUG be undefined.
static_assert(TOML_HEADER_ONLY == 0, "link libtomlplusplus (-DTOML_HEADER_ONLY=0 -DTOML_SHARED_LIB=1)");

Place place_of(const toml::source_position& at, const std::string& name) {
    return {name, static_cast<int>(at.line), static_cast<int>(at.column)};
}

/// Our words for what a reader of TOML most often gets wrong. {scope} is what was being read, {name} the text in quotes
/// of the parser's own message, {rest} what follows `theirs` in it.
struct Wording {
    std::string_view theirs, ours;
};
constexpr std::array wordings{
    Wording{"encountered end-of-file", "the file ends in the middle of {scope}"},
    Wording{"could not determine value type", "this is not a value (text needs quotes; numbers look like 5 or 0.5)"},
    Wording{"expected 'true'", "this is not a value (flags are written true or false)"},
    Wording{"expected 'false'", "this is not a value (flags are written true or false)"},
    Wording{"expected expected digit or sign, saw ", "a number cannot go on with {rest}"},
    Wording{"cannot redefine existing table as dotted", "this table was complete before (add the key where it stands)"},
    Wording{"cannot redefine existing ", "{name} is given twice"},
    Wording{"cannot insert '", "{name} adds to a table that was complete (add the key inside its braces)"},
    Wording{"expected a comment or whitespace, saw ", "unexpected {rest} (one key = value on each line)"},
    Wording{"expected keys, tables, whitespace or comments, saw ", "unexpected {rest} (a line holds key = value)"},
    Wording{"unescaped control characters", "text without its closing quote, or with a control character in it"},
    Wording{"expected bare key starting character or string delimiter, saw ", "unexpected {rest} (a name is missing)"},
    Wording{"expected value-terminator, saw ", "unexpected {rest} after the value"},
    Wording{"leading zeroes are prohibited", "a number must not begin with 0"},
    Wording{"tables with blank bare keys", "[] names no table"},
    Wording{"[[array-of-table]] brackets", "the brackets of [[name]] must touch"},
    Wording{"expected key-value pair, saw closing '}'", "unexpected '}}' after a comma"},
};

std::string with_article(std::string_view scope) {
    if (scope == "floating-point") return "a number";
    return (scope == "array" || scope == "inline table" ? "an " : "a ") + std::string(scope);
}

/// The first text in single quotes, with them; without one "this key".
std::string quoted_name(std::string_view text) {
    const std::size_t from = text.find('\''), to = text.find('\'', from + 1);
    return std::string(from == text.npos || to == text.npos ? "this key" : text.substr(from, to - from + 1));
}

std::string reworded(std::string_view message) {
    constexpr std::string_view opening = "Error while parsing ";
    const std::size_t colon = message.find(": ");
    if (!message.starts_with(opening) || colon == message.npos) return std::string(message);
    const std::string_view scope = message.substr(opening.size(), colon - opening.size());
    const std::string_view detail = message.substr(colon + 2);
    for (const auto& [theirs, ours] : wordings) {
        if (!detail.starts_with(theirs)) continue;
        return fmt::format(fmt::runtime(ours), fmt::arg("scope", with_article(scope)),
                           fmt::arg("name", quoted_name(detail)), fmt::arg("rest", detail.substr(theirs.size())));
    }
    return std::string(detail);
}

/// Copies the parser's tree, giving the keys back the order that they have in the file.
class Converter {
 public:
    Converter(const std::string& name, Problems& problems) : name_(name), problems_(problems) {}

    Value map(const toml::table& table, const std::string& key, int depth) {
        Value value{Map{}, place_of(table.source().begin, name_)};
        if (!fits(value.place, key, depth, table.size())) return value;
        std::vector<std::pair<const toml::key*, const toml::node*>> entries;
        for (auto&& [k, v] : table) entries.emplace_back(&k, &v);
        std::sort(entries.begin(), entries.end(),
                  [](const auto& a, const auto& b) { return a.first->source().begin < b.first->source().begin; });
        for (const auto& [k, v] : entries)
            value.map().entries.emplace_back(std::string(k->str()), convert(*v, std::string(k->str()), depth + 1));
        return value;
    }

 private:
    bool fits(const Place& place, const std::string& key, int depth, std::size_t n_keys) {
        if (depth > max_depth)
            problems_.add(place, key, fmt::format("is nested too deeply (allowed {} levels)", max_depth));
        else if (n_keys > max_keys_of_a_table)
            problems_.add(place, key, fmt::format("holds {} keys (allowed {})", n_keys, max_keys_of_a_table));
        else
            return true;
        return false;
    }

    Value list(const toml::array& array, const std::string& key, int depth) {
        Value value{Array{}, place_of(array.source().begin, name_)};
        if (!fits(value.place, key, depth, 0)) return value;
        value.array().reserve(array.size());
        for (const auto& entry : array) value.array().push_back(convert(entry, key, depth + 1));
        return value;
    }

    Value convert(const toml::node& node, const std::string& key, int depth) {
        Value value{false, place_of(node.source().begin, name_)};
        switch (node.type()) {
            case toml::node_type::table:
                return map(*node.as_table(), key, depth);
            case toml::node_type::array:
                return list(*node.as_array(), key, depth);
            case toml::node_type::string:
                value.data = **node.as_string();
                break;
            case toml::node_type::integer:
                value.data = **node.as_integer();
                break;
            case toml::node_type::floating_point:
                value.data = **node.as_floating_point();
                break;
            case toml::node_type::boolean:
                value.data = **node.as_boolean();
                break;
            case toml::node_type::date:
                value.data = date(**node.as_date(), value.place, key);
                break;
            case toml::node_type::date_time: {
                problems_.add(value.place, key, "is a day with a time of day (write the day alone: 2011-03-15)");
                value.data = date((**node.as_date_time()).date, value.place, key);
                break;
            }
            default: {
                problems_.add(value.place, key, "is a time of day (allowed are days such as 2011-03-15)");
                value.data = Date{};
            }
        }
        return value;
    }

    Date date(const toml::date& day, const Place& place, const std::string& key) {
        const auto known = date_of(day.year, day.month, day.day);
        if (!known)
            problems_.add(place, key,
                          fmt::format("is a day in the year {} (allowed {} to {})", day.year, first_year, last_year));
        return known.value_or(Date{});
    }

    const std::string& name_;
    Problems& problems_;
};

Value empty_document(const std::string& name) { return {Map{}, {name, 1, 1}}; }

}  // namespace

Value parse_toml(std::string_view text, const std::string& name, Problems& problems) {
    if (const auto fault = scan_toml(text)) {
        problems.add({name, fault->line, fault->column}, "", fault->what);
        return empty_document(name);
    }
    try {
        const toml::table document = toml::parse(text);
        Value value = Converter(name, problems).map(document, "", 0);
        value.place = {name, 1, 1};
        return value;
    } catch (const toml::parse_error& error) {
        problems.add(place_of(error.source().begin, name), "", "syntax: " + reworded(error.description()));
        return empty_document(name);
    }
}

Value read_toml(const std::string& path, Problems& problems) {
    const auto bytes = read_text_file(path, "a TOML file", max_bytes, problems);
    return bytes ? parse_toml(*bytes, path, problems) : empty_document(path);
}

}  // namespace sim::param
