/// Broken scenarios: each mistake is named with its place, what is wrong and what to do, all of a file at once; and no
/// text, however broken, crashes the loader or gives a scenario that cannot run.
#include <gtest/gtest.h>

#include <array>

#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

constexpr std::string_view sound = R"(model = "defection"
start = 2030-01-01
weeks = 52
[[group]]
name = "core"
standing = "in"
share = 0.2
[[group]]
name = "others"
share = 0.8
[[region]]
name = "capital"
population = 1e6
[[organisation]]
name = "army"
[[formation]]
name = "1st"
organisation = "army"
posting = "capital"
companies = 4
[[curve]]
name = "rebels"
drives = "rebels"
points = [[2030-02-01, 0], [20, 500]]
[[event]]
name = "decree"
date = 2030-03-01
set = { "reprisal.penalty" = 1.2 }
[[snapshot]]
name = "end"
week = 50
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    if (at == text.npos) throw std::logic_error("the text of the test does not hold " + std::string(from));
    return text.replace(at, from.size(), to);
}

std::vector<std::string> problems_of(const std::string& text) {
    sim::Problems problems;
    const auto document = sim::param::parse_toml(text, "s.toml", problems);
    const auto scenario = problems.empty() ? defection::load_scenario(document, problems) : nullptr;
    EXPECT_EQ(scenario == nullptr, !problems.empty());
    return problems.lines();
}

/// One edit of the sound scenario and every line that it must give.
struct Mistake {
    const char *name, *from, *to;
    std::vector<std::string> lines;
};
void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.to; }

const Mistake mistakes[] = {
    {"SharesOfGroupsThatDoNotAddUp",
     "share = 0.8",
     "share = 0.7",
     {"s.toml:4:1: group: shares add up to 0.9 (must be 1)"}},
    {"NoRulersGroup",
     "standing = \"in\"\n",
     "",
     {"s.toml:4:1: group: 0 groups have standing \"in\" (exactly one must)"}},
    {"TwoRulersGroups",
     "name = \"others\"",
     "name = \"others\"\nstanding = \"in\"",
     {"s.toml:4:1: group: 2 groups have standing \"in\" (exactly one must)"}},
    {"UnknownStanding",
     "standing = \"in\"",
     "standing = \"inn\"",
     {"s.toml:6:12: group[1].standing: 'inn' is not known (did you mean 'in'?)",
      "s.toml:4:1: group: 0 groups have standing \"in\" (exactly one must)"}},
    {"TwoGroupsOfOneName",
     "name = \"others\"",
     "name = \"core\"",
     {"s.toml:9:8: group[2].name: 'core' exists already (names must differ)"}},
    {"ShareWithoutAValue", "share = 0.2\n", "", {"s.toml:4:1: group[1].share: is required (allowed 0 to 1)"}},
    {"ShareOutOfRange",
     "share = 0.8",
     "share = 1.8",
     {"s.toml:10:9: group[2].share: 1.8 is out of range (allowed 0 to 1)"}},
    {"ShareThatIsNoNumber",
     "share = 0.8",
     "share = nan",
     {"s.toml:10:9: group[2].share: is not a number (allowed 0 to 1)"}},
    {"ShareThatIsText",
     "share = 0.8",
     "share = \"0.8\"",
     {"s.toml:10:9: group[2].share: must be a number, not '0.8' (allowed 0 to 1)"}},
    {"NameThatIsEmpty",
     "name = \"capital\"",
     "name = \"\"",
     {"s.toml:12:8: region[1].name: must not be empty",
      "s.toml:19:11: formation[1].posting: 'capital' is not known (allowed )"}},
    {"RowWithoutAName",
     "name = \"capital\"\n",
     "",
     {"s.toml:11:1: region[1].name: is required",
      "s.toml:18:11: formation[1].posting: 'capital' is not known (allowed )"}},
    {"RegionWithoutPeople",
     "population = 1e6",
     "population = 0",
     {"s.toml:13:14: region[1].population: 0 is out of range (allowed 1 or more person)"}},
    {"RegionWithUnknownGroup",
     "population = 1e6",
     "population = 1e6\ngroups = { core = 0.2, other = 0.8 }",
     {"s.toml:14:32: region[1].groups.other: unknown key (did you mean 'others'?)",
      "s.toml:14:10: region[1].groups: add up to 0.2 (must be 1)"}},
    {"RegionWhoseSharesDoNotAddUp",
     "population = 1e6",
     "population = 1e6\ngroups = { core = 0.2, others = 0.7 }",
     {"s.toml:14:10: region[1].groups: add up to 0.9 (must be 1)"}},
    {"MisspeltKeyOfARow",
     "population = 1e6",
     "population = 1e6\nboarder = 0.5",
     {"s.toml:14:11: region[1].boarder: unknown key (did you mean 'border'?)"}},
    {"UnknownKindOfOrganisation",
     "name = \"army\"",
     "name = \"army\"\nkind = \"navy\"",
     {"s.toml:16:8: organisation[1].kind: 'navy' is not known (allowed army, elite, intelligence, militia)"}},
    {"FormationInAnUnknownRegion",
     "posting = \"capital\"",
     "posting = \"capitol\"",
     {"s.toml:19:11: formation[1].posting: 'capitol' is not known (did you mean 'capital'?)"}},
    {"FormationOfNoOrganisation",
     "organisation = \"army\"\n",
     "",
     {"s.toml:16:1: formation[1].organisation: is required"}},
    {"FormationWithHugeCompanies",
     "companies = 4",
     "companies = 4000000000",
     {"s.toml:20:13: formation[1].companies: 4000000000 is out of range (allowed 1 to 2000 unit; default 40)"}},
    {"FormationWithHalfACompany",
     "companies = 4",
     "companies = 4.5",
     {"s.toml:20:13: formation[1].companies: 4.5 is not a whole number (allowed 1 to 2000 unit; default 40)"}},
    {"FormationsWithTooManyPosts",
     "companies = 4",
     "companies = 2000\nbrigades = 200\ncompany_size = 200",
     {"s.toml:16:1: formation: add up to 80002400 posts (at most 5000000)"}},
    {"RolesOverOne",
     "companies = 4",
     "companies = 4\nroles = { junior_officer = 0.5, nco = 0.4, professional = 0.3 }",
     {"s.toml:21:9: formation[1].roles: add up to more than 1 (conscripts take what is left)"}},
    {"RolesThatAreNoTable",
     "companies = 4",
     "companies = 4\nroles = 0.5",
     {"s.toml:21:9: formation[1].roles: must be a table, not a number"}},
    {"UnknownRole",
     "companies = 4",
     "companies = 4\nroles = { junior_oficer = 0.1 }",
     {"s.toml:21:27: formation[1].roles.junior_oficer: unknown key (did you mean 'junior_officer'?)"}},
    {"CurveWithoutPoints",
     "points = [[2030-02-01, 0], [20, 500]]\n",
     "",
     {"s.toml:21:1: curve[1].points: is required (a list of [date or week, value])"}},
    {"CurveOutOfOrder",
     "[20, 500]",
     "[4, 500]",
     {"s.toml:24:28: curve[1].points: must be in order of time (each later than the one before)"}},
    {"CurveWithAPointThatIsNoPair",
     "[20, 500]",
     "[20, 500, 1]",
     {"s.toml:24:28: curve[1].points: must be [date or week, value] (a date needs the scenario's start)"}},
    {"CurveWithNaN",
     "[20, 500]",
     "[20, nan]",
     {"s.toml:24:28: curve[1].points: must be [date or week, value] (a date needs the scenario's start)"}},
    {"CurveOfAnUnknownDriver",
     "drives = \"rebels\"",
     "drives = \"rebel\"",
     {"s.toml:23:10: curve[1].drives: 'rebel' is not known (did you mean 'rebels'?)"}},
    {"CurveWithAnUnknownRegion",
     "drives = \"rebels\"",
     "drives = \"rebels\"\nregions = { kapital = 1 }",
     {"s.toml:24:23: curve[1].regions.kapital: unknown key (did you mean 'capital'?)"}},
    {"CurveWithADateWithoutAStart",
     "start = 2030-01-01\n",
     "",
     {"s.toml:23:11: curve[1].points: must be [date or week, value] (a date needs the scenario's start)",
      "s.toml:26:8: event[1].date: needs the scenario's start (or give week)"}},
    {"EventWithoutATime", "date = 2030-03-01\n", "", {"s.toml:25:1: event[1].week: or date is required"}},
    {"EventWithTwoTimes",
     "date = 2030-03-01",
     "date = 2030-03-01\nweek = 9",
     {"s.toml:28:8: event[1].week: and date are both given (give one)"}},
    {"EventWithADateInQuotes",
     "date = 2030-03-01",
     "date = \"2030-03-01\"",
     {"s.toml:27:8: event[1].date: must be a date, not '2030-03-01' (remove the quotes)"}},
    {"EventThatSetsNoPolicy",
     "\"reprisal.penalty\" = 1.2",
     "\"reprisal.kin_harm\" = 1.2",
     {"s.toml:28:31: event[1].set.reprisal.kin_harm: is not a policy (only policies change at a date; see `muster "
      "params`)"}},
    {"EventThatSetsAnUnknownParameter",
     "\"reprisal.penalty\" = 1.2",
     "\"reprisal.penalti\" = 1.2",
     {"s.toml:28:30: event[1].set.reprisal.penalti: unknown parameter (did you mean 'reprisal.penalty'?)"}},
    {"EventThatSetsAPolicyOutOfRange",
     "\"reprisal.penalty\" = 1.2",
     "\"reprisal.penalty\" = 12",
     {"s.toml:28:30: event[1].set.reprisal.penalty: 12 is out of range (allowed 0 to 1.5; default 1)"}},
    {"EventThatSetsText",
     "\"reprisal.penalty\" = 1.2",
     "\"reprisal.penalty\" = \"high\"",
     {"s.toml:28:30: event[1].set.reprisal.penalty: must be a number, not 'high' (allowed 0 to 1.5; default 1)"}},
    {"EventWhoseSetIsNoTable",
     "set = { \"reprisal.penalty\" = 1.2 }",
     "set = \"reprisal\"",
     {"s.toml:28:7: event[1].set: must be a table such as { \"posting.away\" = 0.9 }"}},
    {"EventWithNegativeDuration",
     "date = 2030-03-01",
     "date = 2030-03-01\nduration = -1",
     {"s.toml:28:12: event[1].duration: -1 is out of range (allowed 0 to 1000000; default 0)"}},
    {"EventWithInfiniteSize",
     "set = { \"reprisal.penalty\" = 1.2 }",
     "drives = \"orders\"\nsize = inf",
     {"s.toml:29:8: event[1].size: inf is out of range (allowed -1000000000 to 1000000000; default 0)"}},
    {"TwoEventsOfOneName",
     "[[snapshot]]",
     "[[event]]\nname = \"decree\"\nweek = 3\n[[snapshot]]",
     {"s.toml:30:8: event[2].name: 'decree' exists already (names must differ)"}},
    {"SnapshotWhoseNameIsTaken",
     "name = \"end\"",
     "name = \"ratio\"",
     {"s.toml:30:8: snapshot[1].name: 'ratio' cannot be part of a metric's name (use a-z, 0-9 and _; not 'ratio')"}},
    {"SnapshotWhoseNameIsNoWord",
     "name = \"end\"",
     "name = \"the end/\"",
     {"s.toml:30:8: snapshot[1].name: 'the end/' cannot be part of a metric's name (use a-z, 0-9 and _; not 'ratio')"}},
    {"WeeksThatAreTooMany",
     "weeks = 52",
     "weeks = 100000",
     {"s.toml:3:9: weeks: 100000 is out of range (allowed 1 to 5200; default 260)"}},
    {"StepsThatAreTooLong",
     "weeks = 52",
     "weeks = 52\nstep_days = 8",
     {"s.toml:4:13: step_days: 8 is out of range (allowed 1 to 7; default 7)"}},
    {"StartThatIsNoDate",
     "start = 2030-01-01",
     "start = 2030",
     {"s.toml:2:9: start: must be a date, not a number (such as 2011-03-15)",
      "s.toml:24:11: curve[1].points: must be [date or week, value] (a date needs the scenario's start)",
      "s.toml:27:8: event[1].date: needs the scenario's start (or give week)"}},
    {"UnknownKeyAtTheTop",
     "weeks = 52",
     "weeks = 52\nwekks = 3",
     {"s.toml:4:9: wekks: unknown key (did you mean 'weeks'?)"}},
    {"UnknownMechanism",
     "[[snapshot]]",
     "[surveilance]\nagencies = 3\n[[snapshot]]",
     {"s.toml:29:1: surveilance: unknown table (did you mean 'surveillance'?)"}},
    {"UnknownParameter",
     "[[snapshot]]",
     "[surveillance]\nagency = 3\n[[snapshot]]",
     {"s.toml:30:10: surveillance.agency: unknown parameter (allowed enabled, informer_density, agencies, agency_rate, "
      "contacts, report, mistrust, tie_cut, go_betweens)"}},
    {"ParameterOutOfRange",
     "[[snapshot]]",
     "[surveillance]\ninformer_density = 1.5\n[[snapshot]]",
     {"s.toml:30:20: surveillance.informer_density: 1.5 is out of range (allowed 0 to 1; default 0.04)"}},
    {"ParameterThatIsNaN",
     "[[snapshot]]",
     "[surveillance]\ninformer_density = nan\n[[snapshot]]",
     {"s.toml:30:20: surveillance.informer_density: is not a number (allowed 0 to 1; default 0.04)"}},
    {"ParameterThatIsNotWhole",
     "[[snapshot]]",
     "[surveillance]\nagencies = 2.5\n[[snapshot]]",
     {"s.toml:30:12: surveillance.agencies: 2.5 is not a whole number (allowed 0 to 20 agency; default 4)"}},
    {"ParametersAtOdds",
     "[[snapshot]]",
     "[departure]\nnull_join = 0.7\nnull_flee = 0.6\n[[snapshot]]",
     {"s.toml:30:13: departure.null_join: with departure.null_flee exceeds 1 (shares of the same people; lower one)"}},
    {"FearsAtOdds",
     "[[snapshot]]",
     "[fear]\nhome_in_unrest = 2.0\nhome_shelled = 1.0\n[[snapshot]]",
     {"s.toml:30:18: fear.home_in_unrest: exceeds fear.home_shelled (a shelled home frightens at least as much)"}},
    {"TableInPlaceOfRows",
     "[[snapshot]]\nname = \"end\"\nweek = 50\n",
     "[snapshot]\nname = \"end\"\n",
     {"s.toml:29:1: snapshot: must be tables that each begin with [[snapshot]], not a table"}},
    {"SeveralProblemsAtOnce",
     "share = 0.8",
     "share = 0.7\ncolour = \"red\"",
     {"s.toml:11:10: group[2].colour: unknown key (allowed name, source, standing, share, fate)",
      "s.toml:4:1: group: shares add up to 0.9 (must be 1)"}},
};

class Load : public testing::TestWithParam<Mistake> {};

TEST_P(Load, NamesTheMistake) {
    EXPECT_EQ(problems_of(replaced(std::string(sound), GetParam().from, GetParam().to)), GetParam().lines);
}

INSTANTIATE_TEST_SUITE_P(Mistakes, Load, testing::ValuesIn(mistakes),
                         [](const auto& of) { return std::string(of.param.name); });

TEST(Load, TakesTheSoundScenario) { EXPECT_EQ(problems_of(std::string(sound)), std::vector<std::string>{}); }

TEST(Load, NamesWhatIsMissingFromAnEmptyScenario) {
    EXPECT_EQ(problems_of(""),
              (std::vector<std::string>{
                  "s.toml:1:1: group: is missing (a scenario needs at least one [[group]])",
                  "s.toml:1:1: region: is missing (a scenario needs at least one [[region]])",
                  "s.toml:1:1: organisation: is missing (a scenario needs at least one [[organisation]])",
                  "s.toml:1:1: formation: is missing (a scenario needs at least one [[formation]])"}));
}

TEST(Load, BoundsTheCellsThatGroupsAndCompaniesMake) {
    std::string groups = "share = 0.1\n";
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g"})
        groups += std::string("[[group]]\nname = \"") + name + "\"\nshare = 0.1\n";
    const std::string text = replaced(replaced(std::string(sound), "share = 0.8\n", groups), "companies = 4",
                                      "companies = 2000\nbrigades = 200\ncompany_size = 4");
    EXPECT_EQ(problems_of(text), (std::vector<std::string>{
                                     "s.toml:37:1: formation: make 28814400 cells of company, group and rank (at most "
                                     "20000000; use larger companies)"}));
}

TEST(Load, BoundsTheNumberOfRows) {
    std::string events;
    for (int i = 0; i < 500; ++i) events += "[[event]]\nname = \"e" + std::to_string(i) + "\"\nweek = 1\n";
    EXPECT_EQ(problems_of(std::string(sound) + events),
              (std::vector<std::string>{"s.toml:25:1: event: has too many entries (501; at most 500)"}));
}

/// The sound text with a few random injuries: lines lost, doubled or swapped, values made extreme, characters lost.
std::string injured(std::uint64_t seed) {
    sim::random::Stream draw(seed, sim::random::Tag("test/injury"), 0);
    const auto below = [&](std::size_t n) { return sim::random::pick(sim::random::uniform(draw), n); };
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < sound.size();) {
        const std::size_t end = sound.find('\n', at);
        lines.emplace_back(sound.substr(at, end - at));
        at = end + 1;
    }
    constexpr std::array extremes = {
        "-1",   "0",    "1",  "1e-300", "1e300", "nan", "inf", "-inf", "9223372036854775807",
        "true", "\"\"", "[]", "{}",     "[[0]]", "3.5", "200", "1e6",  "1900-01-01"};
    for (std::size_t n = 1 + below(2); n > 0; --n) {
        const std::size_t at = below(lines.size());
        const std::size_t equals = lines[at].find('=');
        switch (below(6)) {
            case 0:
                lines[at].clear();
                break;
            case 1:
                lines.push_back(lines[at]);
                break;
            case 2:
                std::swap(lines[at], lines[below(lines.size())]);
                break;
            case 3:
                if (!lines[at].empty()) lines[at].erase(below(lines[at].size()), 1);
                break;
            default:
                if (equals != std::string::npos)
                    lines[at].replace(equals + 1, lines[at].npos, extremes[below(extremes.size())]);
        }
    }
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

TEST(Load, NoInjuryCrashesItAndWhatItTakesCanRun) {
    int n_taken = 0, n_refused = 0;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        const std::string text = injured(seed);
        SCOPED_TRACE(testing::Message() << "seed " << seed << "\n" << text);
        sim::Problems problems;
        const auto document = sim::param::parse_toml(text, "s.toml", problems);
        const auto scenario = problems.empty() ? defection::load_scenario(document, problems) : nullptr;
        ASSERT_EQ(scenario == nullptr, !problems.empty());
        (scenario ? n_taken : n_refused) += 1;
        if (!scenario || scenario->structure().posts() > 5000) continue;
        ArmyRun run(*scenario);
        for (int step = 0; step < std::min(3, run.n_steps()); ++step) ASSERT_NO_THROW(run.step());
    }
    EXPECT_GT(n_taken, 100);
    EXPECT_GT(n_refused, 100);
}

}  // namespace
}  // namespace tests
