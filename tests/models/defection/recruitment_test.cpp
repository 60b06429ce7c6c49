/// The places where people serve, against the equation: group and home together, from the people of the catchment, times odds.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>

#include "models/defection/scenario/composition.hpp"
#include "tests/models/defection/small_army.hpp"
#include "tests/statistics.hpp"

namespace tests {
namespace {

using namespace defection;

constexpr std::size_t court = 0, plains = 1, highland = 2;                        // groups
constexpr std::size_t capital = 0, east = 1, north = 2, abroad = 3;               // homes
constexpr std::array<std::array<double, 3>, 3> people = {{{0.9e6, 2.0e6, 0.1e6},  // [region][group]
                                                          {0.0, 0.3e6, 2.7e6},
                                                          {0.2e6, 1.6e6, 0.2e6}}};

constexpr std::string_view country = R"(model = "defection"
weeks = 20

[[group]]
name = "court"
standing = "in"
share = 0.1375

[[group]]
name = "plains"
share = 0.4875

[[group]]
name = "highland"
share = 0.375

[[group]]
name = "foreigners"
share = 0

[[region]]
name = "capital"
population = 3e6
groups = { court = 0.3, plains = 0.6666666666666667, highland = 0.0333333333333333 }

[[region]]
name = "east"
population = 3e6
groups = { plains = 0.1, highland = 0.9 }

[[region]]
name = "north"
population = 2e6
groups = { court = 0.1, plains = 0.8, highland = 0.1 }
)";

/// An organisation of 2 x 100 companies of 100: one formation in the east, one in the north.
std::string organisation(std::string_view name, std::string_view keys) {
    constexpr std::string_view formation = R"(
[[formation]]
name = "{0} of the {1}"
organisation = "{0}"
posting = "{1}"
companies = 100
company_size = 100
headquarters = 100
)";
    return fmt::format("\n[[organisation]]\nname = \"{}\"\n{}\n", name, keys) +
           fmt::format(fmt::runtime(formation), name, "east") + fmt::format(fmt::runtime(formation), name, "north");
}

using Select = std::function<bool(const Army&, const Person&)>;

Select in_organisation(std::size_t organisation) {
    return [=](const Army& army, const Person& person) { return army.units.organisation_of(person) == organisation; };
}
Select operator&&(const Select& a, const Select& b) {
    return [=](const Army& army, const Person& person) { return a(army, person) && b(army, person); };
}
Select of_rank(bool (*is_of)(Rank)) {
    return [=](const Army&, const Person& person) { return is_of(person.rank); };
}
Select posted_in(std::size_t region) {
    return [=](const Army& army, const Person& person) { return army.units.region_of(person) == region; };
}
bool commands(const Army& army, const Person& person) {
    return army.units.companies.slot_of(person.post, person.company) == 0;
}
bool is_below_officers(Rank rank) { return !is_officer(rank); }

class Recruits : public testing::Test {
 protected:
    void recruit(const std::string& organisations, const Settings& settings = {}) {
        scenario_ = scenario_of(std::string(country) + organisations, settings);
        run_ = std::make_unique<ArmyRun>(*scenario_, 7);
    }
    const Army& army() const { return run_->army(); }
    /// [home x group] people chosen.
    std::vector<std::size_t> counts(const Select& select) const {
        std::vector<std::size_t> n(4 * 4, 0);
        for (const Person& person : army().people)
            if (select(army(), person)) ++n[person.home * 4U + person.group];
        return n;
    }
    std::size_t count(const Select& select, const std::function<bool(const Person&)>& counted) const {
        std::size_t n = 0;
        for (const Person& person : army().people) n += select(army(), person) && counted(person) ? 1 : 0;
        return n;
    }
    std::size_t count(const Select& select) const {
        return count(select, [](auto&) { return true; });
    }
    /// Share of the ruler's group within five standard errors.
    void expect_share(const Select& select, double share) const {
        expect_binomial(count(select, [](const Person& person) { return person.group == court; }), count(select),
                        share);
    }

    std::unique_ptr<DefectionScenario> scenario_;
    std::unique_ptr<ArmyRun> run_;
};

/// [home x group] shares: weights of homes times people times odds.
std::vector<double> expected(const std::array<double, 3>& weight, const std::array<double, 3>& odds) {
    std::vector<double> shares(4 * 4, 0.0);
    double sum = 0;
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t g = 0; g < 3; ++g) sum += shares[r * 4 + g] = weight[r] * people[r][g] * odds[g];
    for (double& share : shares) share /= sum;
    return shares;
}

const Settings nobody_kept_away = {{"posting.away", 0}};

TEST_F(Recruits, OfATerritorialCommandLiveWhereItStandsAndAreOfTheGroupsThere) {
    recruit(organisation("corps", "recruitment = \"territorial\""));
    expect_chi_square(counts(posted_in(east)), expected({0, 1, 0}, {1, 1, 1}));
    expect_chi_square(counts(posted_in(east) && of_rank(is_conscript)), expected({0, 1, 0}, {1, 1, 1}));
    expect_chi_square(counts(posted_in(north)), expected({0, 0, 1}, {1, 1, 1}));
}

TEST_F(Recruits, AreAsTheyLiveIfNothingIsSaid) {
    recruit(organisation("army", ""), nobody_kept_away);
    expect_chi_square(counts(in_organisation(0)), expected({1, 1, 1}, {1, 1, 1}));
    expect_chi_square(counts(of_rank(is_officer)), expected({1, 1, 1}, {1, 1, 1}));
}

TEST_F(Recruits, ComeFromTheWeightedRegionsOfACatchment) {
    for (const char* recruitment : {"national", "territorial"}) {
        recruit(organisation("corps", fmt::format("recruitment = \"{}\"\ncatchment = {{ east = 1, capital = 0.2 }}",
                                                  recruitment)),
                nobody_kept_away);
        expect_chi_square(counts(in_organisation(0)), expected({0.2, 1, 0}, {1, 1, 1}));
    }
}

TEST_F(Recruits, OfEachGroupComeFromWhereItLivesWhateverTheStacking) {
    recruit(organisation("army", "officer_share = 0.8\nshare = 0.5"), nobody_kept_away);
    for (std::size_t g = 0; g < 3; ++g) {
        std::vector<std::size_t> homes;
        std::vector<double> living;
        double all = 0;
        for (std::size_t r = 0; r < 3; ++r) all += people[r][g];
        for (std::size_t r = 0; r < 3; ++r) {
            homes.push_back(counts(in_organisation(0))[r * 4 + g]);
            living.push_back(people[r][g] / all);
        }
        expect_chi_square(homes, living);
    }
}

TEST_F(Recruits, AreTakenByOddsOfGroups) {
    recruit(organisation("army",
                         "odds = { court = 3, highland = 0.5 }\nofficer_odds = { court = 20 }\n"
                         "career_odds = { highland = 0 }"),
            nobody_kept_away);
    expect_chi_square(counts(of_rank(is_conscript)), expected({1, 1, 1}, {3, 1, 0.5}));
    expect_chi_square(counts(of_rank(is_officer)), expected({1, 1, 1}, {20, 1, 1}));
    expect_chi_square(counts(of_rank([](Rank rank) { return is_career(rank) && !is_officer(rank); })),
                      expected({1, 1, 1}, {1, 1, 0}));
}

TEST_F(Recruits, MakeUpTheShareThatIsSaidOverAllUnitsAndMoreWhereMoreLive) {
    recruit(
        organisation("corps", "recruitment = \"territorial\"\ncatchment = { capital = 1, north = 1 }\nshare = 0.6"));
    expect_share(in_organisation(0), 0.6);

    recruit(organisation("corps", "recruitment = \"territorial\"\nshare = 0.2"));
    EXPECT_EQ(count(posted_in(east), [](const Person& person) { return person.group == court; }), 0U)
        << "no one of the ruler's group lives there";
    expect_share(in_organisation(0), 0.2);
    expect_share(posted_in(north), 0.4);
}

TEST_F(Recruits, OfRivalElitesDifferAsTheirStackingDoes) {
    const auto elite = [](const char* name, double officers, double others) {
        return organisation(name, fmt::format("kind = \"elite\"\nofficer_share = {}\nshare = {}", officers, others));
    };
    recruit(elite("guard", 0.95, 0.9) + elite("rival guard", 0.5, 0.2) + organisation("army", ""));
    expect_share(in_organisation(0) && of_rank(is_officer), 0.95);
    expect_share(in_organisation(0) && of_rank(is_below_officers), 0.9);
    expect_share(in_organisation(1) && of_rank(is_officer), 0.5);
    expect_share(in_organisation(1) && of_rank(is_below_officers), 0.2);
    expect_share(in_organisation(2), 0.1375);
}

TEST_F(Recruits, WhoCommandAreChosenApart) {
    recruit(organisation("corps",
                         "recruitment = \"territorial\"\ncommander_recruitment = \"national\"\n"
                         "commander_share = 0.9\nofficer_odds = { plains = 0 }"),
            nobody_kept_away);
    EXPECT_EQ(count(commands), 202U) << "of companies and brigades";
    expect_share(commands, 0.9);
    EXPECT_GT(count(commands, [](const Person& person) { return person.home == capital; }), 100U);
    const Select others = [](const Army& all, const Person& person) { return !commands(all, person); };
    EXPECT_EQ(count(others && posted_in(east) && of_rank(is_officer), [](auto& one) { return one.group != highland; }),
              0U);
    expect_chi_square(counts(others && posted_in(east) && of_rank(is_below_officers)), expected({0, 1, 0}, {1, 1, 1}));
}

TEST_F(Recruits, FromAbroadAreOfGroupsWithoutPeopleInTheCountry) {
    recruit(organisation("brigade", "foreign = { foreigners = 0.3, plains = 0.1 }"), nobody_kept_away);
    auto shares = expected({1, 1, 1}, {1, 1, 1});
    for (double& share : shares) share *= 0.6;
    shares[abroad * 4 + plains] = 0.1, shares[abroad * 4 + 3] = 0.3;
    expect_chi_square(counts(of_rank(is_below_officers)), shares);
    expect_chi_square(counts(of_rank(is_officer)), expected({1, 1, 1}, {1, 1, 1}));
    for (int week = 0; week < 20; ++week) run_->step();
    EXPECT_GT(run_->departed(), 0);
}

TEST_F(Recruits, AreKeptAwayFromHomeWhereRecruitmentIsNational) {
    recruit(organisation("army", ""), {{"posting.away", 1}});
    EXPECT_EQ(count(posted_in(east), [](const Person& person) { return person.home == east; }), 0U);
    const auto of_plains = [](const Army&, const Person& person) { return person.group == plains; };
    std::vector<std::size_t> homes;
    for (const std::size_t home : {capital, north}) homes.push_back(counts(posted_in(east) && of_plains)[home * 4 + 1]);
    expect_chi_square(homes, {2.0 / 3.6, 1.6 / 3.6});
    expect_binomial(count(posted_in(east) && of_plains), count(posted_in(east)), 3.9 / 8);

    recruit(organisation("army", ""), {{"posting.away", 0.75}});  // a quarter as likely as chance would have it
    expect_binomial(counts(posted_in(east) && of_plains)[east * 4 + 1], count(posted_in(east) && of_plains),
                    0.25 * 0.3 / (3.6 + 0.25 * 0.3));
}

TEST_F(Recruits, AreAsTheyLiveWithoutStacking) {
    recruit(organisation("guard", "kind = \"elite\"\nshare = 0.9\ncommander_share = 1\ncatchment = { north = 1 }"),
            nobody_kept_away + Settings{{"stacking.enabled", 0}});
    expect_chi_square(counts(in_organisation(0)), expected({0, 0, 1}, {1, 1, 1}));
}

TEST_F(Recruits, InformAsTheirOrganisationSays) {
    recruit(organisation("army", "") + organisation("guard", "informer_density = 0.2"),
            {{"surveillance.informer_density", 0.05}});
    const auto informs = [](const Person& person) { return person.has(informer); };
    expect_binomial(count(in_organisation(0), informs), count(in_organisation(0)), 0.05);
    expect_binomial(count(in_organisation(1), informs), count(in_organisation(1)), 0.2);
}

TEST_F(Recruits, WhoComeLaterComeFromTheSamePlaces) {
    recruit(organisation("corps", "recruitment = \"territorial\""),
            {{"conscription.term", 10}, {"conscription.evasion", 0}, {"intention.log_base_rate", -20}});
    const std::size_t at_start = army().people.size();
    for (int week = 0; week < 20; ++week) run_->step();
    ASSERT_GT(army().people.size(), at_start + 10000);
    expect_chi_square(counts(posted_in(east)), expected({0, 1, 0}, {1, 1, 1}));
}

TEST(OrganisationValues, AreSetByNameAndReadBack) {
    const auto scenario = scenario_of(std::string(country) + organisation("army", "officer_share = 0.8") +
                                      organisation("old guard", "odds = { court = 10 }"));
    EXPECT_EQ(scenario->get("organisation.army.officer_share"), 0.8);
    EXPECT_EQ(scenario->get("organisation.army.commander_share"), 0.8) << "commanders are officers";
    EXPECT_NEAR(scenario->get("organisation.army.share"), 0.1375, 1e-12) << "nothing is said";
    EXPECT_NEAR(scenario->get("organisation.old guard.share"), 1.375 / (1.375 + 0.8625), 1e-12);
    EXPECT_EQ(scenario->get("organisation.army.informer_density"), 0.04);

    const auto other = scenario->clone();
    other->set("organisation.old guard.share", 0.25);
    other->set("organisation.army.informer_density", 0.5);
    EXPECT_EQ(other->get("organisation.old guard.share"), 0.25);
    EXPECT_EQ(other->get("organisation.army.informer_density"), 0.5);
    EXPECT_NEAR(scenario->get("organisation.old guard.share"), 1.375 / (1.375 + 0.8625), 1e-12) << "a copy was set";
    EXPECT_EQ(scenario->spec("organisation.army.size"), nullptr);
}

TEST(Odds, GiveAShareToTheLastDigits) {
    const auto scenario = scenario_of(std::string(country) + organisation("corps", "recruitment = \"territorial\"") +
                                      organisation("army", "odds = { highland = 0.25 }"));
    for (const double share : {1e-6, 0.2, 0.4999}) {
        scenario->set("organisation.corps.share", share);
        EXPECT_NEAR(ingroup_share(scenario->structure(), 0, Appointment::others,
                                  odds_of(scenario->structure(), 0, Appointment::others)),
                    share, 1e-12);
    }
    for (const double share : {0.0, 1e-6, 0.5, 1 - 1e-6, 1.0}) {
        scenario->set("organisation.army.share", share);
        const auto odds = odds_of(scenario->structure(), 1, Appointment::others);
        EXPECT_NEAR(ingroup_share(scenario->structure(), 1, Appointment::others, odds), share, 1e-12);
        EXPECT_NEAR(odds[highland], 0.25 * odds[plains], 1e-15);
    }
}

}  // namespace
}  // namespace tests
