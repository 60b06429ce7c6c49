#include "sim/sweep/spread.hpp"

#include <cmath>
#include <cstring>
#include <functional>

namespace sim::sweep {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::vector<double> recoded(const sim::Column& own, const sim::Column& all) {
    std::vector<double> codes, numbers = own.numbers;
    for (const auto& meaning : own.flag_meanings)
        codes.push_back(static_cast<double>(std::ranges::find(all.flag_meanings, meaning) - all.flag_meanings.begin()));
    for (double& number : numbers)
        if (!codes.empty() && !std::isnan(number)) number = codes.at(static_cast<std::size_t>(number));
    return numbers;
}

}  // namespace

std::int32_t time_on(const TimeAxis& all, const TimeAxis& own, std::int32_t when) {
    if (own.start != all.start) return when / days_of_week;
    return std::ranges::binary_search(all.at, when) ? when : when / days_of_week * days_of_week;
}

bool has_times_of(const TimeAxis& all, const TimeAxis& own) { return std::ranges::includes(all.at, own.at); }

RowTable Spread::of(const RowTable& table) const {
    RowTable spread = *item_named(all_.tables, table.name);
    for (sim::Column& column : spread.columns) {
        const auto same = item_named(table.columns, column.name);
        if (same == table.columns.end())
            column.numbers.assign(table.size(), std::nan(""));
        else
            column.numbers = recoded(*same, column);
    }
    return spread;
}

Series Spread::of(const Series& series) const {
    Series spread(all_);
    for (std::size_t v = 0; v < own_.variables.size(); ++v) {
        const auto to =
            static_cast<std::size_t>(item_named(all_.variables, own_.variables[v].name) - all_.variables.begin());
        copy(own_.variables[v], series.bytes(v), spread.bytes(to));
    }
    return spread;
}

void Spread::copy(const Variable& variable, std::span<const std::byte> from, std::span<std::byte> to) const {
    const auto places = places_of(variable);
    const auto width = bytes_of(variable.store);
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i] != nowhere) std::memcpy(&to[places[i] * width], &from[i * width], width);
}

/// The place of each of its values, axis by axis; nowhere if it is of a time that is not kept, such as the end of a run
/// shorter than others.
std::vector<std::size_t> Spread::places_of(const Variable& variable) const {
    std::vector<std::size_t> places = {0};
    const auto refine = [&](const auto& own, const auto& all, auto value_of) {
        std::vector<std::size_t> at, finer;
        for (const auto& item : own)
            at.push_back(static_cast<std::size_t>(std::ranges::find(all, value_of(item)) - all.begin()));
        finer.reserve(places.size() * at.size());
        for (const auto place : places)
            for (const auto next : at)
                finer.push_back(place == nowhere || next == all.size() ? nowhere : place * all.size() + next);
        places = std::move(finer);
    };
    if (variable.over_time)
        refine(own_.time.at, all_.time.at, [&](std::int32_t when) { return time_on(all_.time, own_.time, when); });
    for (const auto& name : variable.dims)
        refine(own_.dimension(name)->labels, all_.dimension(name)->labels, std::identity{});
    return places;
}

}  // namespace sim::sweep
