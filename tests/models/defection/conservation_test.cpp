/// After every step, everything that is kept up to date at events equals a recount from the people themselves: books,
/// cells, strengths, posts, ties, clocks, commanders, informers, brigades, planners; and the recorded series balance.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "models/defection/outputs.hpp"
#include "models/defection/report.hpp"
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
                                   {"departure.null_join", 0.3},
                                   {"departure.null_flee", 0.4}};
    return scenario_of(small_army_text(size), settings);
}

constexpr std::array all_entries = {Entry::serving, Entry::planning,          Entry::joined,   Entry::fled,
                                    Entry::hiding,  Entry::joined_opposition, Entry::arrested, Entry::executed,
                                    Entry::killed,  Entry::discharged};

bool belongs(Entry entry, Status status, bool is_recruit) {
    switch (entry) {
        case Entry::serving:
            return serves(status);
        case Entry::joined:
            return is_recruit;
        case Entry::planning:
            return status == Status::planning;
        case Entry::fled:
            return status == Status::fled;
        case Entry::hiding:
            return status == Status::hiding;
        case Entry::joined_opposition:
            return status == Status::joined_opposition;
        case Entry::arrested:
            return status == Status::arrested;
        case Entry::executed:
            return status == Status::executed;
        case Entry::killed:
            return status == Status::killed;
        case Entry::discharged:
            return status == Status::discharged;
    }
    return false;
}

/// Counts everything anew from the people and compares it with what the world keeps.
class Recount {
 public:
    Recount(const World& world, Index n_at_start, bool homes_matter)
        : w_(world), n_at_start_(n_at_start), homes_matter_(homes_matter) {}

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
        for (const Entry entry : all_entries) {
            std::map<std::array<std::size_t, 3>, std::int64_t> expected;
            for (Index who = 0; who < w_.people.size(); ++who)
                if (belongs(entry, w_.people[who].status, who >= n_at_start_))
                    ++expected[{organisation_of(who), role_of(w_.people[who].rank), w_.people[who].group}];
            for (std::size_t o = 0; o < w_.n_organisations(); ++o)
                for (std::size_t r = 0; r < n_roles; ++r)
                    for (std::size_t g = 0; g < w_.n_groups(); ++g)
                        ASSERT_EQ(
                            w_.ledger.total(entry, [&](auto a, auto b, auto c) { return a == o && b == r && c == g; }),
                            (expected[{o, r, g}]))
                            << "entry " << static_cast<int>(entry) << " of " << o << ", " << r << ", " << g;
        }
    }

    void cells() const {
        std::vector<Index> expected(w_.n_cells(), 0);
        for (Index who = 0; who < w_.people.size(); ++who)
            if (serves(w_.people[who].status)) ++expected[w_.cell_of(who)];
        for (Index cell = 0; cell < expected.size(); ++cell)
            ASSERT_EQ(w_.strength[cell], static_cast<float>(expected[cell])) << "cell " << cell;
        for (std::size_t cg = 0; cg < w_.companies.size() * w_.n_groups(); ++cg) {
            double men = 0;
            for (std::size_t r = 0; r < n_ranks; ++r) men += expected[cg * n_ranks + r];
            ASSERT_EQ(static_cast<double>(w_.serving_in(cg)), men);
        }
    }

    void posts() const {
        std::vector<Index> holder(w_.posts.size(), nobody);
        for (Index who = 0; who < w_.people.size(); ++who) {
            ASSERT_EQ(w_.posts.company[w_.people[who].post], w_.people[who].company);
            if (!serves(w_.people[who].status)) continue;
            ASSERT_EQ(holder[w_.people[who].post], nobody) << "two people hold one post";
            holder[w_.people[who].post] = who;
        }
        ASSERT_EQ(w_.posts.holder, holder);
    }

    void ties_and_clocks() const {
        const std::set<Index> leaving(w_.departed_now.begin(), w_.departed_now.end());  // tied until the next step
        for (Index who = 0; who < w_.people.size(); ++who) {
            const Status status = w_.people[who].status;
            const Index circle = w_.people[who].circle;
            if (circle == nobody) continue;
            ASSERT_TRUE(serves(status) || leaving.contains(who)) << "person " << who;
            const auto members = w_.circles.members(circle);
            ASSERT_NE(std::find(members.begin(), members.end(), who), members.end()) << "person " << who;
            for (const Index tie : members) ASSERT_EQ(w_.people[tie].circle, circle) << "person " << who;
        }
        for (Index post = 0; post < w_.posts.size(); ++post) {
            const Index who = w_.posts.holder[post];
            const bool at_risk = who != nobody && w_.people[who].status == Status::serving;
            ASSERT_EQ(w_.intention.is_armed(post), at_risk) << "post " << post;
            ASSERT_EQ(w_.casualty.is_armed(post), who != nobody) << "post " << post;
        }
    }

    void companies() const {
        std::vector<Index> informers(w_.companies.size(), 0), able(w_.companies.size(), 0);
        for (Index who = 0; who < w_.people.size(); ++who) {
            if (!serves(w_.people[who].status)) continue;
            informers[w_.people[who].company] += w_.people[who].has(informer) ? 1 : 0;
            able[w_.people[who].company] += is_conscript(w_.people[who].rank) ? 0 : 1;
        }
        std::map<std::pair<std::size_t, std::size_t>, double> commanders, all;
        for (Index c = 0; c < w_.companies.size(); ++c) {
            ASSERT_EQ(w_.companies.informers[c], informers[c]) << "company " << c;
            const Index commander = w_.companies.commander[c];
            ASSERT_EQ(commander == nobody, able[c] == 0) << "company " << c;
            if (commander == nobody) continue;
            ASSERT_TRUE(serves(w_.people[commander].status)) << "company " << c;
            ASSERT_EQ(w_.people[commander].company, c);
            ASSERT_FALSE(is_conscript(w_.people[commander].rank));
            commanders[{w_.companies.organisation[c], w_.people[commander].group}] += 1;
            all[{w_.companies.organisation[c], 0}] += 1;
        }
        for (std::size_t o = 0; o < w_.n_organisations(); ++o)
            for (std::size_t g = 0; g < w_.n_groups(); ++g) {
                const double n = all[{o, 0}], own = commanders[{o, g}];
                ASSERT_DOUBLE_EQ(w_.commander_share(o, g), n > 0 ? own / n : 0.0);
            }
    }

    void brigades() const {
        std::vector<std::int32_t> serving(w_.brigades.size(), 0), left(w_.brigades.size(), 0);
        for (Index who = 0; who < w_.people.size(); ++who) {
            const std::uint32_t brigade = w_.companies.brigade[w_.people[who].company];
            serving[brigade] += serves(w_.people[who].status) ? 1 : 0;
            left[brigade] += has_departed(who) ? 1 : 0;
        }
        ASSERT_EQ(w_.brigades.serving, serving);
        ASSERT_EQ(w_.brigades.left, left);
        for (std::size_t b = 0; b < w_.brigades.size(); ++b)
            ASSERT_EQ(w_.brigades.commander[b], w_.companies.commander[w_.brigades.first_company[b]]);
    }

    void country() const {
        std::vector<double> soldiers(w_.soldiers_in.size(), 0), joiners = soldiers;
        std::map<Branch, double> serving, at_start;
        std::size_t monitors = 0, fighters = 0;
        for (Index who = 0; who < w_.people.size(); ++who) {
            const Branch branch = w_.branch_of_company(w_.people[who].company);
            if (who < n_at_start_) at_start[branch] += 1;
            if (w_.people[who].status == Status::joined_opposition) joiners[w_.region_index_of(who)] += 1;
            if (!serves(w_.people[who].status)) continue;
            serving[branch] += 1;
            if (branch != Branch::intelligence) soldiers[w_.region_index_of(who)] += 1;
            monitors += w_.people[who].rank == Rank::monitor ? 1 : 0;
            fighters += w_.people[who].rank == Rank::militia ? 1 : 0;
        }
        ASSERT_EQ(w_.soldiers_in, soldiers);
        ASSERT_EQ(w_.joiners_from, joiners);
        ASSERT_EQ(w_.n_monitors, monitors);
        ASSERT_EQ(w_.n_militia, fighters);
        ASSERT_EQ(w_.loyal_strength(),
                  serving[Branch::elite] + serving[Branch::intelligence] + serving[Branch::militia]);
        for (const auto& [branch, n] : at_start) ASSERT_DOUBLE_EQ(w_.branch_share_serving(branch), serving[branch] / n);
    }

    void planners() const {
        std::multiset<Index> listed, planning;
        for (const Planner& planner : w_.planners)
            if (w_.people[planner.who].status == Status::planning) listed.insert(planner.who);
        for (Index who = 0; who < w_.people.size(); ++who)
            if (w_.people[who].status == Status::planning) planning.insert(who);
        ASSERT_EQ(listed, planning);
    }

    /// With fear on, everybody who serves is at the level of his home region: reached at its threshold, left a little
    /// below.
    void homes() const {
        constexpr std::array<double, 2> threshold = {0.25, 0.5};
        constexpr double slack = 0.05;
        std::map<int, int> level_at;  // [region]
        for (const Person& person : w_.people) {
            if (!serves(person.status)) continue;
            const double violence = homes_matter_ ? w_.war.violence_in[person.home] : 0.0;
            const std::size_t level = person.home_level;
            ASSERT_EQ(level_at.try_emplace(person.home, person.home_level).first->second, person.home_level);
            if (level > 0) {
                ASSERT_GE(violence, threshold[level - 1] - slack);
            }
            if (level < threshold.size()) {
                ASSERT_LT(violence, threshold[level]);
            }
        }
    }

    std::size_t organisation_of(Index who) const { return w_.companies.organisation[w_.people[who].company]; }
    bool has_departed(Index who) const {
        const Status status = w_.people[who].status;
        return status == Status::fled || status == Status::hiding || status == Status::joined_opposition;
    }

    const World& w_;
    Index n_at_start_;
    bool homes_matter_;
};

/// Army capacity person by person: weight of the rank x bond of the company x exposure x what blocking leaves of
/// initiative.
double capacity_of(const ArmyRun& run, const WarParameters& p) {
    const World& w = run.world();
    double sum = 0;
    for (const Person& person : w.people) {
        const std::size_t brigade = w.companies.brigade[person.company];
        const Branch branch = w.branch_of_brigade(brigade);
        if (!serves(person.status) || (branch != Branch::army && branch != Branch::elite)) continue;
        const double weight = is_officer(person.rank)     ? p.capacity_officer
                              : is_conscript(person.rank) ? p.capacity_conscript
                                                          : p.capacity_career;
        sum += weight * double(w.bond[person.company]) * w.exposure_of_brigade(brigade) *
               (1.0 - w.initiative_loss * double(w.blocking[brigade]));
    }
    return sum;
}

class Conservation : public testing::TestWithParam<std::uint64_t> {};

TEST_P(Conservation, EverythingKeptEqualsARecountAfterEveryStep) {
    const auto scenario = random_scenario(GetParam());
    ArmyRun run(*scenario, GetParam());
    const auto n_at_start = static_cast<Index>(run.world().people.size());
    const bool homes_matter = scenario->parameters().fear.enabled;
    Recount(run.world(), n_at_start, homes_matter).check();
    for (int step = 0; step < run.n_steps() && !HasFatalFailure(); ++step) {
        SCOPED_TRACE(testing::Message() << "step " << step);
        run.step();
        Recount(run.world(), n_at_start, homes_matter).check();
        const double capacity = capacity_of(run, scenario->parameters().war);
        ASSERT_NEAR(run.army().army_capacity(), capacity, 1e-4 * capacity);  // single precision
    }
    const auto serving = [](const Person& person) { return serves(person.status); };
    EXPECT_LT(std::count_if(run.world().people.begin(), run.world().people.begin() + n_at_start, serving), n_at_start)
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
        Recorder recorder(*scenario, outputs, run.army());
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
            ASSERT_EQ(serving[last], run.count(Entry::serving, [&](auto, auto r, auto) { return r == role; }));
            ASSERT_EQ(departed[last], run.departed([&](auto, auto r, auto) { return r == role; }));
        }
    }
    EXPECT_TRUE(problems.empty()) << problems.text();
}

INSTANTIATE_TEST_SUITE_P(RandomScenarios, Conservation, testing::Range<std::uint64_t>(1, 13));

}  // namespace
}  // namespace tests
