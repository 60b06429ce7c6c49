/// One seed, one result, to the last bit; what is recorded less often or split further is the same run.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>

#include "models/defection/defection.hpp"
#include "sim/random/stream.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

struct Result {
    sim::Outputs outputs;
    sim::RunResult run;

    std::size_t index(const std::string& name) const {
        return static_cast<std::size_t>(outputs.variable(name) - outputs.variables.data());
    }
    std::vector<std::byte> bytes() const {
        std::vector<std::byte> all;
        for (std::size_t v = 0; v < run.series.n_variables(); ++v) {
            const auto of_one = run.series.bytes(v);
            all.insert(all.end(), of_one.begin(), of_one.end());
        }
        return all;
    }
    /// Counts summed over every dimension but time and those named.
    std::map<std::vector<std::string>, std::int64_t> sums(const std::string& name,
                                                          const std::vector<std::string>& kept) {
        const sim::Variable& variable = *outputs.variable(name);
        const auto shape = outputs.shape_of(variable);
        const auto values = run.series.counts(index(name));
        std::map<std::vector<std::string>, std::int64_t> sums;
        for (std::size_t i = 0; i < values.size(); ++i) {
            std::vector<std::string> key(kept.size() + 1);
            std::size_t rest = i;
            for (std::size_t d = shape.size(); d-- > 1; rest /= shape[d]) {
                const auto at = std::find(kept.begin(), kept.end(), variable.dims[d - 1]);
                if (at != kept.end())
                    key[static_cast<std::size_t>(at - kept.begin()) + 1] =
                        outputs.dimension(*at)->labels[rest % shape[d]];
            }
            key[0] = std::to_string(outputs.time.at[rest]);
            sums[key] += values[i];
        }
        return sums;
    }
};

Result result_of(const sim::RunRequest& request, const sim::OutputRequest& output = {}, const Settings& settings = {},
                 const std::string& text = small_army_text()) {
    const auto scenario = scenario_of(text, settings);
    const auto model = make_model();
    sim::Problems problems;
    Result result;
    result.outputs = model->outputs(*scenario, output, problems);
    problems.throw_if_any();
    result.run = model->run(*scenario, result.outputs, request);
    return result;
}

sim::RunRequest request_of(std::uint64_t seed, std::uint32_t replicate, double scale = 1.0) {
    sim::RunRequest request;
    request.seed = sim::random::replicate_seed(seed, replicate);
    request.scale = scale;
    return request;
}

TEST(Determinism, TheSameSeedAndReplicateGiveTheSameBytes) {
    for (const double scale : {1.0, 0.3}) {
        const auto first = result_of(request_of(20110315, 3, scale)).bytes();
        EXPECT_EQ(first, result_of(request_of(20110315, 3, scale)).bytes());
        EXPECT_GT(first.size(), 1000U);
    }
}

TEST(Determinism, SeedsAndReplicatesDiffer) {
    const auto first = result_of(request_of(1, 0)).bytes();
    EXPECT_NE(first, result_of(request_of(2, 0)).bytes());
    EXPECT_NE(first, result_of(request_of(1, 1)).bytes());
    EXPECT_NE(first, result_of(request_of(std::uint64_t{1} << 40 | 1, 0)).bytes()) << "all 64 bits of the seed count";
}

TEST(Determinism, ARunDoesNotDependOnTheRunsBeforeIt) {
    const auto alone = result_of(request_of(1, 0)).bytes();
    result_of(request_of(7, 0), {}, {{"patronage.pay", 0.1}, {"surveillance.enabled", 0}});
    EXPECT_EQ(result_of(request_of(1, 0)).bytes(), alone);
}

TEST(Determinism, KeepingTheLogChangesNothing) {
    const auto plain = result_of(request_of(5, 0)).bytes();
    sim::RunRequest request = request_of(5, 0);
    std::size_t n_tables = 0;
    request.keep_table = [&](const sim::RowTable&) { ++n_tables; };
    request.follow = sim::Follow{"departures", 3};
    const Result logged = result_of(request);
    EXPECT_EQ(logged.bytes(), plain);
    EXPECT_EQ(n_tables, 7U);
    EXPECT_FALSE(logged.run.story.empty());
}

TEST(Recording, EveryNthTimeIsThatTime) {
    Result all = result_of(request_of(4, 0)),
           some = result_of(request_of(4, 0), {.every = 13, .variables = {}, .by = {}});
    EXPECT_EQ(some.outputs.time.at, (std::vector<std::int32_t>{0, 91, 182, 273, 364, 420}));  // and the end
    for (const char* name : {"serving", "departed", "punished", "lost", "joined", "planning"}) {
        const auto full = all.sums(name, {"role"}), thinned = some.sums(name, {"role"});
        for (const auto& [key, value] : thinned) EXPECT_EQ(full.at(key), value) << name << " day " << key[0];
    }
    const auto metric = [](Result& result, const char* name) { return result.run.series.reals(result.index(name))[0]; };
    for (const char* name : {"departure_rate", "force_ratio", "leavers", "peak_week"})
        EXPECT_EQ(metric(all, name), metric(some, name)) << name << " does not depend on what is recorded";
}

TEST(Recording, SplitFurtherSumsToTheTotal) {
    Result total = result_of(request_of(4, 0));
    const std::vector<std::vector<std::string>> splits = {
        {"group"}, {"region"}, {"home"}, {"organisation"}, {"region", "group"}, {"group", "region", "organisation"}};
    for (const auto& by : splits) {
        Result split = result_of(request_of(4, 0), {.every = 1, .variables = {}, .by = by});
        for (const char* name : {"serving", "departed", "punished", "lost", "joined", "planning"})
            EXPECT_EQ(split.sums(name, {"role"}), total.sums(name, {"role"})) << name << " by " << by.front();
        EXPECT_EQ(split.sums("departed", {"destination"}), total.sums("departed", {"destination"}));
        EXPECT_EQ(split.sums("serving", {"branch"}), total.sums("serving", {"branch"}));
    }
}

TEST(Recording, OrganisationsAreTheirBranch) {  // one organisation of each kind here
    Result split = result_of(request_of(4, 0),
                             {.every = 10, .variables = std::vector<std::string>{"serving"}, .by = {"organisation"}});
    const auto by_branch = split.sums("serving", {"branch"});
    for (const auto& [key, value] : split.sums("serving", {"organisation"})) {
        const std::map<std::string, std::string> branch = {
            {"line", "army"}, {"guard", "elite"}, {"agency", "intelligence"}, {"fighters", "militia"}};
        EXPECT_EQ(by_branch.at({key[0], branch.at(key[1])}), value);
    }
}

TEST(Recording, HomesAreThoseOfThePeopleThoseFromAbroadAmongThem) {
    std::string text = small_army_text();
    const std::string line = "name = \"line\"\n";
    text.insert(text.find(line) + line.size(), "foreign = { minority = 0.2 }\n");
    Result split = result_of(request_of(4, 0), {.every = 60, .by = {"home"}}, {}, text);
    const ArmyRun at_start(*scenario_of(text), 4);
    std::map<std::string, std::int64_t> homes;
    for (const Person& person : at_start.army().people)
        ++homes[std::array<std::string, 3>{"capital", "province", "abroad"}[person.home]];
    EXPECT_GT(homes["abroad"], 50);
    for (const auto& [key, value] : split.sums("serving", {"home"}))
        EXPECT_TRUE(key[0] != "0" || value == homes[key[1]]) << key[1] << ": " << value;
    EXPECT_EQ(split.sums("lost", {"role"}),
              result_of(request_of(4, 0), {.every = 60}, {}, text).sums("lost", {"role"}));
}

TEST(Recording, RatesAreLeaversOverAllWhoEverServed) {
    Result result = result_of(request_of(6, 0), {.every = 60, .variables = {}, .by = {"group"}});
    const auto last = [&](const char* name, const std::vector<std::string>& kept, const std::string& label) {
        std::int64_t sum = 0;
        for (const auto& [key, value] : result.sums(name, kept))
            if (key[0] == "420" && (kept.empty() || key[1] == label)) sum += value;
        return static_cast<double>(sum);
    };
    const auto rate = [&](const std::vector<std::string>& kept, const std::string& label) {
        const double left = last("departed", kept, label);
        return left / (last("serving", kept, label) + left + last("punished", kept, label) + last("lost", kept, label));
    };
    const auto metric = [&](const char* name) { return result.run.series.reals(result.index(name))[0]; };
    EXPECT_DOUBLE_EQ(metric("departure_rate"), rate({}, ""));
    EXPECT_DOUBLE_EQ(metric("departure_rate_conscripts"), rate({"role"}, "conscript"));
    EXPECT_DOUBLE_EQ(metric("departure_rate_ingroup"), rate({"group"}, "core"));
    EXPECT_DOUBLE_EQ(metric("departure_rate"), metric("desertion_rate") + metric("defection_rate"));
}

TEST(Recording, UnknownNamesAreRefusedWithTheNearest) {
    const auto scenario = scenario_of(small_army_text());
    sim::Problems problems;
    make_model()->outputs(*scenario, {.every = 1, .variables = std::vector<std::string>{"servin"}, .by = {"regions"}},
                          problems);
    EXPECT_EQ(
        problems.lines(),
        (std::vector<std::string>{
            "output.variables: unknown name 'servin' (allowed serving, planning, joined, departed, defected, punished, "
            "lost, "
            "evaded, families_harmed, regime_alive, army_capacity, core_capacity, periphery_capacity, deployed_share, "
            "skill, core_danger, "
            "control, rebels, patron_support, radicalisation, violence_by_state, violence, belief, disengaged, "
            "group_belief, generals_left, specialists_left, leadership, generals_refusing, declining, led_out; did you "
            "mean 'serving'?)",
            "output.by: unknown name 'regions' (allowed group, region, home, organisation; did you mean 'region'?)"}));
}

}  // namespace
}  // namespace tests
