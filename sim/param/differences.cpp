#include <fmt/format.h>

#include <algorithm>

#include "sim/param/value.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {
namespace {

std::string told(const Value* value) {
    if (!value) return "nothing";
    if (value->is_number()) return number_text(value->number());
    if (value->is_flag()) return std::get<bool>(value->data) ? "true" : "false";
    if (value->is_date()) return to_text(std::get<Date>(value->data));
    return value->is_text() ? "'" + shown(value->text()) + "'" : std::string(value->type_name());
}

/// An entry of an array of tables, by its name as long as it has one.
Map by_name(const Array& tables) {
    Map entries;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const Value* name = tables[i].map().find("name");
        entries.entries.emplace_back(name && name->is_text() ? shown(name->text()) : fmt::format("{}", i + 1),
                                     tables[i]);
    }
    return entries;
}

void compare(const std::string& path, const Value* was, const Value* is, std::vector<std::string>& found);

void compare(const std::string& path, const Map& was, const Map& is, std::vector<std::string>& found) {
    const auto below = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
    for (const auto& [key, value] : was.entries) compare(below(key), &value, is.find(key), found);
    for (const auto& [key, value] : is.entries)
        if (!was.find(key)) compare(below(key), nullptr, &value, found);
}

void compare(const std::string& path, const Value* was, const Value* is, std::vector<std::string>& found) {
    if (was && is && *was == *is) return;
    if (was && is && was->is_map() && is->is_map()) return compare(path, was->map(), is->map(), found);
    constexpr std::size_t most_entries = 2000;  // that are worth telling apart
    if (was && is && was->is_tables() && is->is_tables() &&
        std::max(was->array().size(), is->array().size()) <= most_entries)
        return compare(path, by_name(was->array()), by_name(is->array()), found);
    const bool are_lists = was && is && was->is_array() && is->is_array();
    found.push_back(path + (are_lists ? " is another list" : fmt::format(" was {}, is {}", told(was), told(is))));
}

}  // namespace

std::vector<std::string> differences(const Value& was, const Value& is) {
    std::vector<std::string> found;
    compare("", &was, &is, found);
    if (found.empty() && !(was == is)) found.emplace_back("the order of its entries");
    return found;
}

}  // namespace sim::param
