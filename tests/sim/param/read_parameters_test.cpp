/// Parameters from a document: what is set, what is refused, and who may set what.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/param/table_reader.hpp"
#include "tests/sim/param/toy.hpp"

namespace sim::param {
namespace {

const std::string needed = "[reprisal]\nfamily_rate = 1\n";

std::string problems_of(std::string_view text, toy::All* all = nullptr) {
    Problems problems;
    const Value document = parse_toml(text, "f", problems);
    toy::All other;
    read_parameters(document, toy::table(), all ? all : &other, {"title", "group"}, problems);
    return problems.text();
}

TEST(ReadParameters, SetsWhatIsGivenAndKeepsDefaults) {
    toy::All all;
    EXPECT_EQ(problems_of("title = 'x'\n[surveillance]\ncircle = 4\nannounced = true\n" + needed, &all), "");
    EXPECT_EQ(all.surveillance.informer_density, 0.04);
    EXPECT_EQ(all.surveillance.circle, 4);
    EXPECT_TRUE(all.surveillance.announced);
    EXPECT_EQ(all.reprisal.family_rate, 1);
}

TEST(ReadParameters, ReportsEveryProblemOfAFile) {
    EXPECT_EQ(problems_of("titlee = 1\nfoo = 2\nreprisal = 3\n[surveilance]\nx = 1\n[surveillance]\n"
                          "informer_densty = 0.1\ninformer_density = 8.5\ncircle = 2.5\nannounced = 1\n"
                          "log_weight = 1\nloyalty = 1\n"),
              "f:1:10: titlee: unknown key (did you mean 'title'?)\n"
              "f:2:7: foo: unknown key (allowed title, group, surveillance, reprisal)\n"
              "f:3:12: reprisal: must be a table that begins with [reprisal], not a number\n"
              "f:4:1: surveilance: unknown table (did you mean 'surveillance'?)\n"
              "f:7:19: surveillance.informer_densty: unknown parameter (did you mean 'informer_density'?)\n"
              "f:8:20: surveillance.informer_density: 8.5 is out of range (allowed 0 to 1 per person; default 0.04)\n"
              "f:9:10: surveillance.circle: 2.5 is not a whole number (allowed 1 to 12; default 3)\n"
              "f:10:13: surveillance.announced: must be true or false, not a number\n"
              "f:11:14: surveillance.log_weight: unknown parameter (did you mean 'reprisal.log_weight'?)\n"
              "f:12:11: surveillance.loyalty: unknown parameter (allowed informer_density, circle, announced)\n"
              "f:3:12: reprisal.family_rate: is required (allowed 0 or more per week)");
}

TEST(ReadParameters, ReportsWrongTypesAndNumbersThatAreNone) {
    EXPECT_EQ(problems_of("[surveillance]\ninformer_density = '0.1'\ncircle = 9e99\n[reprisal]\nfamily_rate = nan\n"
                          "log_weight = -inf\n"),
              "f:2:20: surveillance.informer_density: must be a number, not '0.1' (allowed 0 to 1 per person; default "
              "0.04)\n"
              "f:3:10: surveillance.circle: 9e+99 is out of range (allowed 1 to 12; default 3)\n"
              "f:5:15: reprisal.family_rate: is not a number (allowed 0 or more per week)\n"
              "f:6:14: reprisal.log_weight: -inf is out of range (allowed any number; default -0.5)");
}

TEST(ReadParameters, AcceptsWholeRealsForIntegersAndIntegersForReals) {
    toy::All all;
    EXPECT_EQ(problems_of("[surveillance]\ninformer_density = 1\ncircle = 4.0\n" + needed, &all), "");
    EXPECT_EQ(all.surveillance.informer_density, 1);
    EXPECT_EQ(all.surveillance.circle, 4);
}

TEST(ReadParameters, LeavesTheModelsOwnKeysAlone) { EXPECT_EQ(problems_of("[[group]]\nanything = 1\n" + needed), ""); }

TEST(ReadParameters, StaysShortOnHostileFiles) {
    std::string text = "[surveillance]\n";
    for (int i = 0; i < 1999; ++i) text += "\"\\u001b" + std::to_string(i) + std::string(200, 'x') + "\" = 1\n";
    const std::string all = problems_of(text + needed);
    EXPECT_LT(all.size(), 500'000u);
    EXPECT_EQ(all.find('\x1b'), std::string::npos);
}

std::string kinds_of(std::string_view text, Layer layer) {
    Problems problems;
    Value document = parse_toml(text, "f", problems);
    for (auto& [key, value] : document.map().entries) {
        value.place.layer = layer;
        if (value.is_map())
            for (auto& [field, entry] : value.map().entries) entry.place.layer = layer;
    }
    check_kinds(document, toy::table(), problems);
    return problems.text();
}

TEST(CheckKinds, KeepsStructureAndPolicyOutOfABehaviourFile) {
    EXPECT_EQ(
        kinds_of("title = 'x'\n[surveillance]\ncircle = 4\ninformer_density = 0.1\n[reprisal]\nfamily_rate = 1\n"
                 "[[group]]\nname = 'a'\n",
                 Layer::behaviour),
        "f:1:9: title: does not belong in a behaviour file (allowed are behaviour parameters)\n"
        "f:4:20: surveillance.informer_density: is a structure parameter and does not belong in a behaviour file "
        "(set it in the scenario)\n"
        "f:6:15: reprisal.family_rate: is a policy parameter and does not belong in a behaviour file (set it in the "
        "scenario)\n"
        "f:7:1: group: does not belong in a behaviour file (allowed are behaviour parameters)");
}

TEST(CheckKinds, KeepsBehaviourOutOfAScenario) {
    EXPECT_EQ(kinds_of("title = 'x'\n[surveillance]\ncircle = 4\ninformer_density = 0.1\n", Layer::scenario),
              "f:3:10: surveillance.circle: is a behaviour parameter, the same in every case (set it in the behaviour "
              "file, or vary it with --set or in a sweep)");
}

TEST(CheckKinds, LetsAnyKindPassInATextThatStandsAlone) {
    EXPECT_EQ(kinds_of("[surveillance]\ncircle = 4\ninformer_density = 0.1\n", Layer::none), "");
}

}  // namespace
}  // namespace sim::param
