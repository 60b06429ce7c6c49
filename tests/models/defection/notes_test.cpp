/// Each kind of thing that changes nothing in a scenario has its own note; and what a note names changes nothing.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using Texts = std::vector<std::string>;

enum class Said { in_check, in_runs };

/// Notes on the small army with these rows added and a behaviour file named.
Texts notes_of(const std::string& rows, const Settings& settings = {}, Said said = Said::in_check,
               const Texts& varied = {}) {
    sim::Problems problems;
    auto document = sim::param::parse_toml(small_army_text() + rows + "\n[fear]\nrelief = 0.1\n", "s.toml", problems);
    for (auto& [key, table] : document.map().entries)
        if (key == "fear") table.map().entries.front().second.place.layer = sim::Layer::behaviour;
    const auto scenario = defection::load_scenario(document, problems);
    if (!scenario) throw std::logic_error(problems.text());
    for (const auto& [name, value] : settings) scenario->set(name, value);
    Texts texts;
    for (const auto& note : scenario->notes(varied))
        if (said == Said::in_check || note.of_runs) texts.push_back(note.text);
    return texts;
}

std::string event(std::string_view keys) { return fmt::format("\n[[event]]\nname = \"it\"\n{}\n", keys); }

/// Said by `check` and `run` alike.
void expect_note(const std::string& rows, const std::string& text, const Settings& settings = {}) {
    EXPECT_EQ(notes_of(rows, settings), Texts{text}) << rows;
    EXPECT_EQ(notes_of(rows, settings, Said::in_runs), Texts{text}) << rows;
}

void expect_no_note(const std::string& rows, const Settings& settings = {}) {
    EXPECT_EQ(notes_of(rows, settings), Texts{}) << rows;
}

TEST(Notes, SayNothingOfWhatActs) {
    expect_no_note("");
    expect_no_note(event("week = 59\ndrives = \"orders\"\nsize = -0.1"));
    expect_no_note(event("week = 0\nset = { \"reprisal.penalty\" = 1.2 }"));
    expect_no_note(event("week = 3\nduration = 1\ndrives = \"violence\"\nsize = -0.1"));
}

TEST(Notes, NameEventsOutsideTheRun) {
    const std::string orders = "\ndrives = \"orders\"\nsize = 0.1";
    expect_note(event("week = 60" + orders),
                "event 'it' lies after the run, which is 60 weeks long: nothing comes of it");
    expect_note(event("week = 59.5\nset = { \"reprisal.penalty\" = 1.2 }"),
                "event 'it' lies after the run, which is 60 weeks long: nothing comes of it");
    expect_note(event("week = -10\nduration = 10" + orders),
                "event 'it' lies before the run: nothing is left of it when it starts");
    expect_note(event("week = -10\ndecay = 10" + orders),
                "event 'it' lies before the run, which starts with what is left of it");
    expect_note(event("week = 3.2\nduration = 0.5" + orders),
                "event 'it' lies between two steps of the run, which miss it (give a longer duration)");
}

TEST(Notes, GatherWhatLiesOutsideTogether) {
    std::string rows;
    for (const char* name : {"a", "b", "c", "d", "e"})
        rows += fmt::format("\n[[event]]\nname = \"{}\"\nweek = 500\ndrives = \"orders\"\nsize = 1\n", name);
    expect_note(rows,
                "events 'a', 'b', 'c' and 2 more lie after the run, which is 60 weeks long: nothing comes of them");
}

TEST(Notes, NameCurvesAndSnapshotsOutsideTheRun) {
    expect_note("\n[[curve]]\nname = \"late\"\ndrives = \"orders\"\npoints = [[60, 0], [80, 1]]\n",
                "curve 'late' lies after the run, which is 60 weeks long, which sees the first value of it alone");
    expect_note("\n[[curve]]\nname = \"early\"\ndrives = \"orders\"\npoints = [[-60, 0], [-1, 1]]\n",
                "curve 'early' lies before the run, which sees the last value of it alone");
    expect_no_note("\n[[curve]]\nname = \"constant\"\ndrives = \"orders\"\npoints = [[0, 0.5]]\n");
    expect_note("\n[[snapshot]]\nname = \"never\"\nweek = 61\n",
                "snapshot 'never' lies outside the run, which is 60 weeks long: no metric comes of it");
}

TEST(Notes, NameForcesThatNothingReads) {
    expect_note(event("week = 3\ndrives = \"patron_support\"\nsize = 0.5"), "event 'it' changes nothing: patron is off",
                {{"patron.enabled", 0}});
    expect_no_note(event("week = 3\ndrives = \"patron_forces\"\nsize = 500"));
    EXPECT_EQ(notes_of("", {{"militia.enabled", 0}}), Texts{"curve 'militia' changes nothing: militia is off"});
    const std::string radical = event("week = 3\ndrives = \"radicalisation\"\nsize = 0.5");
    expect_no_note(radical, {{"existential_threat.enabled", 0}});
    EXPECT_EQ(notes_of(radical, {{"existential_threat.enabled", 0},
                                 {"departure.enabled", 0},
                                 {"reassurance.enabled", 0},
                                 {"factions.enabled", 0},
                                 {"reception.enabled", 0},
                                 {"normalisation.enabled", 0}}),
              (Texts{"event 'it' changes nothing: no mechanism that is on reads radicalisation",
                     "curve 'radicalisation' changes nothing: no mechanism that is on reads radicalisation"}));
    expect_note(event("week = 3\ndrives = \"orders\"\nsize = 0"), "event 'it' adds 0 to orders (give it a size)");
    expect_note(event("week = 3\ndrives = \"violence\"\nsize = 1\nregions = { capital = 0 }"),
                "event 'it' adds nothing to violence: its regions weigh 0");
}

TEST(Notes, NameEventsOnWhatStandsAtItsBound) {
    expect_note(event("week = 10\ndrives = \"orders\"\nsize = 0.3"),
                "event 'it' changes nothing: orders stands at its bound all the while");
    expect_no_note(event("week = 7\ndrives = \"orders\"\nsize = 0.3"));
    expect_note(event("week = 2\nduration = 2\ndrives = \"rebels\"\nsize = -500"),
                "event 'it' changes nothing: rebels stands at its bound all the while");
    EXPECT_EQ(notes_of(event("week = 10\ndrives = \"orders\"\nsize = 0.3"), {}, Said::in_runs, {"event.it.week"}),
              Texts{});
}

TEST(Notes, NameCurvesThatWeighNothing) {
    expect_note("\n[[curve]]\nname = \"far\"\ndrives = \"protest\"\nregions = { capital = 0 }\npoints = [[0, 1]]\n",
                "curve 'far' adds nothing to protest: its regions weigh 0");
}

TEST(Notes, NamePoliciesThatNothingReads) {
    const std::string penalty = event("week = 3\nset = { \"reprisal.penalty\" = 1.2 }");
    expect_note(penalty, "event 'it' sets reprisal.penalty, which nothing reads: reprisal is off",
                {{"reprisal.enabled", 0}});
    expect_note(penalty, "event 'it' sets reprisal.penalty to 1.2, which it is already", {{"reprisal.penalty", 1.2}});
    Settings own;
    for (const char* organisation : {"line", "guard", "agency", "fighters"})
        own.emplace_back(fmt::format("organisation.{}.informer_density", organisation), 0.1);
    expect_note(event("week = 3\nset = { \"surveillance.informer_density\" = 0.2 }"),
                "event 'it' sets surveillance.informer_density, which nothing reads: every organisation has an "
                "informer_density of its own",
                own);
}

TEST(Notes, NameMarksInCheckAlone) {
    EXPECT_EQ(notes_of(event("week = 3\ntitle = \"Amnesty\"")),
              Texts{"event 'it' is a mark: with neither drives, befalls nor set it changes nothing"});
    EXPECT_EQ(notes_of(event("week = 3") + "[[event]]\nname = \"more\"\nweek = 4\n"),
              Texts{"events 'it' and 'more' are marks: with neither drives, befalls nor set they change nothing"});
    EXPECT_EQ(notes_of(event("week = 3"), {}, Said::in_runs), Texts{});
    const Settings no_patron = {{"patron.enabled", 0}};
    const std::string curve =
        "\n[[curve]]\nname = \"support\"\ndrives = \"patron_support\"\npoints = [[0, 0], [9, 1]]\n";
    EXPECT_EQ(notes_of(curve, no_patron), Texts{"curve 'support' changes nothing: patron is off"});
    EXPECT_EQ(notes_of(curve, no_patron, Said::in_runs), Texts{});
}

TEST(Notes, SayNothingOfWhatASweepVaries) {
    const std::string late = event("week = 500\ndrives = \"orders\"\nsize = 0");
    EXPECT_EQ(notes_of(late).size(), 2U);
    EXPECT_EQ(notes_of(late, {}, Said::in_check, {"event.it.week", "event.it.size"}), Texts{});
}

TEST(Notes, NameBlowsThatHitNobody) {
    const auto blow = [](std::string_view keys) { return event(fmt::format("week = 3\n{}", keys)); };
    expect_no_note(blow("befalls = \"killed\"\nchief = \"guard\""));
    EXPECT_EQ(notes_of("\n[[organisation]]\nname = \"navy\"\n" + blow("befalls = \"killed\"\nchief = \"navy\"")),
              (Texts{"event 'it' befalls nobody: organisation 'navy' has no formation",
                     "organisation 'navy' has no formation"}));
    expect_note(blow("befalls = \"offered_exile\"\nchief = \"guard\""),
                "event 'it' changes nothing: no chief has reasons to accept, as command is off",
                {{"command.enabled", 0}});
    expect_note(blow("befalls = \"accused\"\nchief = \"guard\"\nstrength = 0"),
                "event 'it' changes nothing: its strength is 0");
    expect_note(event("week = -3\nbefalls = \"killed\"\nchief = \"guard\""),
                "event 'it' lies before the run: nothing is left of it when it starts");
    expect_note(event("week = 3\ndrives = \"salience\"\nsize = 0.3"),
                "event 'it' changes nothing: no mechanism that is on reads salience",
                {{"existential_threat.enabled", 0}});
}

TEST(Notes, NameOrganisationsWithoutFormations) {
    expect_note("\n[[organisation]]\nname = \"navy\"\n", "organisation 'navy' has no formation");
}

TEST(Notes, MissABehaviourFile) {
    const auto notes = scenario_of(small_army_text())->notes({});
    ASSERT_FALSE(notes.empty());
    EXPECT_TRUE(notes.front().text.starts_with("no behaviour file: ")) << notes.front().text;
    EXPECT_TRUE(notes.front().of_runs);
}

/// The note is true: to the last digit nothing changes.
TEST(Notes, OfNothingAreRight) {
    const auto left = [](const std::string& rows) {
        const auto scenario = scenario_of(small_army_text() + rows, {{"patron.enabled", 0}});
        ArmyRun run(*scenario);
        run.finish();
        std::vector<double> numbers = {run.departed(), static_cast<double>(run.army().people.size())};
        for (const auto& person : run.army().people) numbers.push_back(static_cast<double>(person.status));
        return numbers;
    };
    const auto given = left("");
    for (const char* keys :
         {"week = 60\ndrives = \"orders\"\nsize = -1", "week = 3\ndrives = \"patron_support\"\nsize = 1",
          "week = 3\ndrives = \"patron_forces\"\nsize = 500",
          "week = -10\nduration = 10\ndrives = \"violence\"\nsize = 1",
          "week = 3.2\nduration = 0.5\ndrives = \"violence\"\nsize = 1", "week = 3"})
        EXPECT_EQ(left(event(keys)), given) << keys;
    EXPECT_NE(left(event("week = 3\ndrives = \"orders\"\nsize = -1")), given);
}

}  // namespace
}  // namespace tests
