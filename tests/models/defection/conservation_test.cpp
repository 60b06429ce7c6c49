/// After every step, everything that is kept up to date at events equals a recount from the people themselves: books,
/// cells, strengths, posts, ties, clocks, commanders, informers, brigades, planners; and the recorded series balance.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "models/defection/record/outputs.hpp"
#include "models/defection/record/recorder.hpp"
#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"
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
    // Much happens in little time: a hazard of 3 % a week, deaths, short terms with and without retention.
    settings = settings + Settings{{"intention.log_base_rate", -4.0 + u()},
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

/// A recount of the army, person by person, against everything that is kept in step with them.
class Recount {
 public:
    Recount(const Simulation& run, Index n_at_start, bool homes_matter)
        : run_(run), a_(run.army()), u_(a_.units), n_at_start_(n_at_start), homes_matter_(homes_matter) {}

    void check() const {
        books();
        cells();
        posts();
        ties_and_clocks();
        companies();
        brigades();
        country();
        planners();
        homes();
    }

 private:
    void books() const {
        std::map<std::array<std::size_t, 4>, std::int64_t> expected;
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            const std::size_t o = u_.organisation_of(person), role = role_of(person.rank);
            ++expected[{entry_of(person.status), o, role, person.group}];
            if (who >= n_at_start_) ++expected[{newcomers_since_start, o, role, person.group}];
        }
        for (Entry entry = 0; entry < n_entries; ++entry)
            for (std::size_t o = 0; o < u_.n_organisations(); ++o)
                for (std::size_t r = 0; r < n_roles; ++r)
                    for (std::size_t g = 0; g < u_.lanes.n_groups; ++g)
                        ASSERT_EQ(
                            a_.ledger.total(entry, [&](auto a, auto b, auto c) { return a == o && b == r && c == g; }),
                            (expected[{entry, o, r, g}]))
                            << "entry " << entry << " of " << o << ", " << r << ", " << g;
    }

    void cells() const {
        std::vector<Index> expected(u_.n_cells(), 0);
        for (const Person& person : a_.people)
            if (serves(person.status)) ++expected[u_.cell_of(person)];
        for (Index cell = 0; cell < expected.size(); ++cell)
            ASSERT_EQ(a_.strength.cells[cell], static_cast<float>(expected[cell])) << "cell " << cell;
        for (std::size_t cg = 0; cg < u_.companies.size() * u_.lanes.n_groups; ++cg) {
            double men = 0;
            for (std::size_t r = 0; r < n_ranks; ++r) men += expected[cg * n_ranks + r];
            ASSERT_EQ(static_cast<double>(a_.strength.groups[cg]), men);
        }
    }

    void posts() const {
        Column<PostId, PersonId> holder(u_.posts.size());
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            ASSERT_EQ(u_.posts.company[person.post], person.company);
            if (!serves(person.status)) continue;
            ASSERT_FALSE(holder[person.post].names_somebody()) << "two people hold one post";
            holder[person.post] = who;
        }
        ASSERT_EQ(u_.posts.holder, holder);
    }

    void ties_and_clocks() const {
        std::set<Index> leaving;  // tied until the next step
        for (const PersonId who : state::Happenings::people(a_.happenings.now, What::departure)) leaving.insert(who);
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            if (person.circle == nobody) continue;
            ASSERT_TRUE(serves(person.status) || leaving.contains(who)) << "person " << who;
            const auto members = a_.ties.circles().members(person.circle);
            ASSERT_NE(std::find(members.begin(), members.end(), who.value), members.end()) << "person " << who;
            for (const Index tie : members)
                ASSERT_EQ(a_.people[PersonId(tie)].circle, person.circle) << "person " << who;
        }
        for (const PostId post : u_.posts.ids()) {
            const PersonId who = u_.posts.holder[post];
            const bool at_risk = who.names_somebody() && a_.people[who].status == Status::serving;
            ASSERT_EQ(a_.clocks.intention.is_armed(post), at_risk) << "post " << post;
            ASSERT_EQ(a_.clocks.death.is_armed(post), who.names_somebody()) << "post " << post;
        }
    }

    void companies() const {
        Column<CompanyId, Index> informers(u_.companies.size(), 0), able(u_.companies.size(), 0);
        for (const Person& person : a_.people) {
            if (!serves(person.status)) continue;
            informers[person.company] += person.has(informer) ? 1 : 0;
            able[person.company] += is_conscript(person.rank) ? 0 : 1;
        }
        std::map<std::pair<std::size_t, std::size_t>, double> commanders, all;
        for (const CompanyId c : u_.companies.ids()) {
            ASSERT_EQ(a_.strength.informers[c], informers[c]) << "company " << c;
            const PersonId commander = a_.commands.commander(c);
            ASSERT_EQ(commander.names_somebody(), able[c] > 0) << "company " << c;
            if (!commander.names_somebody()) continue;
            const Person& person = a_.people[commander];
            ASSERT_TRUE(serves(person.status)) << "company " << c;
            ASSERT_EQ(person.company, c);
            ASSERT_FALSE(is_conscript(person.rank));
            commanders[{u_.companies.organisation[c], person.group}] += 1;
            all[{u_.companies.organisation[c], 0}] += 1;
        }
        for (std::size_t o = 0; o < u_.n_organisations(); ++o)
            for (std::size_t g = 0; g < u_.lanes.n_groups; ++g) {
                const double n = all[{o, 0}], own = commanders[{o, g}];
                ASSERT_DOUBLE_EQ(a_.commands.share(o, g), n > 0 ? own / n : 0.0);
            }
    }

    void brigades() const {
        Column<BrigadeId, std::int32_t> serving(u_.brigades.size(), 0), left(u_.brigades.size(), 0);
        for (const Person& person : a_.people) {
            serving[u_.brigade_of(person)] += serves(person.status) ? 1 : 0;
            left[u_.brigade_of(person)] += has_departed(person.status) ? 1 : 0;
        }
        ASSERT_EQ(a_.strength.brigades, serving);
        ASSERT_EQ(a_.leavers.of_brigade, left);
        for (const BrigadeId b : u_.brigades.ids())
            ASSERT_EQ(a_.commands.commander(b), a_.commands.commander(u_.brigades.first_company[b]));
    }

    void country() const {
        std::vector<double> soldiers(run_.setting().n_regions(), 0), joiners = soldiers;
        std::map<Branch, double> serving, at_start;
        std::map<Rank, std::int64_t> ranks;
        for (const PersonId who : a_.people.ids()) {
            const Person& person = a_.people[who];
            const Branch branch = u_.branch_of(person.company);
            if (who < n_at_start_) at_start[branch] += 1;
            if (person.status == Status::joined_opposition) joiners[u_.region_of(person)] += 1;
            if (!serves(person.status)) continue;
            serving[branch] += 1;
            ++ranks[person.rank];
            if (branch != Branch::intelligence) soldiers[u_.region_of(person)] += 1;
        }
        ASSERT_EQ(a_.strength.in_region, soldiers);
        ASSERT_EQ(a_.leavers.joined_from, joiners);
        for (std::size_t r = 0; r < n_ranks; ++r) ASSERT_EQ(a_.strength.of(Rank(r)), ranks[Rank(r)]) << "rank " << r;
        ASSERT_EQ(a_.strength.loyal(),
                  serving[Branch::elite] + serving[Branch::intelligence] + serving[Branch::militia]);
        for (const auto& [branch, n] : at_start) ASSERT_DOUBLE_EQ(a_.strength.share_left(branch), serving[branch] / n);
    }

    void planners() const {
        std::multiset<Index> listed, planning;
        for (const Planner& planner : a_.planners.all)
            if (a_.people[planner.who].status == Status::planning) listed.insert(planner.who);
        for (const PersonId who : a_.people.ids())
            if (a_.people[who].status == Status::planning) planning.insert(who);
        ASSERT_EQ(listed, planning);
    }

    /// With fear on, everybody who serves is at the level of their home region: reached at its threshold, left a little
    /// below.
    void homes() const {
        const auto& p = run_.parameters().of<Fear>();
        const std::array<double, 2> threshold = {p.unrest, p.shelling};
        std::map<int, int> level_at;  // [region]
        for (const Person& person : a_.people) {
            if (!serves(person.status)) continue;
            const double violence = homes_matter_ ? run_.surroundings().war.violence_in[person.home] : 0.0;
            const std::size_t level = person.home_level;
            ASSERT_EQ(level_at.try_emplace(person.home, person.home_level).first->second, person.home_level);
            if (level > 0) {
                ASSERT_GE(violence, threshold[level - 1] - p.relief);
            }
            if (level < threshold.size()) {
                ASSERT_LT(violence, threshold[level]);
            }
        }
    }

    const Simulation& run_;
    const Army& a_;
    const Units& u_;
    Index n_at_start_;
    bool homes_matter_;
};

/// Army capacity person by person: weight of the rank x bond of the company x exposure x what blocking leaves of
/// initiative.
double capacity_of(const Simulation& run, const War::Parameters& p) {
    const Units& units = run.army().units;
    const state::Blocking& blocking = run.policies().blocking;
    double sum = 0;
    for (const Person& person : run.army().people) {
        const BrigadeId brigade = units.brigade_of(person);
        const Branch branch = units.branch_of(brigade);
        if (!serves(person.status) || (branch != Branch::army && branch != Branch::elite)) continue;
        const double weight = is_officer(person.rank)     ? p.capacity_officer
                              : is_conscript(person.rank) ? p.capacity_conscript
                                                          : p.capacity_career;
        sum += weight * double(run.minds().bonds.of_company[person.company]) *
               run.setting().structure.organisations[units.organisation_of(person)].exposure *
               (1.0 - blocking.initiative_loss * double(blocking.presence[brigade]));
    }
    return sum;
}

class Conservation : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Conservation, EverythingKeptEqualsARecountAfterEveryStep) {
    const auto scenario = random_scenario(GetParam());
    ArmyRun run(*scenario, GetParam());
    const auto n_at_start = static_cast<Index>(run.army().people.size());
    const bool homes_matter = scenario->parameters().of<Fear>().enabled;
    Recount(run.run(), n_at_start, homes_matter).check();
    for (int step = 0; step < run.n_steps() && !HasFatalFailure(); ++step) {
        SCOPED_TRACE(testing::Message() << "step " << step);
        run.step();
        Recount(run.run(), n_at_start, homes_matter).check();
        const double capacity = capacity_of(run.run(), scenario->parameters().of<War>());
        ASSERT_NEAR(Tally(*scenario, run.run()).capacity(), capacity, 1e-4 * capacity);  // single precision
    }
    const auto serving = [](const Person& person) { return serves(person.status); };
    EXPECT_LT(std::count_if(run.army().people.begin(), run.army().people.begin() + n_at_start, serving), n_at_start)
        << "nothing happened";
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
        const auto serving = by_time_and_role(outputs, series, "serving");
        const auto joined = by_time_and_role(outputs, series, "joined"),
                   departed = by_time_and_role(outputs, series, "departed");
        const auto punished = by_time_and_role(outputs, series, "punished"),
                   lost = by_time_and_role(outputs, series, "lost");
        for (std::size_t i = 0; i < serving.size(); ++i)
            ASSERT_EQ(serving[i], serving[i % n_roles] + joined[i] - departed[i] - punished[i] - lost[i])
                << "time " << i / n_roles << ", role " << role_names[i % n_roles];
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
