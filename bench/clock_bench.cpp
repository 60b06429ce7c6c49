/// One week of the event-driven core: every cell's clock advances, those whose threshold it passes act and are armed
/// again. Argument: cells of 13 people, six to a block; 1 in 2,000 acts in a week.
#include <benchmark/benchmark.h>

#include <vector>

#include "sim/hazard/clock.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace {

using sim::agents::Index;

constexpr sim::random::Tag tag{"bench"};
constexpr Index members_per_cell = 13, cells_per_block = 6, seats_per_block = members_per_cell * cells_per_block;
constexpr float hazard_per_week = 1.0F / 2000.0F;

double resistance(std::uint64_t id, std::uint32_t step) {
    sim::random::Stream stream(7, tag, id, step);
    return sim::random::exponential(sim::random::uniform(stream));
}

void week_of_clocks(benchmark::State& state) {
    const auto n_cells = static_cast<Index>(state.range(0));
    std::vector<Index> first_seat;
    for (Index cell = 0; cell <= n_cells; cell += cells_per_block) first_seat.push_back(cell * members_per_cell);
    sim::hazard::Clock clock(first_seat, cells_per_block);
    const auto cell_of = [](Index seat) { return seat / seats_per_block * cells_per_block + seat % cells_per_block; };
    for (Index seat = 0; seat < n_cells * members_per_cell; ++seat)
        clock.arm(seat, cell_of(seat), resistance(seat, 0), 1.0);
    const std::vector<float> hazard(n_cells, hazard_per_week);
    std::vector<sim::hazard::Crossing> crossings;
    std::uint32_t step = 0;
    for (auto _ : state) {
        crossings.clear();
        clock.advance(hazard, 1.0, crossings);
        ++step;
        for (const auto& [seat, when] : crossings) clock.arm(seat, cell_of(seat), resistance(seat, step), 1.0);
    }
    const auto agent_weeks = static_cast<double>(state.iterations()) * static_cast<double>(n_cells) * members_per_cell;
    state.counters["per agent-week"] =
        benchmark::Counter(agent_weeks, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(week_of_clocks)->Arg(768)->Arg(24'000)->Arg(60'000)->Arg(768'000)->Unit(benchmark::kMicrosecond);

}  // namespace
