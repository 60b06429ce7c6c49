/// Whole runs of Schelling's segregation, construction included, as ABMFrameworksComparison times it.
#include <benchmark/benchmark.h>

#include "bench/schelling.hpp"

namespace {

template <int radius>
void whole_run(benchmark::State& state, const bench::SchellingParameters& p) {
    std::uint64_t seed = 0;
    for (auto _ : state) {
        bench::Schelling<radius> town(p, ++seed);
        for (std::uint32_t step = 1; step <= bench::schelling_steps; ++step) town.step(step);
        benchmark::DoNotOptimize(town.site(0));
    }
    const auto agent_steps = static_cast<double>(state.iterations()) * p.n_people * bench::schelling_steps;
    state.counters["per agent-step"] =
        benchmark::Counter(agent_steps, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
void small(benchmark::State& state) { whole_run<1>(state, bench::schelling_small); }
void large(benchmark::State& state) { whole_run<2>(state, bench::schelling_large); }
BENCHMARK(small)->Unit(benchmark::kMicrosecond);
BENCHMARK(large)->Unit(benchmark::kMicrosecond);

}  // namespace
