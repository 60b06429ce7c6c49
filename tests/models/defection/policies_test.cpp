/// Policies that change at a date take effect, whatever phase reads them; and a mechanism that is switched off leaves
/// everything as if it were not listed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <sstream>

#include "models/defection/record/tally.hpp"
#include "tests/models/defection/idle.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

/// Much happens in little time.
const Settings busy = {{"intention.log_base_rate", -4},
                       {"conscription.term", 30},
                       {"conscription.retention_week", 150},
                       {"departure.join", 1},
                       {"reassurance.guarantee", 0.4},
                       {"factions.nucleus", 1},
                       {"factions.safe_area", 0.5},
                       {"amnesty.open", 0.5},
                       {"amnesty.returning", 0.2},
                       {"base_pressure.firmness", 1},
                       {"normalisation.openness", 0.2},
                       {"detention.capacity", 0.05},
                       {"violence.attack", 3},
                       {"mourning.honour", 3},
                       {"bereavement.men_of_age", 0.01},
                       {"command.claim", 20},
                       {"stance.example", 20},
                       {"deployment.caution", 0.5},
                       {"careers.speed", 0.1},
                       {"purge.rate", 0.02},
                       {"suspects.broken_up", 0.1}};

const Size fifty_weeks = {.companies = 6, .weeks = 50};

/// The fates of people, by role, week by week.
std::vector<double> fates_of(const DefectionScenario& scenario) {
    ArmyRun run(scenario);
    std::vector<double> fates;
    const auto look = [&] {
        for (Entry entry = 0; entry <= joined_on_leaving; ++entry)
            for (std::size_t role = 0; role < n_roles; ++role)
                fates.push_back(run.count(entry, [&](auto, auto r, auto) { return r == role; }));
        fates.push_back(static_cast<double>(run.army().ledger.total(families_harmed)));
        fates.push_back(static_cast<double>(run.run().high_command().succession.ruler));
    };
    for (look(); run.run().week().step < static_cast<std::uint32_t>(run.n_steps()); look()) run.step();
    return fates;
}

/// The same, and what is left of the army's capacity.
std::vector<double> results_of(const DefectionScenario& scenario) {
    std::vector<double> results = fates_of(scenario);
    ArmyRun run(scenario);
    run.finish();
    results.push_back(Tally(scenario, run.run()).capacity());
    return results;
}

/// The small army, in which no curve prescribes what people believe.
std::string army_text(const Size& size = {}) { return without_curves(small_army_text(size), {"belief"}); }

/// The small army, whose opposition may turn radical, and whose regime orders what it will.
std::string open_text() { return without_curves(army_text(fifty_weeks), {"radicalisation", "orders"}); }

std::string with_event(const std::string& parameter, double value, int week) {
    return fmt::format("{}\n[[event]]\nname = \"decree\"\nweek = {}\nset = {{ \"{}\" = {} }}\n", open_text(), week,
                       parameter, value);
}

class PolicyChange : public testing::TestWithParam<std::string> {};

std::vector<std::string> policies() {
    std::vector<std::string> names;
    for (const auto& spec : parameter_table().specs())
        if (spec.kind == sim::param::Kind::policy) names.push_back(spec.name);
    return names;
}

/// A value that makes a difference.
double far_from(const sim::param::Spec& spec, double given) {
    const double most = std::min(spec.range.max, 200.0);
    return given > (spec.range.min + most) / 2 ? spec.range.min : most;
}

TEST_P(PolicyChange, TakesEffectFromItsDate) {
    const auto& spec = *parameter_table().find(GetParam());
    const double as_given = scenario_of(army_text(), busy)->get(spec.name), far = far_from(spec, as_given);
    const auto same = results_of(*scenario_of(with_event(spec.name, as_given, 10), busy));
    EXPECT_EQ(results_of(*scenario_of(open_text(), busy)), same) << "a decree that changes nothing";
    EXPECT_NE(results_of(*scenario_of(with_event(spec.name, far, 10), busy)), same) << spec.name << " = " << far;
}

TEST_P(PolicyChange, ThatHoldsFromTheStartReachesTheFirstSoldiers) {
    const auto& spec = *parameter_table().find(GetParam());
    const double far = far_from(spec, scenario_of(army_text(), busy)->get(spec.name));
    EXPECT_EQ(results_of(*scenario_of(with_event(spec.name, far, 0), busy)),
              results_of(*scenario_of(open_text(), busy + Settings{{spec.name, far}})));
}

INSTANTIATE_TEST_SUITE_P(All, PolicyChange, testing::ValuesIn(policies()), [](const auto& policy) {
    std::string name = policy.param;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
});

/// Whether a state that the mechanism writes is what it is before the first step.
bool is_at_null(std::string_view name, const Simulation& run, const Simulation& fresh) {
    const Surroundings &s = run.surroundings(), &s0 = fresh.surroundings();
    const Policies &p = run.policies(), &p0 = fresh.policies();
    const Minds &m = run.minds(), &m0 = fresh.minds();
    const HighCommand &c = run.high_command(), &c0 = fresh.high_command();
    const std::vector<std::pair<std::string_view, bool>> states = {
        {"motives", c.motives == c0.motives},
        {"stances", c.stances == c0.stances},
        {"led_out", c.led_out == c0.led_out},
        {"succession", c.succession == c0.succession},
        {"purges", c.purges == c0.purges},
        {"drivers", s.drivers == s0.drivers},
        {"war", s.war == s0.war},
        {"violence", s.violence == s0.violence},
        {"sponsors", s.sponsors == s0.sponsors},
        {"opposition", s.opposition == s0.opposition},
        {"patron", s.patron == s0.patron},
        {"manpower", s.manpower == s0.manpower},
        {"militias", s.militias == s0.militias},
        {"admission", p.admission == p0.admission},
        {"postings", p.postings == p0.postings},
        {"companionship", p.companionship == p0.companionship},
        {"service", p.service == p0.service},
        {"homes", p.homes == p0.homes},
        {"watch", p.watch == p0.watch},
        {"blocking", p.blocking == p0.blocking},
        {"deterrents", p.deterrents == p0.deterrents},
        {"deployment", p.deployment == p0.deployment},
        {"transfers", p.transfers == p0.transfers},
        {"fate", m.fate == m0.fate},
        {"rent", m.rent == m0.rent},
        {"deterrence", m.deterrence == m0.deterrence},
        {"news", s.outlook.news == s0.outlook.news},
        {"narrative", s.outlook.narrative == s0.outlook.narrative},
        {"belief", s.outlook.belief == s0.outlook.belief},
        {"effort", m.effort == m0.effort},
        {"grievance", m.grievance == m0.grievance},
        {"moral_injury", m.injury == m0.injury},
        {"danger", m.danger == m0.danger},
        {"bereavement", m.bereavement == m0.bereavement},
        {"orders", s.orders.to_repress == s.drivers.share(Driver::orders)},
        {"deceit", run.beyond().deceit == fresh.beyond().deceit},
        {"recognition", run.beyond().recognition == fresh.beyond().recognition},
        {"prisons", run.beyond().prisons == fresh.beyond().prisons},
        {"example", run.beyond().example == fresh.beyond().example},
        {"options", run.beyond().options == fresh.beyond().options},
        {"guarantees", run.beyond().guarantees == fresh.beyond().guarantees},
        {"factions", run.beyond().factions == fresh.beyond().factions},
        {"bonds", m.bonds == m0.bonds}};
    for (const auto& [state, equal] : states)
        if (state == name) return equal;
    ADD_FAILURE() << "the test knows no state " << name;
    return false;
}

class Switch : public testing::TestWithParam<std::string> {};

std::vector<std::string> switches() {
    std::vector<std::string> names;
    for (const std::string& mechanism : parameter_table().mechanisms())
        if (parameter_table().find(mechanism + ".enabled") != nullptr) names.push_back(mechanism);
    return names;
}

TEST_P(Switch, ThatIsOffWritesNothing) {
    const auto off = scenario_of(army_text(), {{GetParam() + ".enabled", 0}});
    const auto none = scenario_of(army_text(), everything_off());
    ArmyRun run(*off), fresh(*none);
    for (int week = 0; week < 20; ++week) run.step();
    for (const access::Line& line : Schedule::lines())
        for (const access::Touch& touch : line.touches) {
            if (line.mechanism != GetParam() || touch.way != access::Way::writes) continue;
            EXPECT_TRUE(is_at_null(touch.what, run.run(), fresh.run())) << touch.what << " was written";
        }
    for (const Term& term : run.run().minds().terms.all())
        EXPECT_FALSE(term.parameter.starts_with(GetParam() + ".")) << term.parameter;
}

double logit(double share) { return std::log(share / (1 - share)); }

Idle idle_departure() {
    return {"departure",
            {{"departure.opportunity", 0.34},
             {"departure.quiet", 1},
             {"departure.near_rebels", 0},
             {"departure.near_border", 0},
             {"departure.company_departure", 0},
             {"departure.join", logit(0.3)},
             {"departure.join_rebels", 0},
             {"departure.join_radicalisation", 0},
             {"departure.join_officer", 0},
             {"departure.join_guarantee", 0},
             {"departure.join_word", 0},
             {"departure.flee", logit(0.4 / 0.7)},
             {"departure.flee_border", 0}},
            {{"posting.local_help", 0}, {"deployment.confinement", 1}}};
}

Idle idle_reprisal() {
    return {"reprisal", {{"reprisal.penalty", 0}, {"reprisal.execution", 0}, {"reprisal.family_probability", 0}}};
}

Idle idle_survival_belief() {
    return {"survival_belief",
            {{"survival_belief.start", 1}, {"survival_belief.speed", 0}, {"survival_belief.news", 0}}};
}

Idle idle_sponsors() {
    return {"sponsors",
            {{"sponsors.men", 0},
             {"opposition.preference", 0},
             {"factions.preference", 0},
             {"factions.money", 0},
             {"reception.taste", 0}},
            {{"sponsors.commitment", 1}, {"war.recruitment", 0}},
            {"rebels", "radicalisation"}};
}

std::vector<Idle> idle_mechanisms() {
    const double most_evasion = parameter_table().find("conscription.evasion")->range.max;
    return {
        {"stacking", {{"stacking.resentment", 0}, {"stacking.career", 0}}},
        {"posting", {{"posting.away", 0}, {"posting.homesickness", 0}, {"posting.local_help", 0}}},
        {"conscription",
         {{"conscription.term", 520},
          {"conscription.retention_week", 0},
          {"conscription.evasion", most_evasion},
          {"conscription.humiliation", 0},
          {"conscription.retention", 0}}},
        {"surveillance",
         {{"surveillance.informer_density", 0}, {"surveillance.agencies", 0}, {"surveillance.mistrust", 0}}},
        {"blocking_forces", {{"blocking_forces.presence", 0}}},
        {"blocking_forces",
         {{"blocking_forces.deterrent", 0}, {"blocking_forces.execution", 0}, {"blocking_forces.initiative_loss", 0}}},
        {"deployment", {{"deployment.caution", 0}}, {{"stance.enabled", 0}}},
        idle_reprisal(),
        {"deterrence", {{"deterrence.weight", 0}}, {{"effort.penalty", 0}}},
        {"coordination", {{"coordination.seeking", 0}}},
        {"careers", {{"careers.speed", 0}}},
        {"purge", {{"purge.rate", 0}}},
        {"suspects", {{"suspects.broken_up", 0}, {"suspects.informers", 0}}},
        {"grievance",
         {{"grievance.violence_weight", 0}},
         {{"protest_orders.wound", 0},
          {"detention.bitterness", 0},
          {"conscription.humiliation", 0},
          {"conscription.retention", 0},
          {"stacking.resentment", 0},
          {"purge.bitterness", 0}}},
        {"protest_orders", {{"protest_orders.effect", 0}, {"protest_orders.wound", 0}}},
        {"fear", {{"fear.home_in_unrest", 0}, {"fear.home_shelled", 0}}},
        {"moral_injury", {{"moral_injury.violence", 0}, {"moral_injury.lasting", 0}}},
        {"danger", {{"danger.trigger", 0}, {"danger.alarm", 0}}},
        {"bereavement",
         {{"bereavement.effect", 0}, {"conscription.evasion_dead", 0}},
         {{"bereavement.effect", 50}, {"bereavement.men_of_age", 0.01}, {"war.death_rate", 0.1}}},
        {"existential_threat", {{"existential_threat.latent", 0}, {"existential_threat.awakened", 0}}},
        {"patronage", {{"patronage.pay", 0}}},
        {"news", {{"survival_belief.news", 0}}},
        idle_survival_belief(),
        {"propaganda", {{"propaganda.intensity", 0}}},
        {"effort", {{"effort.bar", -20}}},
        {"cohesion", {{"cohesion.effect", 0}}},
        {"persuasion",
         {{"persuasion.circle", 0}, {"persuasion.whisper", 0}, {"persuasion.denounce", 0}, {"persuasion.exemplar", 0}},
         {{"surveillance.informer_density", 0}, {"purge.contact", 0}, {"purge.per_tie", 0}}},
        idle_departure(),
        idle_sponsors(),
        {"opposition", {{"opposition.violence", 0}}, {}, {"radicalisation"}},
        {"patron",
         {{"patron.forces", 0}, {"patron.alienation", 0}, {"militia.paid", 0}},
         {{"patron.commitment", 1}, {"survival_belief.patron", 0}}},
        {"manpower", {{"conscription.call_up", 1}, {"manpower.of_age", 1}}, {{"conscription.call_up", 0.01}}},
        {"militia", {{"militia.tycoons", 0}}, {}, {"militia"}}};
}

/// The small army, whose organisations take people as they live.
std::string unstacked_army_text() {
    std::string text;
    bool is_of_organisation = false;
    for (std::istringstream lines(army_text(fifty_weeks)); lines;) {
        std::string line;
        std::getline(lines, line);
        if (line.starts_with("[[")) is_of_organisation = line == "[[organisation]]";
        if (!is_of_organisation || line.find("share = ") == std::string::npos) text += line + "\n";
    }
    return text;
}

TEST(Switches, OffEqualsOnWithEveryEffectAtZero) {
    std::set<std::string> tried;
    std::vector<Idle> all = idle_mechanisms();
    for (const Idle& idle : idle_for_leavers()) all.push_back(idle);
    for (const Idle& idle : idle_powers()) all.push_back(idle);
    for (const Idle& idle : idle_commands()) all.push_back(idle);
    for (const Idle& idle : all) {
        SCOPED_TRACE(idle.mechanism);
        const std::string name = idle.mechanism;
        const bool is_stacking = name == "stacking";
        const auto fates = [&](const Settings& settings) {
            const Settings given = busy + idle.without + settings;
            const std::string text = is_stacking ? unstacked_army_text() : army_text(fifty_weeks);
            return fates_of(*scenario_of(without_curves(text, idle.free_of), given));
        };
        const auto off = fates({{name + ".enabled", 0}});
        EXPECT_EQ(fates(idle.effects), off);
        EXPECT_NE(fates({}), off) << "it does nothing even with its effects";
        tried.insert(name);
    }
    for (const std::string& name : switches()) EXPECT_TRUE(tried.contains(name)) << name << " was not tried";
}

TEST(Switches, DepartureChangesWhenPeopleLeaveAndNotWhoMeansTo) {
    const auto meant_to = [](const Settings& settings) {
        const auto scenario = scenario_of(army_text(fifty_weeks), everything_off() + settings);
        ArmyRun run(*scenario);
        run.finish();
        std::vector<double> all;
        for (std::size_t role = 0; role < n_roles; ++role) {
            if (role == role_of(Rank::militia)) continue;  // others take their posts
            const auto select = [&](auto, auto r, auto) { return r == role; };
            all.push_back(run.departed(select) + run.count(Status::planning, select));
        }
        return all;
    };
    const Settings base = {{"intention.log_base_rate", -4}};
    const auto off = meant_to(base);
    EXPECT_EQ(meant_to(base + Settings{{"departure.enabled", 1}}), off);
    EXPECT_GT(std::accumulate(off.begin(), off.end(), 0.0), 100.0);
}

INSTANTIATE_TEST_SUITE_P(All, Switch, testing::ValuesIn(switches()),
                         [](const auto& mechanism) { return mechanism.param; });

TEST(Switches, ReprisalOffLeavesBlockingForcesTheirShots) {
    const Settings shots = {{"intention.log_base_rate", -4}, {"blocking_forces.execution", 1}, {"reprisal.enabled", 0}};
    const auto executed = [](const Settings& settings) {
        const auto scenario = scenario_of(army_text(), settings);
        ArmyRun run(*scenario);
        run.finish();
        return run.army().ledger.total(Status::executed);
    };
    EXPECT_GT(executed(shots), 0);
    EXPECT_EQ(executed(shots + Settings{{"blocking_forces.enabled", 0}}), 0);
}

}  // namespace
}  // namespace tests
