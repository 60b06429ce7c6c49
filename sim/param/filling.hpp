/// Fills a row of a model from one table of a document. Outline has the same functions, so that what a table may hold
/// is declared once, as a function of either, and read and described from the same lines. Meanings are for Outline.
#pragma once

#include <array>
#include <functional>

#include "sim/param/table_reader.hpp"

namespace sim::param {

constexpr Range weeks_in_reach = in(-1e6, 1e6);
constexpr Range knot_values = in(-1e9, 1e9);

class Filling {
 public:
    /// `start`: the day of week 0, without which dates cannot be read as weeks.
    Filling(Reader& reader, std::optional<Date> start) : reader_(reader), start_(start) {}

    void note(std::string_view key, std::string_view) { reader_.text(key, ""); }  // for people: read, not kept
    void text(std::string_view key, std::string& value, std::string_view) { value = reader_.text(key, value); }
    void date(std::string_view key, std::optional<Date>& value, std::string_view) { value = reader_.date(key); }
    void number(std::string_view key, double& value, Range range, std::string_view) {
        value = reader_.number(key, value, range);
    }
    void integer(std::string_view key, int& value, Range range, std::string_view) {
        value = static_cast<int>(reader_.integer(key, value, range));
    }
    template <class Enum, std::size_t N>
    void choice(std::string_view key, Enum& value, const std::array<std::string_view, N>& names, std::string_view) {
        value = Enum(reader_.choice(key, static_cast<std::size_t>(value), {names.begin(), names.end()}));
    }
    template <class Enum, std::size_t N>
    void required_choice(std::string_view key, Enum& value, const std::array<std::string_view, N>& names,
                         std::string_view meaning) {
        reader_.required_text(key);
        choice(key, value, names, meaning);
    }
    /// Whether the key is there; `value` is left alone if not.
    template <class Enum, std::size_t N>
    bool optional_choice(std::string_view key, Enum& value, const std::array<std::string_view, N>& names,
                         std::string_view meaning) {
        if (!reader_.value(key)) return false;
        choice(key, value, names, meaning);
        return true;
    }
    /// The name of a row of another table, as its position there.
    void reference(std::string_view key, std::size_t& value, const std::vector<std::string>& names, std::string_view) {
        reader_.required_text(key);
        value = reader_.choice(key, 0, names);
    }
    /// A number for some of the rows of another table.
    void shares(std::string_view key, std::vector<double>& values, const std::vector<std::string>& names, Range range,
                std::string_view) {
        values = reader_.shares(key, names, range);
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
    /// Policies of `table` and their new values, such as { "reprisal.penalty" = 1.2 }.
    void policies(std::string_view key, const Table& table, const std::function<void(const std::string&, double)>& take,
                  std::string_view);

 private:
    std::optional<double> week_of(const Value& value) const;

    Reader& reader_;
    std::optional<Date> start_;
};

}  // namespace sim::param
