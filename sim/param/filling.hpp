/// Fills a row of a model from one table of a document. Outline has the same functions, so that what a table may hold
/// is declared once, as a function of either, and read and described from the same lines. Meanings are for Outline.
#pragma once

#include <functional>
#include <set>

#include "sim/param/table_reader.hpp"

namespace sim::param {

constexpr Range weeks_in_reach = in(-1e6, 1e6);
constexpr Range knot_values = in(-1e9, 1e9);

class Filling {
 public:
    /// `start`: the day of week 0, without which dates cannot be read as weeks.
    Filling(Reader& reader, std::optional<Date> start) : reader_(reader), start_(start) {}

    /// The name of a row; a name that is missing, or among those `seen` of its kind, is a problem.
    std::string named(std::set<std::string>& seen);
    void note(std::string_view key, std::string_view) { reader_.text(key, ""); }  // for people: read, not kept
    /// A key that people try: says what to write instead. Whether it is there.
    bool elsewhere(std::string_view key, std::string_view remedy) {
        if (reader_.has(key)) reader_.value(key), reader_.problem(key, remedy);
        return reader_.has(key);
    }
    void text(std::string_view key, std::string& value, std::string_view) { value = reader_.text(key, value); }
    void date(std::string_view key, std::optional<Date>& value, std::string_view) { value = reader_.date(key); }
    void flag(std::string_view key, bool& value, std::string_view) { value = reader_.flag(key, value); }
    void number(std::string_view key, double& value, Range range, std::string_view, std::string_view = "") {
        value = reader_.number(key, value, range);
    }
    void optional_number(std::string_view key, std::optional<double>& value, Range range, std::string_view) {
        if (reader_.value(key)) value = reader_.number(key, required, range);
    }
    /// A number above 0 and up to 1.
    void fraction(std::string_view key, double& value, std::string_view meaning);
    void integer(std::string_view key, int& value, Range range, std::string_view, std::string_view = "") {
        value = reader_.integer(key, value, range);
    }
    void count(std::string_view key, std::uint64_t& value, Counts allowed, std::string_view, std::string_view = "") {
        value = reader_.count(key, value, allowed);
    }
    template <class Enum, class Names>
    void choice(std::string_view key, Enum& value, const Names& names, std::string_view) {
        value = Enum(reader_.choice(key, static_cast<std::size_t>(value), {names.begin(), names.end()}));
    }
    template <class Enum, class Names>
    void required_choice(std::string_view key, Enum& value, const Names& names, std::string_view meaning) {
        reader_.required_text(key);
        choice(key, value, names, meaning);
    }
    /// `value` is left alone if the key is not there.
    template <class Enum, class Names>
    void optional_choice(std::string_view key, Enum& value, bool& is_there, const Names& names,
                         std::string_view meaning) {
        is_there = reader_.value(key) != nullptr;
        if (is_there) choice(key, value, names, meaning);
    }
    /// The name of a row of another table, as its position there.
    void reference(std::string_view key, std::size_t& value, const std::vector<std::string>& names, std::string_view) {
        reader_.required_text(key);
        value = reader_.choice(key, 0, names);
    }
    /// A number for some of the rows of another table, `fallback` for the rest.
    void shares(std::string_view key, std::vector<double>& values, const std::vector<std::string>& names, Range range,
                std::string_view, double fallback = 0) {
        values = reader_.shares(key, names, range, fallback);
    }
    template <class T>
    void fields(T& row) {
        reader_.fields(row);
    }
    template <class T>
    void table(std::string_view key, T& row, std::string_view) {
        const Value* found = reader_.value(key);
        if (!found) return;
        Reader inner = reader_.inside(key, *found);
        inner.fields(row);
        inner.finish();
    }
    /// A table of its own keys: read(filling) asks for them.
    template <class Read>
    void part(std::string_view key, std::string_view, Read&& read) {
        const Value* found = reader_.value(key);
        if (!found) return;
        Reader inner = reader_.inside(key, *found);
        Filling filling(inner, start_);
        read(filling);
        inner.finish();
    }
    /// A list of numbers, one for each of at most `most`.
    void numbers(std::string_view key, std::vector<double>& values, std::size_t most, Range range, std::string_view) {
        values = reader_.numbers(key, most, range);
    }
    /// "week" or "date", one of them, in weeks since the start.
    void time(double& week, std::string_view meaning);
    /// A list of [date or week, value] in order of time.
    void knots(std::string_view key, std::vector<double>& weeks, std::vector<double>& values, std::string_view);
    /// A list of [knob, value].
    void pairs(std::string_view key, std::vector<std::pair<double, double>>& pairs, Range range, std::string_view);
    /// Policies of `table` and their new values, by name.
    template <class Changes>
    void policies(std::string_view key, const Table& table, Changes& changes, std::string_view) {
        policies(key, table, [&](const std::string& name, double value) { changes.push_back({name, value}); });
    }
    void texts(std::string_view key, std::vector<std::string>& values, std::string_view what, std::string_view) {
        values = reader_.texts(key, what);
    }
    void optional_texts(std::string_view key, std::optional<std::vector<std::string>>& values, std::string_view what,
                        std::string_view) {
        if (reader_.value(key)) values = reader_.texts(key, what);
    }
    void rising(std::string_view key, std::vector<std::int32_t>& values, std::int32_t largest, std::string_view,
                std::string_view = "") {
        values = reader_.rising(key, largest);
    }
    void files(std::string_view key, Files& value, std::string_view);
    /// A table whose keys are names of parameters, and tables that may hold such: read elsewhere, against a scenario.
    void settings(std::string_view key, const Value*& value, std::string_view) { value = reader_.table(key); }
    template <class Range>
    void factors(std::string_view key, const Value*& value, std::string_view, Range&&) {
        value = reader_.table(key);
    }
    template <class Describe>
    void functions(std::string_view key, const Value*& value, std::string_view, Describe&&) {
        value = reader_.table(key);
    }
    template <class Row>
    void tables(std::string_view key, std::vector<const Value*>& values, std::string_view, Row&&) {
        values = reader_.tables(key);
    }
    /// The same of tables that hold no parameters.
    template <class Row>
    void closed_tables(std::string_view key, std::vector<const Value*>& values, std::string_view, Row&&) {
        values = reader_.tables(key);
    }
    bool when(bool condition) const { return condition; }

 private:
    std::optional<double> week_of(const Value& value) const;
    void policies(std::string_view key, const Table& table,
                  const std::function<void(const std::string&, double)>& take);

    Reader& reader_;
    std::optional<Date> start_;
};

}  // namespace sim::param
