#include "sim/param/value.hpp"

#include <algorithm>
#include <bit>

namespace sim::param {

namespace {

template <class Entries>
auto find_in(Entries& entries, std::string_view key) -> decltype(&entries.front().second) {
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first == key; });
    return at == entries.end() ? nullptr : &at->second;
}

struct Names {
    std::string_view operator()(bool) const { return "true or false"; }
    std::string_view operator()(std::int64_t) const { return "a number"; }
    std::string_view operator()(double) const { return "a number"; }
    std::string_view operator()(const std::string&) const { return "text"; }
    std::string_view operator()(Date) const { return "a date"; }
    std::string_view operator()(const Array&) const { return "a list"; }
    std::string_view operator()(const Map&) const { return "a table"; }
};

struct Same {
    template <class A, class B>
    bool operator()(const A&, const B&) const {
        return false;
    }
    template <class A>
    bool operator()(const A& a, const A& b) const {
        return a == b;
    }
    bool operator()(double a, double b) const {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
    }
    bool operator()(std::int64_t a, double b) const { return (*this)(static_cast<double>(a), b); }
    bool operator()(double a, std::int64_t b) const { return (*this)(a, static_cast<double>(b)); }
    bool operator()(const Map& a, const Map& b) const { return a.entries == b.entries; }
};

}  // namespace

const Value* Map::find(std::string_view key) const { return find_in(entries, key); }
Value* Map::find(std::string_view key) { return find_in(entries, key); }

bool Value::is_tables() const {
    if (!is_array()) return false;
    return std::all_of(array().begin(), array().end(), [](const Value& entry) { return entry.is_map(); });
}

double Value::number() const {
    if (const auto* whole = std::get_if<std::int64_t>(&data)) return static_cast<double>(*whole);
    return std::get<double>(data);
}

std::string_view Value::type_name() const { return std::visit(Names{}, data); }

namespace {

/// The value that a key's first name finds, and the length of that name.
struct Found {
    const Value* value = nullptr;
    std::size_t length = 0;
};

Found entry_named_in(const Value& table, std::string_view key) {
    const auto dot = std::min(key.find('.'), key.size());
    return {table.is_map() ? table.map().find(key.substr(0, dot)) : nullptr, dot};
}

/// Names of rows may hold dots.
Found row_named_in(const Value& rows, std::string_view key) {
    for (const Value& row : rows.array()) {
        const Value* name = row.is_map() ? row.map().find("name") : nullptr;
        const auto* text = name ? std::get_if<std::string>(&name->data) : nullptr;
        if (text && key.starts_with(*text + '.')) return {&row, text->size()};
    }
    return {};
}

}  // namespace

Place place_of(const Value& document, std::string_view key) {
    const Value* at = &document;
    while (!key.empty()) {
        const auto [next, length] = at->is_array() ? row_named_in(*at, key) : entry_named_in(*at, key);
        if (!next) break;
        at = next;
        key.remove_prefix(std::min(length + 1, key.size()));
    }
    return at == &document ? Place{document.place.file, 0, 0} : at->place;
}

bool operator==(const Value& a, const Value& b) { return std::visit(Same{}, a.data, b.data); }

bool operator==(const Entry& a, const Entry& b) { return a.first == b.first && a.second == b.second; }

}  // namespace sim::param
