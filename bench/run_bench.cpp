/// One whole run of the Syrian army over 260 weeks, construction included. Argument: scale in thousandths.
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "models/defection/defection.hpp"

namespace {

void whole_run(benchmark::State& state) {
    const auto model = defection::make_model();
    sim::Problems problems;
    const auto document = sim::param::read_resolved(MUSTER_SOURCE_DIR "/scenarios/syria-2011.toml", problems);
    const auto scenario = model->load(document, problems);
    problems.throw_if_any();
    const auto outputs = model->outputs(*scenario, {}, problems);
    problems.throw_if_any();
    sim::RunRequest request;
    request.scale = static_cast<double>(state.range(0)) / 1000;
    for (auto _ : state) {
        benchmark::DoNotOptimize(model->run(*scenario, outputs, request));
        ++request.seed;
    }
    const auto agent_weeks =
        static_cast<double>(state.iterations()) * scenario->population(request.scale) * scenario->duration();
    state.counters["per agent-week"] =
        benchmark::Counter(agent_weeks, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(whole_run)->Arg(34)->Arg(100)->Arg(1000)->Unit(benchmark::kMillisecond)->MinTime(2);

}  // namespace
