#include "sim/param/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/check.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

template <class T>
const T& at(const void* all, const Spec& spec) {
    return *reinterpret_cast<const T*>(static_cast<const char*>(all) + spec.offset);
}
template <class T>
T& at(void* all, const Spec& spec) {
    return *reinterpret_cast<T*>(static_cast<char*>(all) + spec.offset);
}

Range valid_range(const Spec& spec) {
    if (spec.type != Type::integer) return spec.range;
    constexpr double smallest = std::numeric_limits<int>::min(), largest = std::numeric_limits<int>::max();
    return {std::max(spec.range.min, smallest), std::min(spec.range.max, largest)};
}

/// Why `value` is of the wrong kind.
std::string wrong_value(const Spec& spec, const Value& value) {
    const auto* expected = spec.type == Type::flag      ? "true or false"
                           : spec.day_0                 ? "a number of weeks or a date"
                           : spec.starts_differ         ? "a number of weeks"
                           : spec.type == Type::integer ? "a whole number"
                                                        : "a number";
    std::string fault = wrong_type(expected, value);
    if (spec.type == Type::flag) return fault;
    if (spec.day_0 && value.is_text() && parse_date(value.text())) return fault + " (remove the quotes)";
    if (spec.starts_differ && value.is_date()) return fault + " (the scenarios do not begin on the same day)";
    return fmt::format("{} ({})", fault, allowed_text(spec));
}

Reading within(const Spec& spec, double value) {
    std::string fault = Table::fault(spec, value);
    return fault.empty() ? Reading{value, {}} : Reading{{}, std::move(fault)};
}

}  // namespace

void Table::add(Spec spec) {
    const auto expect = [&](bool holds, const char* what) {
        if (!holds) throw std::logic_error(fmt::format("the parameter {} {}", spec.name, what));
    };
    expect(!spec.unit.empty() && !spec.meaning.empty() && !spec.source.empty(), "lacks a unit, a meaning or a source");
    expect(std::isnan(spec.fallback) || fault(spec, spec.fallback).empty(), "has a default that is out of its range");
    const auto by_name = [&](std::size_t i, const std::string& name) { return specs_[i].name < name; };
    const auto place = std::lower_bound(sorted_.begin(), sorted_.end(), spec.name, by_name);
    expect(place == sorted_.end() || specs_[*place].name != spec.name, "is declared twice");
    sorted_.insert(place, specs_.size());
    specs_.push_back(std::move(spec));
}

const Spec* Table::find(std::string_view name) const {
    const auto by_name = [&](std::size_t i, std::string_view wanted) { return specs_[i].name < wanted; };
    const auto place = std::lower_bound(sorted_.begin(), sorted_.end(), name, by_name);
    return place == sorted_.end() || specs_[*place].name != name ? nullptr : &specs_[*place];
}

std::string Table::former(std::string_view name) const {
    const auto found = former_.find(name);
    return found == former_.end() ? std::string() : found->second;
}

std::vector<std::string> Table::names() const {
    std::vector<std::string> names;
    names.reserve(specs_.size());
    for (const auto& spec : specs_) names.push_back(spec.name);
    return names;
}

Table Table::part(std::string_view mechanism) const {
    Table part;
    for (const Spec& spec : specs_)
        if (spec.mechanism == mechanism) part.add(spec);
    return part;
}

std::vector<std::string> Table::mechanisms() const {
    std::vector<std::string> names;
    for (const auto& spec : specs_)
        if (std::find(names.begin(), names.end(), spec.mechanism) == names.end()) names.push_back(spec.mechanism);
    return names;
}

std::vector<std::string> Table::fields_of(std::string_view mechanism) const {
    std::vector<std::string> fields;
    for (const auto& spec : specs_)
        if (spec.mechanism == mechanism) fields.emplace_back(spec.field());
    return fields;
}

double Table::get(const void* all, const Spec& spec) {
    switch (spec.type) {
        case Type::flag:
            return at<bool>(all, spec) ? 1 : 0;
        case Type::integer:
            return at<int>(all, spec);
        default:
            return at<double>(all, spec);
    }
}

void Table::set(void* all, const Spec& spec, double value) {
    SIM_EXPECT(fault(spec, value).empty());
    switch (spec.type) {
        case Type::flag:
            at<bool>(all, spec) = value != 0;
            break;
        case Type::integer:
            at<int>(all, spec) = static_cast<int>(value);
            break;
        default:
            at<double>(all, spec) = value;
    }
}

Reading Table::read(const Spec& spec, const Value& value, Switches switches) {
    if (!spec.choices.empty()) {
        const auto choice = value.is_text() ? std::ranges::find(spec.choices, value.text()) : spec.choices.end();
        if (choice == spec.choices.end()) return {{}, no_choice(value, spec.choices)};
        return {static_cast<double>(choice - spec.choices.begin()), {}};
    }
    const bool is_flag = spec.type == Type::flag;
    if (is_flag && value.is_flag()) return {std::get<bool>(value.data) ? 1 : 0, {}};
    if (spec.day_0 && value.is_date()) return within(spec, weeks_between(*spec.day_0, std::get<Date>(value.data)));
    if (value.is_number() && (!is_flag || switches == Switches::in_numbers)) return within(spec, value.number());
    return {{}, wrong_value(spec, value)};
}

std::string Table::fault(const Spec& spec, double value) {
    if (spec.type == Type::flag) return value == 0 || value == 1 ? "" : number_text(value) + " is not true or false";
    const Range range = valid_range(spec);
    const bool is_finite = std::isfinite(value);
    const auto* what = std::isnan(value)                                                       ? "is not a number"
                       : spec.type == Type::integer && is_finite && value != std::floor(value) ? "is not a whole number"
                       : !range.contains(value) || !is_finite                                  ? "is out of range"
                                                                                               : "";
    if (*what == 0) return {};
    const std::string number = std::isnan(value) ? "" : number_text(value) + " ";
    Spec limited = spec;
    if (spec.range.contains(value)) limited.range = range;  // it is the type that has no room for it
    const bool is_share = spec.range.max == 1 && unit_text(spec.unit).empty() && spec.type == Type::real;
    return fmt::format("{}{} ({}{})", number, what, allowed_text(limited), is_share ? percent_text(value) : "");
}

}  // namespace sim::param
