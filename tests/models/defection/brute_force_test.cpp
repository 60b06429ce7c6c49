/// The model's individual hazard against the plainest reading of its equation: every week the shared log-hazard of each
/// person is added up anew from the terms of the week, the personal factor from frailty and home, and a coin is
/// flipped. Departure is at its null, so an intention is an act. The coins and the reference's frailties come from
/// another generator; what drives the hazard is scripted, so that the leavers of one army do not move that of the
/// other.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests {
namespace {

using namespace defection;

/// Leavers by week and, at the end, by group and rank; the last class of the weeks are those who stayed.
struct Departures {
    explicit Departures(int n_weeks, std::size_t n_lanes)
        : by_week(static_cast<std::size_t>(n_weeks) + 1, 0), by_lane(2 * n_lanes, 0) {}
    std::vector<std::size_t> by_week, by_lane;
};

class Reference {
 public:
    Reference(const Simulation& run, const Parameters& p, std::uint64_t seed)
        : run_(run), p_(p), level_(run.setting().n_regions(), 0), engine_(seed) {
        for (const Person& person : run.army().people)
            people_.push_back({person, lognormal(p.of<Intention>().frailty)});
    }

    /// The week that the run has just gone through; calls leaves(person) for those whose coin says so.
    template <class Leaves>
    void week(Leaves&& leaves) {
        follow_levels();
        for (auto& someone : people_) {
            if (someone.gone || uniform() >= 1 - std::exp(-rate(someone) * run_.week().dt)) continue;
            someone.gone = true;
            leaves(someone.person);
        }
    }
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const auto& someone : people_) visit(someone.person, someone.gone);
    }

 private:
    struct Someone {
        Person person;  // who the person is; nothing of what happens later in the army
        double frailty;
        bool gone = false;
    };

    double rate(const Someone& someone) const {
        const Person& person = someone.person;
        const Units& units = run_.army().units;
        const Place place = units.place_of(person.company);
        double log_hazard = p_.of<Intention>().log_base_rate + offset(person.rank);
        for (const Term& term : run_.minds().terms.all())
            log_hazard += static_cast<double>(term.beta) *
                          static_cast<double>(term.at(place, Lanes::at(person.group, person.rank), units.lanes));
        const double at_home = level_[person.home] == 0   ? 0.0
                               : level_[person.home] == 1 ? p_.of<Fear>().home_in_unrest
                                                          : p_.of<Fear>().home_shelled;
        const bool away = person.home != units.companies.region[person.company];
        return std::exp(std::clamp(log_hazard, -25.0, -0.7) + at_home + (away ? p_.of<Posting>().homesickness : 0.0)) *
               someone.frailty;
    }
    double offset(Rank rank) const {
        const Intention::Parameters& p = p_.of<Intention>();
        const double of_rank[] = {p.senior_officer, p.junior_officer, p.nco, p.professional, 0, 0,
                                  p.militia,        p.monitor};
        return of_rank[static_cast<std::size_t>(rank)];
    }
    void follow_levels() {
        for (std::size_t r = 0; r < level_.size(); ++r) {
            const double violence = run_.surroundings().violence.in_region[r];
            const int reached = violence >= 0.5 ? 2 : violence >= 0.25 ? 1 : 0;
            const int kept = violence >= 0.45 ? 2 : violence >= 0.2 ? 1 : 0;  // a level is left 0.05 lower
            level_[r] = std::max(reached, std::min(kept, level_[r]));
        }
    }
    double uniform() { return sim::random::to_uniform(engine_()); }
    double lognormal(double sd) {
        const double normal = std::sqrt(-2 * std::log(uniform())) * std::cos(2 * M_PI * uniform());
        return std::exp(sd * normal - 0.5 * sd * sd);
    }

    const Simulation& run_;
    const Parameters p_;
    std::vector<int> level_;
    std::mt19937_64 engine_;
    std::vector<Someone> people_;
};

std::string scripted() {  // violence comes in two waves, rebels hold ever more ground; no newcomers
    Size size;
    size.companies = 600;
    size.weeks = 50;
    std::string text = small_army_text(size);
    const std::size_t militia = text.find("[[curve]]\nname = \"militia\"");
    text.erase(militia, text.find("[[curve]]", militia + 1) - militia);
    return text +
           "[[event]]\nname = \"verdict\"\nweek = 8\ndecay = 10\ndrives = \"legitimacy\"\nsize = -0.8\n"
           "[[event]]\nname = \"massacre\"\nweek = 20\ndecay = 8\ndrives = \"salience\"\nsize = 0.5\n"
           "[[curve]]\nname = \"violence\"\ndrives = \"violence\"\nregions = { province = 1.0, capital = 0.4 }\n"
           "points = [[5, 0.0], [12, 0.8], [22, 0.0], [35, 0.9]]\n";
}

const Settings settings = everything_off() + Settings{{"intention.log_base_rate", -5},
                                                      {"intention.frailty", 1.0},
                                                      {"war.join_weight", 0},
                                                      {"war.rebel_hold", 0.01},
                                                      {"violence.battle", 0},
                                                      {"violence.siege", 0},
                                                      {"stacking.enabled", 1},
                                                      {"stacking.resentment", 0},
                                                      {"posting.enabled", 1},
                                                      {"posting.homesickness", 0.4},
                                                      {"grievance.enabled", 1},
                                                      {"protest_orders.enabled", 1},
                                                      {"moral_injury.enabled", 1},
                                                      {"moral_injury.effect", 1},
                                                      {"danger.enabled", 1},
                                                      {"danger.siege", 3},
                                                      {"surveillance.enabled", 1},
                                                      {"reprisal.enabled", 1},
                                                      {"reprisal.family_probability", 0},
                                                      {"deterrence.enabled", 1},
                                                      {"deterrence.left_weight", 0},
                                                      {"fear.enabled", 1},
                                                      {"fear.home_in_unrest", 0.8},
                                                      {"fear.home_shelled", 1.6},
                                                      {"existential_threat.enabled", 1},
                                                      {"patronage.enabled", 1},
                                                      {"legitimacy.grudge", 0.05},
                                                      {"blocked_options.enabled", 1},
                                                      {"blocked_options.blocked", 0.6},
                                                      {"reassurance.enabled", 1},
                                                      {"reassurance.call", 1},
                                                      {"reassurance.guarantee", 0.8},
                                                      {"reassurance.pull", 1},
                                                      {"normalisation.enabled", 1},
                                                      {"normalisation.sanctions", 0.8},
                                                      {"normalisation.binding", 2},
                                                      {"detention.enabled", 1},
                                                      {"detention.capacity", 0.5},
                                                      {"detention.fear", 0.2},
                                                      {"foreign_example.enabled", 1},
                                                      {"foreign_example.shown", 0.9},
                                                      {"foreign_example.pull", 1}};

/// Terms of the newer mechanisms, each of which has to weigh something here.
constexpr std::array<std::string_view, 5> newer = {"reassurance.pull", "normalisation.binding", "detention.fear",
                                                   "foreign_example.pull", "existential_threat.bond"};

bool weighs(const Simulation& run, std::string_view parameter) {
    const Units& units = run.army().units;
    for (const Term& term : run.minds().terms.all())
        for (const CompanyId company : units.companies.ids())
            for (std::size_t lane = 0; lane < units.lanes.size(); ++lane)
                if (term.parameter == parameter &&
                    std::abs(term.beta * term.at(units.place_of(company), lane, units.lanes)) > 0.02F)
                    return true;
    return false;
}

/// Adds the leavers of one army and of its reference.
void run_both(const DefectionScenario& scenario, std::uint64_t seed, Departures& army, Departures& coins) {
    ArmyRun run(scenario, seed);
    Reference reference(run.run(), scenario.parameters(), seed);
    double before = 0;
    for (std::size_t week = 0; week < static_cast<std::size_t>(run.n_steps()); ++week) {
        run.step();
        army.by_week[week] += static_cast<std::size_t>(run.departed() - before);
        before = run.departed();
        reference.week([&](const Person&) { ++coins.by_week[week]; });
    }
    EXPECT_GE(run.run().surroundings().violence.in_region[1], 0.5) << "the province is shelled";
    for (const std::string_view parameter : newer) EXPECT_TRUE(weighs(run.run(), parameter)) << parameter;
    const auto count = [](Departures& to, const Person& person, bool gone) {
        ++to.by_lane[2 * Lanes::at(person.group, person.rank) + (gone ? 1 : 0)];
        if (!gone) ++to.by_week.back();
    };
    for (const Person& person : run.army().people) count(army, person, !serves(person.status));
    reference.for_each([&](const Person& person, bool gone) { count(coins, person, gone); });
}

TEST(IndividualHazard, AgreesWithCoinsFlippedForEverybodyEveryWeek) {  // sees an error of the hazard of 6 %
    const auto scenario = scenario_of(scripted(), settings);
    const std::size_t n_lanes = Lanes{scenario->structure().groups.size()}.size();
    Departures army(scenario->n_steps(), n_lanes), coins(scenario->n_steps(), n_lanes);
    for (std::uint64_t seed = 1; seed <= 4; ++seed) run_both(*scenario, seed, army, coins);
    const std::size_t n = std::accumulate(army.by_week.begin(), army.by_week.end(), std::size_t{0});
    EXPECT_GT(army.by_week.back(), n / 4);
    EXPECT_LT(army.by_week.back(), n * 3 / 4);
    expect_same_share(army.by_week.back(), n, coins.by_week.back(), n);
    expect_same_law(army.by_week, coins.by_week);
    expect_same_law(army.by_lane, coins.by_lane);
}

}  // namespace
}  // namespace tests
