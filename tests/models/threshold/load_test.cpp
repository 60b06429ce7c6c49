/// Scenarios of the models of this folder: what is refused, and in what words.
#include <gtest/gtest.h>

#include "models/threshold/threshold.hpp"
#include "tests/models/run_of.hpp"

namespace {

std::vector<std::string> problems_of(const sim::Model& model, const std::string& text) {
    sim::Problems problems;
    const auto document = sim::param::parse_toml(text, "s.toml", problems);
    if (problems.empty()) model.load(document, problems);
    return problems.lines();
}

using Lines = std::vector<std::string>;

struct Mistake {
    const char* text;
    Lines lines;
};

TEST(Load, NamesEveryMistakeWithItsRemedy) {
    const Mistake mistakes[] = {
        {"step = 3\n", {"s.toml:1:8: step: unknown key (did you mean 'steps'?)"}},
        {"steps = 0\n", {"s.toml:1:9: steps: 0 is out of range (allowed 1 to 1000000; default 100)"}},
        {"[thresholds]\ndistribution = 'gauss'\n",
         {"s.toml:2:16: thresholds.distribution: 'gauss' is not known (allowed list, uniform, normal, beta)"}},
        {"[thresholds]\ndistribution = 'normal'\nlow = 0.1\n",
         {"s.toml:3:7: thresholds.low: has no effect with the other choices of this scenario (remove it)"}},
        {"[thresholds]\ndistribution = 'list'\n",
         {"s.toml:1:1: thresholds.list: is missing (distribution = \"list\" needs it)"}},
        {"[thresholds]\nlist = [0.1]\n",
         {"s.toml:2:8: thresholds.list: is given, but another distribution is, too (distribution = \"list\", or remove "
          "it)"}},
        {"[thresholds]\ndistribution = 'list'\nlist = [0.1, 'x']\n",
         {"s.toml:3:14: thresholds.list: entry 2: must be a number, not 'x' (allowed -10 to 10)"}},
        {"[thresholds]\ndistribution = 'list'\nlist = [0.1, 12]\n",
         {"s.toml:3:14: thresholds.list: entry 2: 12 is out of range (allowed -10 to 10)"}},
        {"[thresholds]\nlow = 0.9\nhigh = 0.2\n",
         {"s.toml:2:7: thresholds.low: exceeds thresholds.high (exchange them)"}},
        {"[network]\nkind = 'small_world'\ndegree = 7\n",
         {"s.toml:1:1: network: a degree of 7 is odd (half of a ring's ties lie on either side; give an even one)"}},
        {"[network]\nkind = 'random'\ndegree = 100\n",
         {"s.toml:1:1: network: a mean degree of 100 exceeds the 99 others there are"}},
        {"[network]\nkind = 'blocks'\nblocks = 10\ndegree = 10\n",
         {"s.toml:1:1: network: a mean degree of 10 with 0.05 across leaves more ties than a block has others (9)"}},
        {"[network]\nkind = 'random'\ndegree = 60000\n[population]\npeople = 5000000\n",
         {"s.toml:1:1: network: 1.5e+11 ties would be made (at most 5e+07; lower the degree)"}},
        {"[rule]\nreversible = 1\n[population]\npeople = 1.5\n",
         {"s.toml:4:10: population.people: 1.5 is not a whole number (allowed 1 to 5000000 person; default 100)",
          "s.toml:2:14: rule.reversible: must be true or false, not a number"}},
    };
    const auto model = threshold::make_threshold();
    for (const auto& mistake : mistakes) {
        auto found = problems_of(*model, mistake.text), expected = mistake.lines;
        std::sort(found.begin(), found.end());
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(found, expected) << mistake.text;
    }
}

TEST(Load, KnowsOnlyTheParametersThatTheScenarioReads) {
    sim::Problems problems;
    const auto document = sim::param::parse_toml("[thresholds]\ndistribution = 'beta'\n", "s.toml", problems);
    const auto scenario = threshold::make_threshold()->load(document, problems);
    ASSERT_TRUE(scenario);
    EXPECT_EQ(scenario->names(), (std::vector<std::string>{"steps", "population.people", "thresholds.alpha",
                                                           "thresholds.beta", "rule.reversible", "rule.start"}));
    EXPECT_EQ(scenario->spec("thresholds.mean"), nullptr);
    EXPECT_EQ(scenario->spec("network.degree"), nullptr);
}

}  // namespace
