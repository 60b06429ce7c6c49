/// The cost of a random number: a fresh stream and one draw, draws in bulk, and the exponential that a threshold needs.
#include <benchmark/benchmark.h>

#include <numeric>
#include <vector>

#include "sim/random/batch.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace {

constexpr sim::random::Tag tag{"bench"};

void fresh_stream_one_draw(benchmark::State& state) {
    std::uint64_t id = 0;
    for (auto _ : state) {
        sim::random::Stream stream(7, tag, ++id);
        benchmark::DoNotOptimize(sim::random::uniform(stream));
    }
}
BENCHMARK(fresh_stream_one_draw);

void fill_uniforms(benchmark::State& state) {
    const auto n = static_cast<std::size_t>(state.range(0));
    std::vector<std::uint64_t> ids(n);
    std::iota(ids.begin(), ids.end(), 0);
    std::vector<double> first(n), second(n);
    for (auto _ : state) {
        sim::random::fill_uniforms(7, tag, ids, 0, first, second);
        benchmark::DoNotOptimize(second.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * 2 * state.range(0));
}
BENCHMARK(fill_uniforms)->Arg(1000)->Arg(300'000);

void make_exponential(benchmark::State& state) {
    std::vector<double> u(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        std::fill(u.begin(), u.end(), 0.3);
        sim::random::make_exponential(u);
        benchmark::DoNotOptimize(u.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(make_exponential)->Arg(1000);

}  // namespace
