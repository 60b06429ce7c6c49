/// The map of who is where, as results hold it.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/civil_violence/town.hpp"

namespace {

using namespace civil_violence;
using tests::RunOf;

constexpr const char* small_town =
    "steps = 30\n[grid]\nwidth = 20\nheight = 30\n[people]\nvision = 3\n"
    "[cops]\nvision = 3\n";

sim::OutputRequest map_at(std::vector<std::int32_t> steps) {
    sim::OutputRequest request;
    request.at = std::move(steps);
    request.variables = {"site_state", "site_group", "active"};
    return request;
}

TEST(Sites, AreKeptOnRequestAlone) {
    const RunOf run(make_civil_violence(), small_town);
    EXPECT_EQ(run.outputs().variable("site_state"), nullptr);
    EXPECT_TRUE(run.outputs().dimensions.empty());
}

TEST(Sites, AreThoseOfTheTownAtTheChosenSteps) {
    sim::OutputRequest wanted = map_at({0, 7, 30});
    wanted.variables = {"site_state", "active"};
    RunOf run(make_civil_violence(), small_town, wanted);
    run.go(5);
    Parameters p;
    p.people.vision = p.cops.vision = 3;
    Town town(p, {20, 30}, Groups::one, sim::random::replicate_seed(5, 0));
    std::size_t at = 0;
    for (int step = 0; step <= 30; ++step) {
        if (step > 0) town.step(step);
        if (step != 0 && step != 7 && step != 30) continue;
        for (int y = 0; y < 30; ++y)
            for (int x = 0; x < 20; ++x)
                ASSERT_EQ(run.flags("site_state")[at++], static_cast<std::uint8_t>(town.at({x, y}))) << step;
    }
    EXPECT_EQ(at, run.flags("site_state").size());
    const auto last = run.flags("site_state").last(600);
    EXPECT_EQ(std::ranges::count(last, 1), run.count("active", 2));
    EXPECT_EQ(std::ranges::count(last, 3), 24);
}

TEST(Sites, HaveNoRowsThatASmallerTownHasNot) {
    sim::OutputRequest wanted = map_at({4});
    wanted.variables = {"site_state"};
    RunOf run(make_civil_violence(), small_town, wanted);
    run.go(5, 0, 0.5);
    const auto all = run.flags("site_state");
    EXPECT_EQ(std::ranges::count(all.first(300), 255), 0);
    EXPECT_EQ(std::ranges::count(all.last(300), 255), 300);
}

TEST(Sites, TellTheGroupsApart) {
    RunOf run(make_ethnic_violence(), small_town, map_at({0}));
    run.go(5);
    const auto state = run.flags("site_state"), group = run.flags("site_group");
    EXPECT_EQ(std::ranges::count(group, 0), 210);
    EXPECT_EQ(std::ranges::count(group, 1), 210);
    for (std::size_t site = 0; site < state.size(); ++site) EXPECT_EQ(group[site] == 2, state[site] >= 3);
}

}  // namespace
