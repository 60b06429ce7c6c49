/// Parameters declared once, as fields of a plain aggregate: SIM_PARAM gives a field its type, default, unit, valid
/// range, kind, meaning and source; SIM_CHOICE is one among names. Everything else (loading, validation, schema, docs,
/// file metadata) is derived from it.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace sim::param {

/// The file that may set a parameter: behaviour.toml (shared by all cases), a case's structure, or a policy that may change at a
/// date.
enum class Kind : std::uint8_t { behaviour, structure, policy };

/// Valid values, ends included. Validity, not a prior.
struct Range {
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    bool contains(double value) const { return value >= min && value <= max; }  // false for NaN
};
constexpr Range in(double min, double max) { return {min, max}; }
constexpr Range at_least(double min) { return {min, 1e300}; }
constexpr Range any_real() { return {-1e300, 1e300}; }
constexpr Range on_off() { return {0, 1}; }

/// Numbers to count by, ends included, exact up to 2^63 - 1.
struct Counts {
    std::uint64_t least = 0, most = any_count;
    static constexpr std::uint64_t any_count = ~std::uint64_t{0};
};

/// No defensible default: loading fails if the value is absent.
constexpr double required = std::numeric_limits<double>::quiet_NaN();

template <int N>
struct Line {};  // tag: "the field declared on line N"

constexpr int max_param_line = 240;

template <class Owner, class T>
struct Field {
    T Owner::*member;
    std::string_view name, unit;
    T fallback;
    Range range;
    Kind kind;
    std::string_view meaning, source;
    std::span<const std::string_view> choices;  // of SIM_CHOICE: the names that 0, 1, ... stand for
};

/// Declares one field. `kind` is behaviour, structure or policy; `source` a catalogue row, a reference key, or
/// "assumed".
#define SIM_PARAM(type, name, fallback, unit, range, kind, meaning, source)                                   \
    type name = fallback;                                                                                     \
    static constexpr auto field_on(::sim::param::Line<__LINE__>) {                                            \
        using namespace ::sim::param;                                                                         \
        static_assert(__LINE__ <= max_param_line, "split this file: parameters stand in its first lines");    \
        return Field<Self, type>{&Self::name, #name, unit, fallback, range, Kind::kind, meaning, source, {}}; \
    }                                                                                                         \
    static_assert(true)

/// Declares a choice among `names`, an array that outlives the program: files and sweeps give a name, and the field
/// holds its place. `fallback` is the default's.
#define SIM_CHOICE(name, fallback, names, kind, meaning, source)                                           \
    int name = fallback;                                                                                   \
    static constexpr auto field_on(::sim::param::Line<__LINE__>) {                                         \
        using namespace ::sim::param;                                                                      \
        static_assert(__LINE__ <= max_param_line, "split this file: parameters stand in its first lines"); \
        return Field<Self, int>{&Self::name, #name,   "-",    fallback, in(0, double(names.size() - 1)),   \
                                Kind::kind,  meaning, source, names};                                      \
    }                                                                                                      \
    static_assert(true)

/// Calls visit(field) for every field declared in T, in declaration order.
template <class T, int L = 0, class Visit>
constexpr void for_each_field(Visit&& visit) {
    if constexpr (requires { T::field_on(Line<L>{}); }) visit(T::field_on(Line<L>{}));
    if constexpr (L < max_param_line) for_each_field<T, L + 1>(visit);
}

}  // namespace sim::param
