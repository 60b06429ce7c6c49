/// Parallel sweeps: the same bytes for any number of threads, failures recorded, few runs in flight, clean stops.
#include "sim/sweep/runner.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/part_sink.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {
namespace {

/// Remembers the order of blocks, and whether the end was reached.
class Witness : public RunSink {
 public:
    std::vector<std::pair<std::uint32_t, std::uint64_t>> blocks;  // (replicate, first point)
    std::vector<results::Status> status;
    bool finished = false;
    bool wants(std::uint64_t, std::uint32_t) const override { return true; }
    std::optional<FinishedRun> stored(std::uint64_t, std::uint32_t) const override { return {}; }
    void keep(const std::shared_ptr<const FinishedRun>&) override {}
    void write(const results::Block& block) override {
        blocks.emplace_back(block.replicate(), block.first_point());
        status.insert(status.end(), block.status().begin(), block.status().end());
    }
    void finish(End end) override { finished = end != End::stopped; }
};

class FullDisk : public Witness {
 public:
    void write(const results::Block&) override { throw std::runtime_error("no space left on device"); }
};

class Sweeps : public testing::Test {
 protected:
    Plan read(const std::string& sweep) {
        folder_.write("toy.toml", files::toy_scenario);
        Problems problems;
        auto plan = read_plan(folder_.write("sweep.toml", "scenario = \"toy.toml\"\n" + sweep), {}, models_, problems);
        EXPECT_EQ(problems.text(), "");
        return plan;
    }
    RunnerReport sweep_to(const std::string& name, const Plan& plan, RunnerOptions options,
                          Earlier earlier = Earlier::refuse) {
        const auto header = header_of(plan);
        PartSink sink(folder_.path(name), header, {.earlier = earlier});
        Control control;
        return run(plan, header, sink, options, control);
    }
    toy::Census& census() { return *dynamic_cast<toy::Model&>(*models_.front()).census; }

    files::Folder folder_;
    Models models_ = files::toy_models();
};

constexpr const char* some_fail =
    "replicates = 5\n[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 40 }\n\"decay.failing\" = [0, 0.4]\n";

TEST_F(Sweeps, GiveTheSameBytesForOneTwoAndEightThreads) {
    const auto plan = read(some_fail);
    for (const unsigned threads : {1U, 2U, 8U}) {
        const auto report = sweep_to("out" + std::to_string(threads) + ".h5", plan, {.threads = threads});
        EXPECT_EQ(report.n_done + report.n_failed, 400U);
        EXPECT_GT(report.n_failed, 0U);
    }
    const auto one = folder_.read("out1.h5");
    EXPECT_GT(one.size(), 10'000U);
    EXPECT_TRUE(one == folder_.read("out2.h5"));
    EXPECT_TRUE(one == folder_.read("out8.h5"));
}

TEST_F(Sweeps, ReallyRunOnEightThreadsWhateverTheNumberOfCores) {
    const auto plan = read("replicates = 40\n[set]\n\"decay.pause\" = 0.005\n");
    sweep_to("out.h5", plan, {.threads = 8});
    EXPECT_EQ(census().peak, 8);
}

TEST_F(Sweeps, AnotherSeedGivesOtherRuns) {
    sweep_to("a.h5", read("seed = 1\n"), {});
    sweep_to("b.h5", read("seed = 2\n"), {});
    const results::Reader a(folder_.path("a.h5")), b(folder_.path("b.h5"));
    EXPECT_NE(a.values(a.header().outputs.variables[0]), b.values(b.header().outputs.variables[0]));
}

TEST_F(Sweeps, ReplicateZeroOfEveryPointComesFirst) {
    const auto plan = read("replicates = 2\n[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 40 }\n");
    std::vector<std::pair<std::uint32_t, std::uint64_t>> order;
    Witness sink;
    Control control;
    RunnerOptions options{.threads = 8};
    options.log = [&](const RunRecord& record) { order.emplace_back(record.replicate, record.point); };
    run(plan, header_of(plan), sink, options, control);
    EXPECT_EQ(order.size(), 80U);
    EXPECT_TRUE(std::ranges::is_sorted(order));
    EXPECT_TRUE(std::ranges::is_sorted(sink.blocks));
    EXPECT_TRUE(sink.finished);
}

TEST_F(Sweeps, AFailedRunIsRecordedAndTheRestGoesOn) {
    const auto plan = read(some_fail);
    const auto report = sweep_to("out.h5", plan, {.threads = 2});
    const results::Reader file(folder_.path("out.h5"));
    const auto status = file.status();
    EXPECT_EQ(std::ranges::count(status, results::Status::failed), static_cast<std::ptrdiff_t>(report.n_failed));
    EXPECT_EQ(std::ranges::count(status, results::Status::done), static_cast<std::ptrdiff_t>(report.n_done));
    ASSERT_EQ(file.failures().size(), report.n_failed);
    const auto first = file.failures().front();
    EXPECT_EQ(first.stage, "week 0");
    EXPECT_EQ(first.message, "failed on demand");
    EXPECT_EQ(status[first.point * 5 + first.replicate], results::Status::failed);
}

TEST_F(Sweeps, ARunOverItsBudgetFailsAndTheRestGoesOn) {  // 1000 people, of whom some leave
    const auto plan = read("[budget]\nevents = 500\n[factors]\n\"decay.rate\" = [0.01, 0.9]\n");
    const auto report = sweep_to("out.h5", plan, {.threads = 2});
    EXPECT_EQ(report.n_done, 1U);
    ASSERT_EQ(report.failures.size(), 1U);
    EXPECT_EQ(report.failures[0].point, 1U);
    EXPECT_EQ(report.failures[0].stage, "week 1");
    EXPECT_TRUE(
        report.failures[0].message.ends_with("more than the 500 of its budget (raise budget.events of the sweep)"))
        << report.failures[0].message;
    const auto few = read("[budget]\npeople = 999\n");
    EXPECT_EQ(sweep_to("few.h5", few, {.threads = 1}).n_failed, 1U);
}

TEST_F(Sweeps, LackOfMemoryIsNoPropertyOfARun) {
    const auto plan = read("replicates = 2\n[factors]\n\"decay.starving\" = [0, 1]\n");
    try {
        sweep_to("out.h5", plan, {.threads = 1, .runs_in_flight = 1});
        FAIL() << "went on";
    } catch (const std::runtime_error& error) {
        EXPECT_TRUE(std::string(error.what()).starts_with("out of memory at point 1 (decay.starving = 1), replicate 0"))
            << error.what();
    }
    EXPECT_FALSE(std::filesystem::exists(folder_.path("out.h5")));
    PartSink sink(folder_.path("out.h5"), header_of(plan), {.earlier = Earlier::resume});
    EXPECT_EQ(sink.runs().n_stored, 1U);
}

TEST_F(Sweeps, AfterAFailureThatEndsThemGoOnToTheSameFile) {
    const auto plan = read(some_fail);
    sweep_to("whole.h5", plan, {.threads = 2});
    for (const unsigned threads : {1U, 8U}) {
        const std::string name = "out" + std::to_string(threads) + ".h5";
        const auto report = sweep_to(name, plan, {.threads = threads, .on_error = OnError::stop});
        EXPECT_EQ(report.end, End::by_failure);
        EXPECT_EQ(report.n_failed, 1U);
        EXPECT_FALSE(std::filesystem::exists(folder_.path(name)));
        sweep_to(name, plan, {.threads = threads}, Earlier::resume);
        EXPECT_TRUE(folder_.read("whole.h5") == folder_.read(name));
    }
}

TEST_F(Sweeps, ThatShrankDoNotLoseRunsUnasked) {
    sweep_to("out.h5", read("replicates = 4\n"), {});
    const auto before = folder_.read("out.h5");
    EXPECT_THROW(static_cast<void>(is_whole(folder_.path("out.h5"), header_of(read("replicates = 3\n")))), InputError);
    EXPECT_TRUE(is_whole(folder_.path("out.h5"), header_of(read("replicates = 4\n"))));
    EXPECT_FALSE(is_whole(folder_.path("out.h5"), header_of(read("replicates = 5\n"))));
    EXPECT_TRUE(before == folder_.read("out.h5"));
}

TEST_F(Sweeps, OfShardsRefuseAnotherPlanInTheirFolder) {
    const auto header = header_of(read("replicates = 40\n"));
    Control control;
    {
        PartSink sink(folder_.path("out.h5"), header, {.shard = {1, 2}});
        run(read("replicates = 40\n"), header, sink, {}, control);
    }
    const auto small = header_of(read("replicates = 5\n")), large = header_of(read("replicates = 50\n"));
    EXPECT_THROW(PartSink(folder_.path("out.h5"), small, {.shard = {2, 2}}), InputError);
    EXPECT_THROW(PartSink(folder_.path("out.h5"), small, {.shard = {2, 2}, .earlier = Earlier::resume}), InputError);
    EXPECT_THROW(PartSink(folder_.path("out.h5"), large, {.shard = {2, 2}}), InputError);
    EXPECT_EQ(results::Reader(plan_file(folder_.path("out.h5.parts"))).header().n_replicates, 40U);
    EXPECT_EQ(parts_in(folder_.path("out.h5.parts")).size(), 1U);
}

TEST_F(Sweeps, KeepFewRunsInFlight) {
    const auto plan = read("replicates = 300\n");
    std::atomic<int> logged{0}, most_ahead{0};
    Witness sink;
    Control control;
    RunnerOptions options{.threads = 4, .runs_in_flight = 6};
    options.log = [&](const RunRecord&) {
        most_ahead = std::max<int>(most_ahead, census().runs - logged);
        ++logged;
    };
    run(plan, header_of(plan), sink, options, control);
    EXPECT_EQ(logged, 300);
    EXPECT_LE(most_ahead, 6);
}

TEST_F(Sweeps, AreLazy) {
    const auto plan = read("[factors]\n\"decay.rate\" = { min = 0, max = 0.5, n = 1000000 }\n");
    results::Header header = header_of(plan);
    Witness sink;
    Control control;
    RunnerOptions options{.threads = 2};
    options.log = [&](const RunRecord& record) {
        if (record.point == 100) control.request(Stop::signal);
    };
    run(plan, header, sink, options, control);
    EXPECT_LT(census().runs, 200);
}

TEST_F(Sweeps, StopWhenAsked) {
    const auto plan = read("replicates = 1000\n[set]\n\"decay.pause\" = 0.002\n");
    Witness sink;
    Control control;
    RunnerOptions options{.threads = 2};
    options.log = [&](const RunRecord& record) {
        if (record.replicate == 10) control.request(Stop::signal);
    };
    const auto report = run(plan, header_of(plan), sink, options, control);
    EXPECT_EQ(report.stopped, Stop::signal);
    EXPECT_LT(report.n_done, 30U);
    EXPECT_FALSE(sink.finished);
}

TEST_F(Sweeps, StopInTheMiddleOfLongRunsWhenTimeIsUp) {
    const auto plan = read("[set]\n\"decay.pause\" = 0.05\n\"weeks\" = 1000\n");
    Witness sink;
    Control control;
    RunnerOptions options{.threads = 2};
    options.max_time = std::chrono::duration<double>(0.1);
    const auto report = run(plan, header_of(plan), sink, options, control);
    EXPECT_EQ(report.stopped, Stop::time_limit);
    EXPECT_EQ(report.n_done, 0U);
    EXPECT_FALSE(sink.finished);
}

TEST_F(Sweeps, AStopAfterTheLastRunChangesNothing) {
    const auto plan = read("replicates = 3\n");
    Witness sink;
    Control control;
    RunnerOptions options;
    options.log = [&](const RunRecord& record) {
        if (record.replicate == 2) control.request(Stop::signal);
    };
    EXPECT_EQ(run(plan, header_of(plan), sink, options, control).stopped, Stop::none);
    EXPECT_TRUE(sink.finished);
}

TEST_F(Sweeps, PassOnWhatTheSinkCannotWriteAndRunNoFurther) {
    const auto plan = read("replicates = 100000\n");
    FullDisk sink;
    Control control;
    EXPECT_THROW(run(plan, header_of(plan), sink, {.threads = 2}, control), std::runtime_error);
    EXPECT_FALSE(sink.finished);
    EXPECT_LT(control.done, 1000U);
}

TEST_F(Sweeps, CountRunsFailuresAndAgentWeeks) {
    const auto plan = read(some_fail);
    Witness sink;
    Control control;
    const auto report = run(plan, header_of(plan), sink, {.threads = 2}, control);
    EXPECT_EQ(control.done, 400U);
    EXPECT_EQ(control.failed, report.n_failed);
    EXPECT_EQ(control.agent_time, report.n_done * 4000);
}

}  // namespace
}  // namespace sim::sweep
