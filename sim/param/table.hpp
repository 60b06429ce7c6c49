/// All parameters of a model as one table: names, units, ranges and a typed way to read and write them in the model's
/// own aggregate. Derived from the SIM_PARAM declarations; never written by hand.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/param/field.hpp"
#include "sim/param/value.hpp"

namespace sim::param {

enum class Type : std::uint8_t { real, integer, flag };

/// One parameter of a model. `name` is "mechanism.field".
struct Spec {
    std::string name, mechanism, unit, meaning, source;
    Type type = Type::real;
    Kind kind = Kind::behaviour;
    Range range;
    double fallback = 0;               // NaN: required
    std::size_t offset = 0;            // [byte] inside the model's aggregate of parameters
    std::optional<Date> day_0;         // of a point in time, in weeks: a date is taken too, counted from this day
    bool starts_differ = false;        // of a point in time, where day 0 is not one day: no date is taken
    std::vector<std::string> choices;  // not empty: a name is taken, and 0 is the first of these

    std::string_view field() const { return std::string_view(name).substr(mechanism.size() + 1); }
};

/// A number, or why there is none.
struct Reading {
    std::optional<double> number;
    std::string fault;
};

/// How flags are written: true and false, or 1 and 0 as well, as in tables of numbers.
enum class Switches : std::uint8_t { in_words, in_numbers };

/// One file, or a list of them.
struct Files {
    std::vector<std::string> names;
    bool several = false;
};

/// The parameters of an aggregate `All` whose members are the mechanisms' Parameters.
class Table {
 public:
    template <class All, class Part>
    void add(Part All::*part, std::string_view mechanism) {
        const All sample{};
        for_each_field<Part>([&](const auto& field) {
            const auto* base = reinterpret_cast<const char*>(&sample);
            const auto* at = reinterpret_cast<const char*>(&((sample.*part).*(field.member)));
            add(spec_of(field, mechanism, static_cast<std::size_t>(at - base)));
        });
    }

    /// A name declared twice, a default out of range, or an empty unit, meaning or source is our mistake.
    void add(Spec spec);

    const std::vector<Spec>& specs() const { return specs_; }
    const Spec* find(std::string_view name) const;  // null if there is none
    std::vector<std::string> names() const;
    std::vector<std::string> mechanisms() const;
    Table part(std::string_view mechanism) const;                          // the parameters of one mechanism
    std::vector<std::string> fields_of(std::string_view mechanism) const;  // without "mechanism."

    /// `name` was a parameter once; `remedy` says what to write instead.
    void was(std::string_view name, std::string_view remedy) { former_.emplace(name, remedy); }
    /// The remedy for a name that was a parameter once; empty of any other.
    std::string former(std::string_view name) const;

    /// Integers and flags are read and written as doubles; the value must be in range and whole where it has to be.
    static double get(const void* all, const Spec& spec);
    static void set(void* all, const Spec& spec, double value);
    /// The number that `value` gives to `spec`: itself, 1 of true, the weeks up to a date, a name's place among the choices.
    static Reading read(const Spec& spec, const Value& value, Switches switches = Switches::in_words);
    /// Why `value` cannot be given to `spec`: "8.5 is out of range (allowed 0 to 1; default 0.1)"; empty if it can.
    static std::string fault(const Spec& spec, double value);

 private:
    template <class Owner, class T>
    static Spec spec_of(const Field<Owner, T>& field, std::string_view mechanism, std::size_t offset) {
        Spec spec;
        spec.name = std::string(mechanism) + "." + std::string(field.name);
        spec.mechanism = mechanism;
        spec.unit = field.unit;
        spec.meaning = field.meaning;
        spec.source = field.source;
        spec.type = std::is_same_v<T, bool> ? Type::flag : std::is_integral_v<T> ? Type::integer : Type::real;
        spec.kind = field.kind;
        spec.range = field.range;
        spec.fallback = static_cast<double>(field.fallback);
        spec.offset = offset;
        spec.choices.assign(field.choices.begin(), field.choices.end());
        static_assert(std::is_same_v<T, double> || std::is_same_v<T, int> || std::is_same_v<T, bool>);
        return spec;
    }
    std::vector<Spec> specs_;
    std::vector<std::size_t> sorted_;  // positions in specs_ by name
    std::map<std::string, std::string, std::less<>> former_;
};

/// The SIM_PARAM fields of T as a table of their own, of which a T is the aggregate.
template <class T>
const Table& fields_of() {
    struct Row {
        T fields;
    };
    static const Table table = [] {
        Table made;
        made.add(&Row::fields, "row");
        return made;
    }();
    return table;
}

}  // namespace sim::param
