/// A small made-up plan and made-up runs, as a model would give them, for the tests of the results file.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/results/file.hpp"

namespace synthetic {

inline sim::RowTable events() {
    using Kept = sim::Column::Store;
    sim::RowTable table{"events", "event", "what happened to whom", {}};
    table.columns = {{"person", "1", "key of the person", Kept::i32, {}, {7, 8, 9}, {}},
                     {"at", "week", "exact time", Kept::f64, {}, {0.25, 3.5, 3.75}, {}},
                     {"what", "", "what happened", Kept::i32, {"departed", "punished"}, {0, 0, 1}, {}},
                     {"company", "", "name of the company", Kept::i32, {"a", "b", "été"}, {0, 1, 2}, {}},
                     {"pull", "log", "of the moment", Kept::f32, {}, {0.5, std::nan(""), -1}, {}}};
    return table;
}

inline sim::RowTable no_spells() {
    using Kept = sim::Column::Store;
    sim::RowTable table{"spells", "spell", "time at risk", {}};
    table.columns = {{"person", "1", "key of the person", Kept::i32, {}, {}, {}},
                     {"stop", "week", "end of the spell", Kept::f32, {}, {}, {}}};
    return table;
}

/// Tables without their rows.
inline std::vector<sim::RowTable> declared(std::vector<sim::RowTable> tables) {
    for (sim::RowTable& table : tables)
        for (sim::Column& column : table.columns) column.numbers.clear();
    return tables;
}

/// Of a run: the first event is of the person with the number of its point.
inline std::vector<sim::RowTable> tables(std::uint64_t point) {
    auto first = events();
    first.columns[0].numbers[0] = static_cast<double>(point);
    return {first, no_spells()};
}

inline sim::Outputs outputs(int weeks) {
    sim::Outputs outputs;
    outputs.dimensions = {{"role", "role held", {"officer", "conscript", "elite", "militia", "intelligence"}},
                          {"fate", "where those who left went", {"fled", "hiding", "joined_opposition"}}};
    outputs.time.start = "2011-03-15";
    for (int week = 0; week < weeks; ++week) outputs.time.at.push_back(7 * week);
    using sim::Store;
    outputs.variables = {
        {"serving", "1", "people serving", "", Store::count, true, {"role"}, {}},
        {"departed", "1", "people who left, cumulative", "", Store::count, true, {"role", "fate"}, {}},
        {"army_capacity", "1", "strength over strength at the start", "", Store::real, true, {}, {}},
        {"regime_alive", "", "the regime stands", "", Store::flag, true, {}, {"no", "yes"}},
        {"defection_rate", "1", "left and joined the opposition", "all who ever served", Store::real, false, {}, {}},
        {"peak_week", "week", "week with the most departures", "", Store::count, false, {}, {}},
        {"outcome", "", "how it ended", "", Store::flag, false, {}, {"loyal", "leak", "split", "collapse"}},
        {"departure_rate_by_role", "1", "left", "all who held the role", Store::real, false, {"role"}, {}}};
    outputs.variables[1].harm = {"hiding", "fled"};
    outputs.replicates_with_events = 1;
    outputs.tables = declared({events(), no_spells()});
    return outputs;
}

/// A grid over two factors.
inline sim::results::Header header(std::size_t n_first, std::size_t n_second, std::uint32_t n_replicates, int weeks) {
    sim::results::Header header;
    header.model = "defection";
    header.title = "Synthetic sweep";
    header.n_points = n_first * n_second;
    header.n_replicates = n_replicates;
    header.factors = {{"surveillance.informer_density", "1", "informers per person", {}},
                      {"stacking.officer_share", "1", "officers from the in-group", {}}};
    for (std::size_t i = 0; i < n_first; ++i)
        for (std::size_t j = 0; j < n_second; ++j) {
            header.factors[0].values.push_back(0.04 * static_cast<double>(i));
            header.factors[1].values.push_back(0.1 + 0.8 * static_cast<double>(j) / static_cast<double>(n_second));
        }
    header.scale.assign(header.n_points, 0.1);
    for (std::uint32_t r = 0; r < n_replicates; ++r) header.seeds.push_back(0x9e3779b97f4a7c15u * (r + 1));
    header.outputs = outputs(weeks);
    header.parameters = {{"surveillance.informer_density", "policy", "1", "informers per person", "assumed",
                          "syria-2011.toml:12", 0.04, 0.02},
                         {"fear.decay", "behaviour", "1/week", "how fast fear fades", "wood2003", "default", 0.1, 0.1}};
    header.scenario_toml = "model = \"defection\"\ntitle = \"Syrie, été 2011\"\n";
    header.sweep_toml = "replicates = 4\n";
    header.muster_version = "0.1.0";
    return header;
}

/// Whole numbers without a pattern that a compressor could use, the same on every machine.
inline std::uint32_t noise(std::uint64_t a, std::uint64_t b) {
    std::uint64_t x = a * 0x9e3779b97f4a7c15u + b * 0xbf58476d1ce4e5b9u + 1;
    x ^= x >> 30;
    x *= 0x94d049bb133111ebu;
    return static_cast<std::uint32_t>(x >> 33);
}

/// Fewer leave where informers are many; leaving peaks after a year and a half.
inline sim::Series series(const sim::results::Header& header, std::uint64_t point, std::uint32_t replicate) {
    sim::Series series(header.outputs);
    const auto serving = series.counts(0), departed = series.counts(1);
    const auto capacity = series.reals(2), by_role = series.reals(7);
    const auto alive = series.flags(3);
    const std::size_t weeks = header.outputs.time.at.size(), roles = 5, fates = 3;
    const std::int32_t start[roles] = {3000, 22000, 2500, 1000, 1000};
    const double pull = 1 / (1 + 20 * header.factors[0].values[point]) * (1.5 - header.factors[1].values[point]);
    std::int32_t gone[roles][fates] = {}, peak = 0, most = -1, all_gone = 0, joined = 0, first = 0;
    for (const std::int32_t people : start) first += people;
    for (std::size_t t = 0; t < weeks; ++t) {
        const double away = (static_cast<double>(t) - 75) / 40;
        const double weekly = 0.006 * pull / (1 + away * away);
        std::int32_t left_now = 0;
        for (std::size_t role = 0; role < roles; ++role) {
            const double rate = weekly * (role == 1 ? 1.0 : role == 0 ? 0.5 : 0.05);
            const std::uint32_t chance = noise(1000 * point + replicate, 100 * t + role) % 1000;
            const auto left = static_cast<std::int32_t>(rate * start[role] + 0.001 * chance);
            for (std::int32_t i = 0; i < left; ++i) ++gone[role][noise(t, static_cast<std::uint64_t>(i) + role) % 3];
            left_now += left;
            std::int32_t out = 0;
            for (std::size_t fate = 0; fate < fates; ++fate) {
                departed[(t * roles + role) * fates + fate] = gone[role][fate];
                out += gone[role][fate];
            }
            serving[t * roles + role] = start[role] - out;
            by_role[role] = static_cast<double>(out) / start[role];
        }
        all_gone += left_now;
        if (left_now > most) {
            most = left_now;
            peak = static_cast<std::int32_t>(t);
        }
        capacity[t] = 1 - static_cast<double>(all_gone) / first;
        alive[t] = capacity[t] > 0.5;
    }
    for (const auto& fates_of_role : gone) joined += fates_of_role[2];
    series.reals(4)[0] = static_cast<double>(joined) / first;
    series.counts(5)[0] = peak;
    series.flags(6)[0] = capacity.empty() || capacity.back() > 0.8 ? 0 : 1;
    return series;
}

inline void put(sim::results::Block& block, const sim::results::Header& header, std::uint64_t point) {
    block.put(point, series(header, point, block.replicate()));
    if (header.outputs.keeps_events_of(block.replicate()))
        block.put_tables(point, sim::results::pack(tables(point), header.outputs.tables));
}

/// Every block in the writer's order, filled with runs.
template <class Take>
void for_each_block(const sim::results::Header& header, Take&& take) {
    const std::uint64_t k = points_per_chunk(header);
    for (std::uint32_t replicate = 0; replicate < header.n_replicates; ++replicate)
        for (std::uint64_t first = 0; first < header.n_points; first += k) {
            sim::results::Block block(header, first, replicate);
            for (std::uint64_t i = 0; i < block.n_points(); ++i) put(block, header, first + i);
            take(std::move(block));
        }
}

inline void write(const std::filesystem::path& path, const sim::results::Header& header, bool force = false) {
    sim::results::Writer writer(path, header, force);
    for_each_block(header, [&](sim::results::Block block) {
        block.compress();
        writer.write(block);
    });
    writer.failures({});
    writer.close();
}

}  // namespace synthetic
