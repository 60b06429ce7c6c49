/// Every model of this program, by hand: a run that is stepped, looked at and gone on with has the bytes of a run
/// that is left alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "cli/command.hpp"
#include "sim/param/value.hpp"

namespace {

using Bytes = std::vector<std::byte>;

Bytes bytes_of(const sim::Series& series) {
    Bytes all;
    for (std::size_t v = 0; v < series.n_variables(); ++v)
        all.insert(all.end(), series.bytes(v).begin(), series.bytes(v).end());
    return all;
}

/// The example of a model, which `muster init` writes.
class ByHand : public testing::TestWithParam<std::size_t> {
 protected:
    ByHand() {
        sim::Problems problems;
        scenario_ = model_.load(sim::param::parse_toml(model_.example("scenario"), "example.toml", problems), problems);
        problems.throw_if_any();
        outputs_ = model_.outputs(*scenario_, {}, problems);
        problems.throw_if_any();
        request_.seed = 7;
        request_.scale = std::max(0.1, 1.0 / static_cast<double>(scenario_->most_thinned()));
    }
    std::unique_ptr<sim::Run> start() const { return model_.start(*scenario_, outputs_, request_); }
    Bytes left_alone() const { return bytes_of(model_.run(*scenario_, outputs_, request_).series); }

    const sim::sweep::Models models_ = cli::all_models();
    const sim::Model& model_ = *models_[GetParam()];
    std::unique_ptr<sim::Scenario> scenario_;
    sim::Outputs outputs_;
    sim::RunRequest request_;
};

TEST_P(ByHand, HasTheBytesOfARunLeftAlone) {
    const auto run = start();
    EXPECT_EQ(run->n_steps(), scenario_->duration());
    while (!run->at_end()) {
        if (run->step_now() % 3 == 0) run->record();
        run->step();
    }
    EXPECT_TRUE(bytes_of(run->finish().series) == left_alone());
}

TEST_P(ByHand, GoesOnAfterAPause) {
    const auto run = start();
    while (2 * run->step_now() < run->n_steps()) run->step();
    const auto other = start();  // a second run does not touch the first
    sim::run_to_end(*other, request_);
    EXPECT_TRUE(bytes_of(sim::run_to_end(*run, request_).series) == left_alone());
}

TEST_P(ByHand, ShowsHalfWayWhatItDidSoFar) {
    const auto run = start();
    const int half = run->n_steps() / 2;
    while (run->step_now() < half) run->step();
    run->record();
    EXPECT_GT(run->used().people, 0U);
    const auto whole = model_.run(*scenario_, outputs_, request_).series;
    for (std::size_t v = 0; v < outputs_.variables.size(); ++v) {
        const auto& variable = outputs_.variables[v];
        if (!variable.over_time) continue;
        const auto so_far = run->series().bytes(v), in_the_end = whole.bytes(v);
        const std::size_t n_rows = static_cast<std::size_t>(half) + 1;
        const std::size_t known = so_far.size() / outputs_.time.at.size() * n_rows;
        EXPECT_TRUE(std::ranges::equal(so_far.first(known), in_the_end.first(known))) << variable.name;
        const auto missing = sim::Series(outputs_);
        EXPECT_TRUE(std::ranges::equal(so_far.subspan(known), missing.bytes(v).subspan(known))) << variable.name;
    }
}

std::string name_of(const testing::TestParamInfo<std::size_t>& info) {
    return std::string(cli::all_models()[info.param]->name());
}
INSTANTIATE_TEST_SUITE_P(Models, ByHand, testing::Range<std::size_t>(0, cli::all_models().size()), name_of);

}  // namespace
