/// Columns of the tables of a run, and tables filled row by row.
#pragma once

#include <initializer_list>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "models/defection/scenario/structure.hpp"
#include "sim/run/outputs.hpp"

namespace defection::columns {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

inline sim::Column number(std::string name, std::string unit, std::string_view meaning, sim::Column::Store store) {
    return {.name = std::move(name), .unit = std::move(unit), .meaning = std::string(meaning), .store = store};
}
inline sim::Column whole(std::string name, std::string_view meaning) {
    return number(std::move(name), "1", meaning, sim::Column::Store::i32);
}
inline sim::Column person_number() { return whole("person", "number of the person in this run"); }
inline sim::Column weeks(std::string name, std::string_view meaning) {
    return number(std::move(name), "week", meaning, sim::Column::Store::f64);
}
inline sim::Column log_factor() {
    return number("log_personal_factor", "log", "log personal factor, frailty included", sim::Column::Store::f32);
}

/// A name as the file tells codes: without what ends a word or means a group there.
inline std::string one_word(std::string_view name) {
    constexpr char del = 127;  // the last control character
    std::string word(name);
    for (char& c : word)
        if (static_cast<unsigned char>(c) <= ' ' || c == del || c == '/') c = '_';
    return word;
}

template <class Names, class Name>
sim::Column code(std::string name, std::string_view meaning, const Names& names, Name&& name_of) {
    sim::Column column = whole(std::move(name), meaning);
    for (const auto& one : names) column.flag_meanings.push_back(one_word(name_of(one)));
    return column;
}
template <class Names>
sim::Column code(std::string name, std::string_view meaning, const Names& names) {
    return code(std::move(name), meaning, names, [](std::string_view text) { return text; });
}

/// Names of rows that are declared in a list or given by the scenario.
constexpr auto name_of_row = [](const auto& row) { return row.name; };

inline sim::Column role(std::string_view meaning) { return code("person_role", meaning, role_names); }
inline sim::Column group(const Structure& structure) {
    return code("person_group", "identity group", structure.groups, name_of_row);
}
inline sim::Column organisation(std::string_view meaning, const Structure& structure) {
    return code("person_organisation", meaning, structure.organisations, name_of_row);
}
inline sim::Column formation(const Structure& structure) {
    return code("formation", "formation of the scenario that it belongs to", structure.formations, name_of_row);
}
inline sim::Column home(const Structure& structure) {
    sim::Column column = code("person_home", "region of origin", structure.regions, name_of_row);
    column.flag_meanings.emplace_back("abroad");
    return column;
}

constexpr double role_number(Rank rank) { return static_cast<double>(role_of(rank)); }

/// Fills a declared table row by row.
class Rows {
 public:
    Rows(sim::RowTable declared, std::size_t n_rows) : table_(std::move(declared)) {
        for (sim::Column& column : table_.columns) column.numbers.reserve(n_rows);
    }
    void add(std::initializer_list<double> row) { add(std::span(row.begin(), row.size())); }
    void add(std::span<const double> row) {
        if (row.size() != table_.columns.size()) throw std::logic_error("a row of another table than " + table_.name);
        for (std::size_t i = 0; i < row.size(); ++i) table_.columns[i].numbers.push_back(row[i]);
    }
    sim::RowTable take() { return std::move(table_); }

 private:
    sim::RowTable table_;
};

}  // namespace defection::columns
