/// Scenarios of both models: what is refused, and in what words.
#include <gtest/gtest.h>

#include "models/civil_violence/civil_violence.hpp"
#include "tests/models/run_of.hpp"

namespace {

using Lines = std::vector<std::string>;

Lines problems_of(const sim::Model& model, const std::string& text) {
    sim::Problems problems;
    const auto document = sim::param::parse_toml(text, "s.toml", problems);
    if (problems.empty()) model.load(document, problems);
    return problems.lines();
}

struct Mistake {
    const char* text;
    Lines lines;
};

void expect_refused(const sim::Model& model, const std::vector<Mistake>& mistakes) {
    for (const auto& mistake : mistakes) EXPECT_EQ(problems_of(model, mistake.text), mistake.lines) << mistake.text;
}

const std::vector<Mistake> of_both = {
    {"[arrest]\nform = 'flor'\n", {"s.toml:2:8: arrest.form: 'flor' is not known (did you mean 'floor'?)"}},
    {"[arrest]\nself = 'never'\n", {"s.toml:2:8: arrest.self: 'never' is not known (allowed once, twice)"}},
    {"[arrest]\nform = 1\n", {"s.toml:2:8: arrest.form: must be text, not a number (allowed printed, floor, round)"}},
    {"[arrest]\nsteepness = -1\n",
     {"s.toml:2:13: arrest.steepness: -1 is out of range (allowed 0 to 1000; default 2.3)"}},
    {"[grid]\nshape = 'hexagon'\n",
     {"s.toml:2:9: grid.shape: 'hexagon' is not known (allowed euclidean, von_neumann, moore)"}},
    {"[grid]\norder = 'both'\n", {"s.toml:2:9: grid.order: 'both' is not known (allowed move_first, act_first)"}},
    {"[grid]\nwidth = 2\n", {"s.toml:2:9: grid.width: 2 is out of range (allowed 3 to 10000 site; default 40)"}},
    {"[jail]\nplace = 'on site'\n", {"s.toml:2:9: jail.place: 'on site' is not known (did you mean 'on_site'?)"}},
    {"[jail]\nclock = 'days'\n", {"s.toml:2:9: jail.clock: 'days' is not known (allowed steps, turns)"}},
    {"[jail]\nmax_term = -1\n",
     {"s.toml:2:12: jail.max_term: -1 is out of range (allowed 0 to 1000000000 step; default 30)"}},
    {"[people]\ndensity = 0.97\n",
     {"s.toml:2:11: people.density: leaves no room for the cops (0.97 and 0.04 exceed 1 per site; lower one)"}},
    {"[people]\ndensity = 1.2\n",
     {"s.toml:2:11: people.density: 1.2 is out of range (allowed 0 to 1 person/site; default 0.7)"}},
    {"[people]\nvision = 0.5\n", {"s.toml:2:10: people.vision: 0.5 is out of range (allowed 1 to 28 site; default 7)"}},
    {"[people]\nthreshold = -0.1\n",
     {"s.toml:2:13: people.threshold: -0.1 is out of range (allowed 0 to 1; default 0.1)"}},
    {"[cops]\nvision = 30\n", {"s.toml:2:10: cops.vision: 30 is out of range (allowed 1 to 28 site; default 7)"}},
    {"[cops]\nvision = 20\n",
     {"s.toml: grid: is too small: a vision of 20 takes in 41 sites, some of them twice (enlarge it, or lower "
      "people.vision and cops.vision)"}},
    {"[grid]\nheight = 14\n",
     {"s.toml:1:1: grid: is too small: a vision of 7 takes in 15 sites, some of them twice (enlarge it, or lower "
      "people.vision and cops.vision)"}},
    {"[cops]\npursuit = true\n[jail]\nplace = 'on_site'\n",
     {"s.toml:2:11: cops.pursuit: leads to a site that is taken (jail.place = \"away\", or remove it)"}},
    {"[cops]\npursuit = 1\n", {"s.toml:2:11: cops.pursuit: must be true or false, not a number"}},
    {"[legitimacy]\nlevel = 1.5\njump = -0.1\n",
     {"s.toml:2:9: legitimacy.level: 1.5 is out of range (allowed 0 to 1; default 0.82)",
      "s.toml:3:8: legitimacy.jump: -0.1 is out of range (allowed 0 to 1; default 0)"}},
    {"steps = 0\n", {"s.toml:1:9: steps: 0 is out of range (allowed 1 to 1000000; default 100)"}},
    {"[cop]\n", {"s.toml:1:1: cop: unknown key (did you mean 'cops'?)"}},
};

TEST(CivilViolence, NamesEveryMistakeWithItsRemedy) {
    const auto model = civil_violence::make_civil_violence();
    expect_refused(*model, of_both);
    expect_refused(*model, {{"[groups]\nbirth = 0.1\n",
                             {"s.toml:1:1: groups: unknown key (allowed model, title, source, steps, grid, people, "
                              "cops, arrest, jail, legitimacy, outbursts)"}}});
}

TEST(EthnicViolence, NamesEveryMistakeWithItsRemedy) {
    const auto model = civil_violence::make_ethnic_violence();
    expect_refused(*model, of_both);
    expect_refused(*model,
                   {{"[groups]\nbirth = 2\n",
                     {"s.toml:2:9: groups.birth: 2 is out of range (allowed 0 to 1 per step; default 0.05)"}},
                    {"[groups]\nmax_age = 0\n",
                     {"s.toml:2:11: groups.max_age: 0 is out of range (allowed 1 to 1000000 step; default 200)"}}});
}

}  // namespace
