/// Whole runs of Epstein's civil violence on 40 x 40 sites over 1000 steps, construction and outputs included: Mesa's
/// parameters and rules, and NetLogo's, whose outbursts leave more to decide.
#include <benchmark/benchmark.h>

#include "models/civil_violence/civil_violence.hpp"

namespace {

void whole_run(benchmark::State& state, const char* path) {
    const auto model = civil_violence::make_civil_violence();
    sim::Problems problems;
    const auto document = sim::param::read_resolved(std::string(MUSTER_SOURCE_DIR "/scenarios/") + path, problems);
    const auto scenario = model->load(document, problems);
    problems.throw_if_any();
    const auto outputs = model->outputs(*scenario, {}, problems);
    problems.throw_if_any();
    sim::RunRequest request;
    for (auto _ : state) {
        benchmark::DoNotOptimize(model->run(*scenario, outputs, request));
        ++request.seed;
    }
    const auto agent_steps = static_cast<double>(state.iterations()) * scenario->population(1) * scenario->duration();
    state.counters["per agent-step"] =
        benchmark::Counter(agent_steps, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK_CAPTURE(whole_run, mesa, "civil-violence-mesa.toml")->Unit(benchmark::kMillisecond)->MinTime(2);
BENCHMARK_CAPTURE(whole_run, netlogo, "civil-violence-netlogo.toml")->Unit(benchmark::kMillisecond)->MinTime(2);

}  // namespace
