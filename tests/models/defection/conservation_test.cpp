/// After every step, everything that is kept up to date at events equals a recount from the people themselves: books,
/// cells, strengths, posts, vacancies, lists, ties, clocks, commanders, informers, brigades, planners; also when people
/// are moved in every way that there is; and the recorded series balance.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "models/defection/record/outputs.hpp"
#include "models/defection/record/recorder.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"
#include "tests/models/defection/random_moves.hpp"
#include "tests/models/defection/recount.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

/// A scenario drawn from a seed: other sizes, steps and parameters, some mechanisms off.
std::unique_ptr<DefectionScenario> random_scenario(std::uint64_t seed) {
    sim::random::Stream draw(seed, sim::random::Tag("test/random-scenario"), 0);
    const auto u = [&] { return sim::random::uniform(draw); };
    Size size;
    size.companies = 2 + static_cast<int>(6 * u());
    size.company_size = 10 + static_cast<int>(50 * u());
    size.step_days = 1 + static_cast<int>(7 * u());
    size.weeks = size.step_days < 4 ? 20 : 45;
    Settings settings;
    for (const auto& spec : parameter_table().specs()) {
        if (spec.mechanism == "war" && spec.name != "war.death_rate") continue;
        if (spec.type == sim::param::Type::flag) {
            settings.emplace_back(spec.name, u() < 0.85 ? 1 : 0);
        } else if (spec.type == sim::param::Type::real && std::abs(spec.fallback) > 0) {
            const double value = spec.fallback * (0.4 + 1.2 * u());
            settings.emplace_back(spec.name, std::clamp(value, spec.range.min, spec.range.max));
        }
    }
    for (const auto& spec : parameter_table().specs()) {  // what is off by default: half of it
        if (spec.type != sim::param::Type::real || spec.fallback != 0 || spec.range.min < 0 || u() < 0.5) continue;
        const double most = spec.unit == "1/week" ? 0.05 : 1.0;
        settings.emplace_back(spec.name, std::min(most, spec.range.max) * u());
    }
    // Much happens in little time: a hazard of 4 % a week, deaths, short terms with and without retention.
    settings = settings + Settings{{"intention.log_base_rate", -3.6 + u()},
                                   {"war.death_rate", 0.1 * u()},
                                   {"conscription.term", 8 + 20 * u()},
                                   {"conscription.retention_week", 40 * u()},
                                   {"fear.home_in_unrest", 0.2},
                                   {"fear.home_shelled", 1.0},
                                   {"fear.unrest", 0.15 + 0.1 * u()},
                                   {"fear.shelling", 0.4 + 0.1 * u()},
                                   {"departure.null_join", 0.3},
                                   {"departure.null_flee", 0.4}};
    return scenario_of(small_army_text(size), settings);
}

/// Army capacity person by person: weight of the rank x effort x bond of the company x exposure as it is deployed x skill
/// against training x what blocking leaves of initiative.
double capacity_of(const Simulation& run, const War::Parameters& p) {
    const Units& units = run.army().units;
    const state::Blocking& blocking = run.policies().blocking;
    const state::Deployment& deployment = run.policies().deployment;
    double sum = 0;
    for (const Person& person : run.army().people) {
        const BrigadeId brigade = units.brigade_of(person);
        const Branch branch = units.branch_of(brigade);
        if (!serves(person.status) || (branch != Branch::army && branch != Branch::elite)) continue;
        const double weight = is_officer(person.rank)     ? p.capacity_officer
                              : is_conscript(person.rank) ? p.capacity_conscript
                                                          : p.capacity_career;
        sum += weight * double(run.minds().effort.given[units.brigade_lane(person)]) *
               double(run.minds().bonds.of_company[person.company]) * deployment.exposure[brigade] *
               deployment.skill[brigade] / run.setting().structure.organisations[units.organisation_of(person)].skill *
               (1.0 - blocking.initiative_loss * double(blocking.presence[brigade]));
    }
    return sum;
}

class Conservation : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Conservation, EverythingKeptEqualsARecountAfterEveryStep) {
    const auto scenario = random_scenario(GetParam());
    ArmyRun run(*scenario, GetParam());
    const auto n_at_start = static_cast<Index>(run.army().people.size());
    recount(run.run(), n_at_start);
    for (int step = 0; step < run.n_steps() && !HasFatalFailure(); ++step) {
        SCOPED_TRACE(testing::Message() << "step " << step);
        run.step();
        recount(run.run(), n_at_start);
        const double capacity = capacity_of(run.run(), scenario->parameters().of<War>());
        ASSERT_NEAR(Tally(*scenario, run.run()).capacity(), capacity, 1e-4 * capacity);  // single precision
    }
    const auto serving = [](const Person& person) { return serves(person.status); };
    EXPECT_LT(std::count_if(run.army().people.begin(), run.army().people.begin() + n_at_start, serving), n_at_start)
        << "nothing happened";
}

/// The rest of a resistance shrinks by hazard x factor alone: whatever else happens re-keys the threshold exactly.
class Resistances {
 public:
    explicit Resistances(const Army& army) : army_(army), known_(army.people.size()) {
        for (const PersonId who : army_.people.ids()) {
            const Person& person = army_.people[who];
            if (person.status != Status::serving) continue;
            const Index cell = army_.units.cell_of(person);
            const auto& clock = army_.clocks.intention;
            known_[who] = {person, clock.left(person.post, cell), clock.reading(cell)};
        }
    }
    /// After people were moved: who served all the while, wherever, has what they had.
    void check_moved(const std::set<Index>& anew) const {
        for (const PersonId who : known_.ids())
            if (is_at_risk(who) && !anew.contains(who)) {
                ASSERT_NEAR(left(who), known_[who].left, 1e-9 * (1 + known_[who].left)) << "person " << who;
            }
    }
    /// After a step: homes change before the clocks advance, all else after.
    void check_stepped() const {
        for (const PersonId who : known_.ids()) {
            const auto& [before, left_before, reading] = known_[who];
            if (!is_at_risk(who) || army_.units.cell_of(before) != army_.units.cell_of(army_.people[who])) continue;
            Person on_the_way = before;
            on_the_way.home_level = army_.people[who].home_level;
            const double factor = army_.clocks.factors.of(on_the_way),
                         advance = army_.clocks.intention.reading(army_.units.cell_of(before)) - reading;
            const double rest = left_before * army_.clocks.factors.of(before) / factor - advance;
            const double expected = rest * factor / army_.clocks.factors.of(army_.people[who]);
            ASSERT_NEAR(left(who), expected, 1e-9 * (1 + left_before + reading)) << "person " << who;
        }
    }

 private:
    struct Known {
        Person person;
        double left = 0, reading = 0;
    };
    bool is_at_risk(PersonId who) const {
        return known_[who].person.post.names_somebody() && army_.people[who].status == Status::serving;
    }
    double left(PersonId who) const {
        const Person& person = army_.people[who];
        return army_.clocks.intention.left(person.post, army_.units.cell_of(person));
    }
    const Army& army_;
    Column<PersonId, Known> known_;
};

/// A brigade notes when its commander departs, and nothing else.
void check_departures_of_commanders(const Army& army, const Column<BrigadeId, PersonId>& commander,
                                    const Column<BrigadeId, double>& last_departure, double week) {
    for (const BrigadeId b : commander.ids()) {
        if (last_departure[b] == week) continue;  // a commander was moved out before the step: another would not show
        const bool is_new = army.commands.last_departure(b) != last_departure[b];
        const CompanyId headquarters = army.units.brigades.first_company[b];
        bool somebody_left = false, commander_left = false;
        for (const Happening& one : army.happenings.now) {
            if (one.what != What::departure || !(one.company == headquarters)) continue;
            somebody_left = true;
            commander_left |= one.who == commander[b];
        }
        ASSERT_TRUE(is_new ? somebody_left && army.commands.last_departure(b) == week : !commander_left)
            << "brigade " << b;
    }
}

TEST_P(Conservation, NobodyIsLostWhenPeopleAreMovedInEveryWay) {
    const auto scenario = random_scenario(GetParam());
    ArmyRun run(*scenario, GetParam());
    const Army& army = run.army();
    const auto n_at_start = static_cast<Index>(army.people.size());
    RandomMoves moves(run, GetParam());
    for (int step = 0; step < run.n_steps() && !HasFatalFailure(); ++step) {
        SCOPED_TRACE(testing::Message() << "step " << step);
        const Resistances before_moves(army);
        moves.make(n_at_start / 12);
        before_moves.check_moved(moves.anew());
        recount(run.run(), n_at_start);
        if (HasFatalFailure()) return;
        Column<BrigadeId, PersonId> commander;
        Column<BrigadeId, double> last_departure;
        for (const BrigadeId b : army.units.brigades.ids()) {
            commander.push_back(army.commands.commander(b));
            last_departure.push_back(army.commands.last_departure(b));
        }
        const double week = run.run().week().start;
        const Resistances before_step(army);
        run.step();
        before_step.check_stepped();
        check_departures_of_commanders(army, commander, last_departure, week);
        recount(run.run(), n_at_start);
    }
    for (const auto& [kind, times] : moves.times()) EXPECT_GT(times, 0) << kind;
}

/// Men who were of age at the start or came of it stand in the pool, or served, evaded abroad, or were won by the rebels.
TEST_P(Conservation, MenOfAgeAreSomewhere) {
    const auto scenario = random_scenario(GetParam());
    scenario->set("manpower.enabled", 1);
    ArmyRun run(*scenario, GetParam());
    const auto& p = scenario->parameters().of<Manpower>();
    const state::Setting& setting = run.run().setting();
    for (int step = 0; step < run.n_steps(); ++step) {
        const Levy levy = run.army().ledger.levy;  // as the step finds it
        const double week = run.run().week().start;
        run.step();
        const auto& recruited = run.run().surroundings().war.recruited;
        for (std::size_t r = 0, i = 0; r < setting.n_regions(); ++r)
            for (std::size_t g = 0; g < setting.n_groups(); ++g, ++i) {
                const auto gone = static_cast<double>(levy.enlisted[i] - levy.discharged[i] +
                                                      levy.evaded[evasion_of(Answer::abroad)][i]);
                const double all = setting.structure.people(r, g) * (p.of_age + p.coming_of_age * week);
                ASSERT_NEAR(run.run().surroundings().manpower.men[i] + gone / setting.scale + recruited[i], all,
                            1e-9 * all)
                    << "step " << step << ", region " << r << ", group " << g;
            }
    }
}

/// Happenings of the weeks tell all that became of anybody, and mechanisms count as many.
TEST(Happenings, TellEveryStatusThatAnybodyComesTo) {
    std::array<std::int64_t, n_statuses> seen{};
    std::array<std::int64_t, happening_rows.size()> told{};
    for (std::uint64_t seed = 1; seed <= 24; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        const auto scenario = random_scenario(seed);
        ArmyRun run(*scenario, seed);
        std::vector<Status> status(run.army().people.size(), Status::serving);
        std::array<std::int64_t, happening_rows.size()> here{};
        for (int step = 0; step < run.n_steps(); ++step) {
            run.step();
            for (const Happening& one : run.army().happenings.now) {
                if (one.what == What::reassignment) continue;
                ++here[std::size_t(one.what)];
                if (one.what == What::intake) status.push_back(Status::serving);
                status.at(one.who) = one.status;
            }
            ASSERT_EQ(status.size(), run.army().people.size());
            for (const PersonId who : run.army().people.ids())
                ASSERT_EQ(status[who], run.army().people[who].status) << "person " << who << " in step " << step;
        }
        const HighCommand& high = run.run().high_command();
        EXPECT_EQ(high.purges.planners + high.purges.innocent, here[std::size_t(What::dismissal)]);
        EXPECT_EQ(run.army().leavers.comebacks, here[std::size_t(What::comeback)]);
        EXPECT_EQ(run.army().ledger.total(Status::planted), here[std::size_t(What::planting)]);
        EXPECT_EQ(run.army().ledger.total(families_harmed), here[std::size_t(What::family_harmed)]);
        for (std::size_t what = 0; what < told.size(); ++what) told[what] += here[what];
        for (const Status one : status) ++seen[std::size_t(one)];
    }
    for (const StatusRow& one : statuses) EXPECT_GT(seen[std::size_t(one.status)], 0) << one.name;
    for (std::size_t what = 0; what < told.size(); ++what) EXPECT_GT(told[what], 0) << happening_rows[what].name;
}

/// An office is held by one who commands there; and whoever is gone from it was counted once.
TEST_P(Conservation, OfficesAreHeldByThoseWhoServeThere) {
    const auto scenario = random_scenario(GetParam());
    ArmyRun run(*scenario, GetParam());
    const Nodes& nodes = run.run().high_command().nodes;
    const state::Offices& offices = run.run().high_command().offices;
    const Army& army = run.army();
    std::set<Index> generals;
    for (int step = 0; step < run.n_steps(); ++step) {
        run.step();
        std::set<Index> higher;
        for (const NodeId node : nodes.generals()) {
            const PersonId who = offices.holder[node];
            if (!who.names_somebody()) continue;
            generals.insert(who);
            const Person& person = army.people[who];
            const bool left_now = std::ranges::any_of(
                army.happenings.now, [&](const Happening& one) { return one.who == who && !serves(one.status); });
            ASSERT_TRUE(serves(person.status) || left_now) << "node " << node << " in step " << step;
            ASSERT_EQ(army.units.organisation_of(person), nodes.organisation[node]);
            ASSERT_TRUE(offices.suspicion[node] >= 0 && offices.suspicion[node] <= 1);
            ASSERT_TRUE(offices.skill[node] >= 0 && offices.skill[node] <= 1);
            if (nodes.echelon[node] == Echelon::brigade) continue;
            ASSERT_TRUE(higher.insert(who).second) << "two higher offices in one hand";
        }
    }
    std::int64_t departed = 0;
    for (const Index who : generals) departed += has_departed(army.people[PersonId(who)].status) ? 1 : 0;
    EXPECT_LE(offices.left, departed + army.leavers.comebacks);
    EXPECT_LE(offices.left + offices.punished, static_cast<std::int64_t>(generals.size()));
}

/// A variable summed over all its dimensions but the role.
std::vector<std::int64_t> by_time_and_role(const sim::Outputs& outputs, sim::Series& series, const char* name) {
    const sim::Variable& variable = *outputs.variable(name);
    const auto at = static_cast<std::size_t>(&variable - outputs.variables.data());
    const auto shape = outputs.shape_of(variable);
    std::size_t before = 1, after = 1, role = 0;  // sizes of the axes around the role's
    for (std::size_t d = 0; d < variable.dims.size(); ++d) {
        if (variable.dims[d] == "role") role = d + 1;
        (variable.dims[d] == "role" ? after
         : role > 0                 ? after
                                    : before) *= variable.dims[d] == "role" ? 1 : shape[d + 1];
    }
    std::vector<std::int64_t> sums(shape[0] * n_roles, 0);
    const auto values = series.counts(at);
    for (std::size_t i = 0; i < values.size(); ++i)
        sums[i / (before * n_roles * after) * n_roles + i / after % n_roles] += values[i];
    return sums;
}

/// Values by time and role, as sums over roles: promotions move people from one to the other.
std::vector<std::int64_t> over_roles(const std::vector<std::int64_t>& values) {
    std::vector<std::int64_t> sums(values.size(), 0);
    for (std::size_t i = 0; i < values.size(); ++i) sums[i - i % n_roles] += values[i];
    return sums;
}

TEST_P(Conservation, RecordedSeriesBalanceInEveryStepAndRole) {
    const auto scenario = random_scenario(GetParam());
    sim::Problems problems;
    for (const auto& by : {std::vector<std::string>{}, {"group"}, {"group", "region", "organisation"}}) {
        const sim::Outputs outputs = outputs_of(*scenario, {.every = 1, .variables = {}, .by = by}, problems);
        ArmyRun run(*scenario, GetParam());
        Recorder recorder(*scenario, outputs, run.run());
        recorder.look(0);
        for (int step = 1; step <= run.n_steps(); ++step) run.step(), recorder.look(step);
        sim::Series series = recorder.finish();
        const bool is_promoting = scenario->get("careers.enabled") != 0 && scenario->get("careers.speed") > 0;
        const auto by_role = [&](const char* name) { return by_time_and_role(outputs, series, name); };
        const auto sums = [&](const char* name) { return is_promoting ? over_roles(by_role(name)) : by_role(name); };
        {
            const auto serving = sums("serving"), joined = sums("joined"), departed = sums("departed"),
                       punished = sums("punished"), lost = sums("lost");
            for (std::size_t i = 0; i < serving.size(); ++i)
                ASSERT_EQ(serving[i], serving[i % n_roles] + joined[i] - departed[i] - punished[i] - lost[i])
                    << "time " << i / n_roles << ", role " << role_names[i % n_roles];
        }
        const auto serving = by_role("serving"), departed = by_role("departed");
        for (std::size_t role = 0; role < n_roles; ++role) {
            const std::size_t last = serving.size() - n_roles + role;
            ASSERT_EQ(serving[last], run.count(Ending::serves, [&](auto, auto r, auto) { return r == role; }));
            ASSERT_EQ(departed[last], run.departed([&](auto, auto r, auto) { return r == role; }));
        }
    }
    EXPECT_TRUE(problems.empty()) << problems.text();
}

INSTANTIATE_TEST_SUITE_P(RandomScenarios, Conservation, testing::Range<std::uint64_t>(1, 13));

}  // namespace
}  // namespace tests
