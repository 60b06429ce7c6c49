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

std::optional<double> Table::number_of(const Spec& spec, const Value& value) {
    if (!spec.choices.empty()) {
        const auto choice = value.is_text() ? std::ranges::find(spec.choices, value.text()) : spec.choices.end();
        if (choice == spec.choices.end()) return std::nullopt;
        return static_cast<double>(choice - spec.choices.begin());
    }
    if (value.is_flag() && spec.type == Type::flag) return std::get<bool>(value.data) ? 1 : 0;
    if (value.is_number()) return value.number();
    if (value.is_date() && spec.day_0) return weeks_between(*spec.day_0, std::get<Date>(value.data));
    return std::nullopt;
}

std::string Table::wrong_value(const Spec& spec, const Value& value) {
    if (!spec.choices.empty()) return no_choice(value, spec.choices);
    const auto* expected = spec.type == Type::flag ? "true or false"
                           : spec.day_0            ? "a number of weeks or a date"
                           : spec.starts_differ    ? "a number of weeks"
                                                   : "a number";
    if (!value.is_text())
        return wrong_type(expected, value) +
               (value.is_date() && spec.starts_differ ? " (the scenarios do not begin on the same day)" : "");
    return fmt::format("'{}' is not {}{}", shown(value.text()), expected,
                       spec.day_0 && parse_date(value.text()) ? " (remove the quotes)" : "");
}

std::string Table::fault(const Spec& spec, double value) {
    if (std::isnan(value)) return "is not a number";
    if (spec.type == Type::flag) return value == 0 || value == 1 ? "" : "must be true or false (0 or 1)";
    const Range range = valid_range(spec);
    if (!range.contains(value) || std::isinf(value)) {
        if (range.max >= open_end)
            return range.min <= -open_end ? "must be finite" : "must be at least " + number_text(range.min);
        if (range.min <= -open_end) return "must be at most " + number_text(range.max);
        return fmt::format("must be in [{}, {}]", range.min, range.max);
    }
    return spec.type == Type::integer && value != std::floor(value) ? "must be a whole number" : "";
}

}  // namespace sim::param
