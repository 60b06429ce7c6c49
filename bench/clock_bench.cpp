/// One week of the event-driven core: every cell's clock advances, those whose threshold it passes act and are armed
/// again elsewhere. Argument: cells of 13 people; 1 in 2,000 acts in a week.
#include <benchmark/benchmark.h>

#include <vector>

#include "sim/hazard/clock.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace {

using sim::agents::Index;

constexpr sim::random::Tag tag{"bench"};
constexpr Index members_per_cell = 13;
constexpr float hazard_per_week = 1.0F / 2000.0F;

double resistance(std::uint64_t id, std::uint32_t step) {
    sim::random::Stream stream(7, tag, id, step);
    return sim::random::exponential(sim::random::uniform(stream));
}

void week_of_clocks(benchmark::State& state) {
    const auto n_cells = static_cast<Index>(state.range(0));
    sim::agents::Membership cells(n_cells);
    sim::hazard::Clock clock(cells, 1);
    for (Index member = 0; member < n_cells * members_per_cell; ++member) {
        cells.join(member, member % n_cells);
        clock.arm(member, member % n_cells, resistance(member, 0), 1.0);
    }
    const std::vector<float> hazard(n_cells, hazard_per_week);
    std::vector<sim::hazard::Crossing> crossings;
    std::uint32_t step = 0;
    for (auto _ : state) {
        crossings.clear();
        clock.advance(hazard, 1.0, crossings);
        ++step;
        for (const auto& crossing : crossings) {
            const Index next = (cells.group_of(crossing.who) + 1) % n_cells;
            cells.move(crossing.who, next);
            clock.arm(crossing.who, next, resistance(crossing.who, step), 1.0);
        }
    }
    const auto agent_weeks = static_cast<double>(state.iterations()) * static_cast<double>(n_cells) * members_per_cell;
    state.counters["per agent-week"] =
        benchmark::Counter(agent_weeks, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(week_of_clocks)->Arg(770)->Arg(23'000)->Arg(60'000)->Arg(770'000)->Unit(benchmark::kMicrosecond);

}  // namespace
