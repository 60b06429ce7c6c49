/// Writes down what one table of a scenario or sweep may hold, as a Key: the other reading of the declarations that
/// Filling fills rows by. A row's own values are the defaults.
#pragma once

#include <array>
#include <functional>
#include <optional>

#include "sim/param/key.hpp"

namespace sim::param {

class Outline {
 public:
    void note(std::string_view key, std::string_view meaning) { add(key, Holds::text, meaning); }
    bool elsewhere(std::string_view, std::string_view) { return false; }
    void text(std::string_view key, const std::string& fallback, std::string_view meaning);
    void date(std::string_view key, const std::optional<Date>&, std::string_view meaning);
    void flag(std::string_view key, bool fallback, std::string_view meaning);
    void number(std::string_view key, double fallback, Range range, std::string_view meaning,
                std::string_view unit = "");
    void optional_number(std::string_view key, const std::optional<double>&, Range range, std::string_view meaning);
    void fraction(std::string_view key, double fallback, std::string_view meaning);
    void integer(std::string_view key, int fallback, Range range, std::string_view meaning, std::string_view unit = "");
    void count(std::string_view key, std::uint64_t fallback, Counts allowed, std::string_view meaning,
               std::string_view unit = "");
    template <class Names>
    void choice(std::string_view key, auto fallback, const Names& names, std::string_view meaning) {
        Key& added = add(key, Holds::choice, meaning);
        added.choices.assign(names.begin(), names.end());
        added.fallback = value_of(added.choices[static_cast<std::size_t>(fallback)]);
    }
    template <class Names>
    void required_choice(std::string_view key, auto, const Names& names, std::string_view meaning) {
        add(key, Holds::choice, meaning).choices.assign(names.begin(), names.end());
        last().required = true;
    }
    template <class Names>
    void optional_choice(std::string_view key, auto, bool& is_there, const Names& names, std::string_view meaning) {
        add(key, Holds::choice, meaning).choices.assign(names.begin(), names.end());
        is_there = true;  // so that keys which need it are written down, too
    }
    void reference(std::string_view key, std::size_t, const std::vector<std::string>&, std::string_view meaning);
    void shares(std::string_view key, const std::vector<double>&, const std::vector<std::string>&, Range range,
                std::string_view meaning, double fallback = 0);
    template <class T>
    void fields(const T&) {
        for (const Spec& spec : fields_of<T>().specs()) table_.keys.push_back(key_of(spec));
    }
    template <class T>
    void table(std::string_view key, const T& row, std::string_view meaning) {
        part(key, meaning, [&](Outline& inner) { inner.fields(row); });
    }
    template <class Read>
    void part(std::string_view key, std::string_view meaning, Read&& read) {
        Outline inner;
        read(inner);
        add(key, Holds::table, meaning, std::move(inner));
    }
    void numbers(std::string_view key, const std::vector<double>&, std::size_t most, Range range,
                 std::string_view meaning);
    void time(double, std::string_view meaning);
    void knots(std::string_view key, const std::vector<double>&, const std::vector<double>&, std::string_view meaning);
    template <class Changes>
    void policies(std::string_view key, const Table& table, const Changes&, std::string_view meaning) {
        policies(key, table, meaning);
    }
    void texts(std::string_view key, const std::vector<std::string>&, std::string_view, std::string_view meaning);
    void optional_texts(std::string_view key, const std::optional<std::vector<std::string>>&, std::string_view what,
                        std::string_view meaning) {
        texts(key, {}, what, meaning);
    }
    void rising(std::string_view key, const std::vector<std::int32_t>&, std::int64_t largest, std::string_view meaning,
                std::string_view unit = "");
    void files(std::string_view key, const Files&, std::string_view meaning);
    void settings(std::string_view key, const Value*, std::string_view meaning) { add(key, Holds::settings, meaning); }
    template <class Range>
    void factors(std::string_view key, const Value*, std::string_view meaning, Range&& range) {
        Outline inner;
        range(inner);
        add(key, Holds::factors, meaning, std::move(inner));
    }
    void pairs(std::string_view key, const std::vector<std::pair<double, double>>&, Range range,
               std::string_view meaning) {
        add(key, Holds::pairs, meaning).range = range;
    }
    template <class Describe>
    void functions(std::string_view key, const Value*, std::string_view meaning, Describe&& describe) {
        Outline inner;
        describe(inner);
        add(key, Holds::functions, meaning, std::move(inner));
        last().required = true;
    }
    template <class Row>
    void tables(std::string_view key, const std::vector<const Value*>&, std::string_view meaning, Row&& row) {
        Outline inner;
        row(inner);
        inner.table_.open = true;
        rows(key, 0, std::move(inner), meaning);
    }
    template <class Row>
    void closed_tables(std::string_view key, const std::vector<const Value*>&, std::string_view meaning, Row&& row) {
        Outline inner;
        row(inner);
        rows(key, 0, std::move(inner), meaning);
    }
    /// Whether keys that matter only if `condition` holds are asked for.
    bool when(bool) const { return true; }

    /// Tables [[key]] that each hold what `row` says.
    void rows(std::string_view key, std::size_t most, Outline row, std::string_view meaning);
    /// Of a row that may stand in a list and change or remove one of its name.
    void named();
    /// The keys by which any scenario names other files.
    void references();
    void example(std::string_view file, std::string_view text);

    Key whole() const { return table_; }

 private:
    void policies(std::string_view key, const Table& table, std::string_view meaning);
    static Value value_of(auto data) { return {std::move(data), {}}; }
    Key& add(std::string_view key, Holds holds, std::string_view meaning);
    Key& add(std::string_view key, Holds holds, std::string_view meaning, Outline inner);
    Key& last() { return table_.keys.back(); }

    Key table_{"", Holds::table, ""};
};

}  // namespace sim::param
