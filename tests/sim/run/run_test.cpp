/// A run by steps: what a step records, where it ends, and that its holder may stop and go on.
#include "sim/run/run.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sim {
namespace {

Outputs outputs() {
    Outputs all;
    all.variables = {{"size", "1", "how large", "", Store::count, true, {}, {}},
                     {"size_at_end", "1", "how large at the end", "", Store::real, false, {}, {}}};
    all.time.at = {0, 1, 2, 3, 4};
    return all;
}

/// Doubles at each step, from 1.
class Doubling : public Run {
 public:
    explicit Doubling(int n_steps) : Run(n_steps) {}
    const Series& series() const override { return series_; }
    Budget used() const override { return {.events = static_cast<std::uint64_t>(size_), .people = 1, .bytes = 1}; }
    std::string stage() const override { return "doubling " + std::to_string(step_now()); }
    int n_written = 0;

 private:
    void advance(int) override { size_ *= 2; }
    void write() override {
        ++n_written;
        series_.counts(0)[static_cast<std::size_t>(step_now())] = size_;
    }
    RunResult result() override {
        series_.reals(1)[0] = size_;
        return {std::move(series_), {}};
    }

    int size_ = 1;
    const Outputs outputs_ = outputs();
    Series series_{outputs_};
};

std::vector<int> sizes(const Series& series) { return {series.counts(0).begin(), series.counts(0).end()}; }

TEST(Run, IsRecordedOnceAStep) {
    Doubling run(4);
    const auto result = run_to_end(run, {});
    EXPECT_EQ(sizes(result.series), (std::vector<int>{1, 2, 4, 8, 16}));
    EXPECT_EQ(result.series.reals(1)[0], 16);
    EXPECT_EQ(run.n_written, 5);
}

TEST(Run, MayBeLookedAtBetweenTwoSteps) {
    Doubling run(4);
    EXPECT_EQ(sizes(run.series()), (std::vector<int>{-1, -1, -1, -1, -1}));
    run.step();
    run.step();
    EXPECT_EQ(run.step_now(), 2);
    EXPECT_EQ(sizes(run.series()), (std::vector<int>{1, 2, -1, -1, -1}));
    run.record();
    run.record();
    EXPECT_EQ(sizes(run.series()), (std::vector<int>{1, 2, 4, -1, -1}));
    EXPECT_EQ(run.n_written, 3);
}

TEST(Run, GoesOnFromWhereItStands) {
    Doubling run(4);
    run.step();
    run.record();
    std::vector<int> told;
    RunRequest request;
    request.progress = [&](int step, int n_steps) { told.push_back(10 * n_steps + step); };
    EXPECT_EQ(sizes(run_to_end(run, request).series), (std::vector<int>{1, 2, 4, 8, 16}));
    EXPECT_EQ(told, (std::vector<int>{42, 43, 44}));
    EXPECT_EQ(run.n_written, 5);
}

TEST(Run, ThatIsFinishedEarlyEndsThere) {
    Doubling run(4);
    run.step();
    const auto result = run.finish();
    EXPECT_EQ(sizes(result.series), (std::vector<int>{1, 2, -1, -1, -1}));
    EXPECT_EQ(result.series.reals(1)[0], 2);
}

TEST(Run, HasNoStepAfterItsLast) {
    Doubling run(1);
    EXPECT_FALSE(run.at_end());
    run.step();
    EXPECT_TRUE(run.at_end());
    EXPECT_THROW(run.step(), std::logic_error);
}

std::string stage_over(std::uint64_t events) {
    Doubling run(4);
    RunRequest request;
    request.budget.events = events;
    try {
        run_to_end(run, request);
    } catch (const RunFailure& failure) {
        return failure.stage();
    }
    return {};
}

TEST(Run, OverItsBudgetFailsWhereItIs) {
    EXPECT_EQ(stage_over(16), "");
    EXPECT_EQ(stage_over(7), "doubling 3");
    EXPECT_EQ(stage_over(0), "start");
}

}  // namespace
}  // namespace sim
