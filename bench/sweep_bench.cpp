/// The cost that the sweep engine adds to a run: the same tiny runs in a plain loop and as a sweep on one thread, parts and
/// results file included. Time of an iteration is that of one run; the counter is its processor time, writer included.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#include "models/threshold/threshold.hpp"
#include "sim/sweep/part_sink.hpp"
#include "sim/sweep/runner.hpp"

namespace {

using namespace sim::sweep;

constexpr std::uint64_t n_runs = 50'000;

/// Runs of a crowd of ten, which take about a microsecond.
class TinySweep {
 public:
    TinySweep() {
        std::filesystem::create_directories(folder_);
        write("crowd.toml",
              "model = \"threshold\"\nsteps = 5\n[population]\npeople = 10\n[thresholds]\ndistribution = "
              "\"normal\"\nplacement = \"sampled\"\n");
        write("sweep.toml",
              "scenario = \"crowd.toml\"\nreplicates = 50\ndesign = \"random\"\nsamples = 1000\n[factors]\n"
              "\"thresholds.spread\" = { min = 0.05, max = 0.3 }\n");
        models_.push_back(threshold::make_threshold());
        sim::Problems problems;
        plan_ = read_plan((folder_ / "sweep.toml").string(), {}, models_, problems);
        problems.throw_if_any();
    }
    ~TinySweep() { std::filesystem::remove_all(folder_); }

    const Plan& plan() const { return plan_; }
    std::filesystem::path output() const { return folder_ / "out.h5"; }

 private:
    void write(const char* name, const char* text) const { std::ofstream(folder_ / name) << text; }

    const std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("muster-bench-" + std::to_string(::getpid()));
    Models models_;
    Plan plan_;
};

void plain_loop(benchmark::State& state) {
    const TinySweep sweep;
    std::uint64_t run = 0;
    for (auto _ : state) {
        const auto scenario = sweep.plan().scenario_at(run % sweep.plan().n_points());
        sim::RunRequest request;
        request.seed = sweep.plan().seed_of(static_cast<std::uint32_t>(run / sweep.plan().n_points() % 50));
        benchmark::DoNotOptimize(sweep.plan().run(*scenario, request));
        ++run;
    }
}
BENCHMARK(plain_loop)->Unit(benchmark::kMicrosecond);

void sweep_engine(benchmark::State& state) {
    const TinySweep tiny;
    const auto header = header_of(tiny.plan());
    const std::clock_t before = std::clock();
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        PartSink sink(tiny.output(), header, {.earlier = Earlier::discard});
        Control control;
        run(tiny.plan(), header, sink, {.threads = 1}, control);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        state.SetIterationTime(took.count() / static_cast<double>(n_runs));
    }
    const auto seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    state.counters["processor time"] = seconds / static_cast<double>(state.iterations()) / static_cast<double>(n_runs);
}
BENCHMARK(sweep_engine)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(3);

}  // namespace
