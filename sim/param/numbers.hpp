/// The numbers and switches of a row, one by one: the third reading of the declarations that Filling fills rows by and
/// Outline writes down. A sweep may vary every number that a file may hold.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/param/filling.hpp"
#include "sim/param/table.hpp"
#include "sim/param/value.hpp"

namespace sim::param {

class Numbers {
 public:
    /// Lists all numbers of a row: each as what it may be, its value as the default.
    Numbers(std::vector<Spec>& list, std::string above, std::optional<Date> start)
        : list_(&list), above_(std::move(above)), start_(start) {}
    /// Reads or, if `put` says what, writes one of them, by its place in the list.
    explicit Numbers(std::size_t wanted, std::optional<double> put = std::nullopt) : wanted_(wanted), put_(put) {}
    /// The number read.
    double value() const { return got_; }

    void note(std::string_view, std::string_view) {}
    bool elsewhere(std::string_view, std::string_view) { return false; }
    void text(std::string_view, const std::string&, std::string_view) {}
    void date(std::string_view, const std::optional<Date>&, std::string_view) {}
    void flag(std::string_view key, bool& value, std::string_view meaning) {
        one(value, [&] { return spec_of(key, on_off(), meaning, "-", Type::flag); });
    }
    void number(std::string_view key, double& value, Range range, std::string_view meaning,
                std::string_view unit = "") {
        one(value, [&] { return spec_of(key, range, meaning, unit, Type::real); });
    }
    void optional_number(std::string_view key, std::optional<double>& value, Range range, std::string_view meaning) {
        if (value) number(key, *value, range, meaning);
    }
    void integer(std::string_view key, int& value, Range range, std::string_view meaning, std::string_view unit = "") {
        one(value, [&] { return spec_of(key, range, meaning, unit, Type::integer); });
    }
    template <class Enum, class Names>
    void choice(std::string_view, Enum&, const Names&, std::string_view) {}
    template <class Enum, class Names>
    void required_choice(std::string_view, Enum&, const Names&, std::string_view) {}
    template <class Enum, class Names>
    void optional_choice(std::string_view, Enum&, bool&, const Names&, std::string_view) {}
    void reference(std::string_view, std::size_t&, const std::vector<std::string>&, std::string_view) {}
    void shares(std::string_view key, std::vector<double>& values, const std::vector<std::string>& names, Range range,
                std::string_view meaning, double = 0) {
        for (std::size_t i = 0; i < values.size(); ++i)
            one(values[i], [&] { return spec_of(joined(key, names[i]), range, meaning, "", Type::real); });
    }
    template <class T>
    void fields(T& row, std::string_view key = "") {
        for (const Spec& field : fields_of<T>().specs())
            one_of(
                Table::get(&row, field), [&](double value) { Table::set(&row, field, value); },
                [&] {
                    Spec spec = field;
                    return placed(std::move(spec), joined(key, field.field()));
                });
    }
    template <class T>
    void table(std::string_view key, T& row, std::string_view) {
        fields(row, key);
    }
    void time(double& week, std::string_view meaning) { moment("week", week, meaning); }
    void knots(std::string_view key, std::vector<double>& weeks, std::vector<double>& values,
               std::string_view meaning) {
        for (std::size_t i = 0; i < weeks.size(); ++i) {
            const auto knot = [&](std::string_view what) { return joined(joined(key, std::to_string(i + 1)), what); };
            moment(knot("week"), weeks[i], meaning);
            one(values[i], [&] { return spec_of(knot("value"), knot_values, meaning, "", Type::real); });
        }
    }
    template <class Changes>
    void policies(std::string_view key, const Table& table, Changes& changes, std::string_view) {
        for (auto& [name, value] : changes) {
            const Spec* policy = table.find(name);
            one_of(
                value, [&](double to) { value = to; }, [&] { return placed(Spec(*policy), joined(key, name)); });
        }
    }

 private:
    static std::string joined(std::string_view above, std::string_view key) {
        return above.empty() ? std::string(key) : std::string(above) + "." + std::string(key);
    }
    Spec placed(Spec spec, std::string key) const {
        spec.mechanism = above_;
        spec.name = joined(above_, key);
        if (spec.unit.empty()) spec.unit = "1";
        return spec;
    }
    Spec spec_of(std::string_view key, Range range, std::string_view meaning, std::string_view unit, Type type) const {
        Spec spec;
        spec.unit = unit;
        spec.meaning = meaning;
        spec.source = "scenario";
        spec.range = range;
        spec.type = type;
        spec.kind = Kind::structure;
        return placed(std::move(spec), std::string(key));
    }
    void moment(std::string_view key, double& week, std::string_view meaning) {
        one(week, [&] {
            Spec spec = spec_of(key, weeks_in_reach, meaning, "week", Type::real);
            spec.day_0 = start_;
            return spec;
        });
    }
    template <class T, class Describe>
    void one(T& value, Describe&& describe) {
        one_of(
            static_cast<double>(value), [&](double to) { value = static_cast<T>(to); }, describe);
    }
    template <class Put, class Describe>
    void one_of(double value, Put&& put, Describe&& describe) {
        if (list_) {
            list_->push_back(describe());
            list_->back().fallback = value;
        } else if (n_++ == wanted_) {
            got_ = value;
            if (put_) put(*put_);
        }
    }

    std::vector<Spec>* list_ = nullptr;
    std::string above_;
    std::optional<Date> start_;
    std::size_t wanted_ = 0, n_ = 0;
    std::optional<double> put_;
    double got_ = 0;
};

}  // namespace sim::param
