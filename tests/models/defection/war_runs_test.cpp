/// War, core, militias, patron, sponsors, opposition and manpower in whole runs: the sign of each effect, and what a run is
/// like without it. Pairs of runs share every random number; an effect must be five standard errors from zero.
#include <gtest/gtest.h>

#include <functional>
#include <numeric>

#include "tests/models/defection/small_army.hpp"
#include "tests/two_samples.hpp"

namespace tests::war_runs {
namespace {

using namespace defection;

constexpr std::size_t capital = 0, province = 1;
constexpr std::size_t core_group = 0, majority = 1;

/// The small army in a war that the model makes itself: one rebel in 30 of what its people would make in full.
const Settings uprising = {{"war.recruitment", 4e-6}, {"intention.log_base_rate", -5.5}};

std::string own_war() { return without_curves(small_army_text(), {"rebels", "radicalisation", "militia"}); }

using Measure = std::function<double(const Simulation&)>;

struct Values {
    std::vector<double> before, after;
};

/// measure at the end of pairs of runs, with one and with the other setting.
Values values(const Settings& from, const Settings& to, const Measure& measure, const std::string& text = own_war()) {
    constexpr std::uint64_t n_pairs = 16;
    const auto first = scenario_of(text, uprising + from), second = scenario_of(text, uprising + to);
    Values out;
    for (std::uint64_t seed = 1; seed <= n_pairs; ++seed) {
        ArmyRun a(*first, seed), b(*second, seed);
        a.finish();
        b.finish();
        out.before.push_back(measure(a.run()));
        out.after.push_back(measure(b.run()));
    }
    return out;
}

void expect_rises(const Settings& from, const Settings& to, const Measure& measure,
                  const std::string& text = own_war()) {
    const Values all = values(from, to, measure, text);
    std::vector<double> differences;
    for (std::size_t i = 0; i < all.before.size(); ++i) differences.push_back(all.after[i] - all.before[i]);
    expect_positive(differences);
}

double rebels(const Simulation& run) { return run.surroundings().war.rebels_in_all; }
double danger(const Simulation& run) { return run.surroundings().core.danger(); }
double radicalisation(const Simulation& run) { return run.surroundings().opposition.radicalisation; }
double control(const Simulation& run) { return run.surroundings().war.control[province]; }
double militia(const Simulation& run) { return static_cast<double>(run.army().strength.of(Rank::militia)); }
double killed(const Simulation& run) { return static_cast<double>(run.army().ledger.total(Status::killed)); }
double evaders_of(const Simulation& run, std::size_t home) {
    const Levy& levy = run.army().ledger.levy;
    double sum = 0;
    for (const auto& kind : levy.evaded)
        for (std::size_t g = 0; g < levy.n_groups; ++g) sum += static_cast<double>(kind[home * levy.n_groups + g]);
    return sum;
}
double evaders(const Simulation& run) { return evaders_of(run, capital) + evaders_of(run, province); }

TEST(SignOfWar, RebelsGrowWhereTheStateStrikes) {  // A1.14, F39
    expect_rises({{"violence.crackdown", 0}}, {{"violence.crackdown", 0.8}}, rebels);
}
TEST(SignOfWar, SoldiersWhoJoinThemAreTheirCore) {  // F106
    expect_rises({{"war.join_weight", 0}}, {{"war.join_weight", 2}}, rebels);
}
TEST(SignOfWar, TheyAreWornDownByFighting) {
    expect_rises({{"war.rebel_losses", 0.02}}, {{"war.rebel_losses", 0}}, rebels);
}
TEST(SignOfWar, GroundIsLostToThem) {  // F69, F70
    expect_rises({{"war.recruitment", 4e-5}}, {{"war.recruitment", 0}}, control);
}
TEST(SignOfWar, SoldiersDieWhereRebelsStand) {  // B7
    expect_rises({{"war.recruitment", 0}}, {{"war.recruitment", 4e-5}}, killed);
}
TEST(SignOfWar, WithoutRecruitsOnlySoldiersWhoJoinedAreRebels) {
    for (const double rebels_left : values({{"war.recruitment", 0}, {"war.join_weight", 0}}, {}, rebels).before)
        EXPECT_EQ(rebels_left, 0);
}

TEST(SignOfSponsors, TheyRaiseRebels) {  // F105, F110
    expect_rises({{"sponsors.commitment", 0}}, {{"sponsors.commitment", 1}, {"sponsors.men", 0.002}}, rebels);
}
TEST(SignOfSponsors, TheyWantThemRadical) {  // F105
    expect_rises({{"sponsors.commitment", 0}}, {{"sponsors.commitment", 1}}, radicalisation);
}
TEST(SignOfOpposition, ViolenceMakesItRadical) {  // F56, A1.14
    expect_rises({{"violence.crackdown", 0.1}}, {{"violence.crackdown", 0.8}}, radicalisation);
}
TEST(SignOfOpposition, OffItStaysAsItWas) {
    for (const double now : values({{"opposition.enabled", 0}}, {}, radicalisation).before) EXPECT_EQ(now, 0);
}

TEST(SignOfPatron, ItsFightersAndItsMoneyHoldTheCore) {  // F71, F114
    expect_rises({{"patron.commitment", 1}}, {{"patron.commitment", 0}}, danger);
}
TEST(SignOfPatron, ItPaysMilitias) {  // F71
    expect_rises({{"patron.commitment", 0}}, {{"patron.commitment", 1}}, militia);
}
TEST(SignOfPatron, ItsCommandDrivesTheRulersSeniorsAway) {  // F46, F120, F123
    const auto seniors = [](const Simulation& run) {
        const Units& units = run.army().units;
        double sum = 0;
        for (const BrigadeId b : units.brigades.ids())
            sum += static_cast<double>(
                run.minds().grievance.stock[b * units.lanes.size() + Lanes::at(core_group, Rank::senior_officer)]);
        return sum;
    };
    const Settings sure = {{"patron.commitment", 1}, {"patron.steady", 1}};
    expect_rises(sure + Settings{{"patron.alienation", 0}}, sure + Settings{{"patron.alienation", 0.02}}, seniors);
}
TEST(SignOfPatron, OneWhoNeverComesHelpsNobody) {
    const auto help = [](const Simulation& run) {
        const state::Patron& patron = run.surroundings().patron;
        return std::abs(patron.support) + patron.forces + patron.command;
    };
    for (const double now : values({{"patron.enabled", 0}, {"patron.commitment", 1}}, {}, help).before)
        EXPECT_EQ(now, 0);
}

TEST(SignOfMilitia, TheyHoldGroundAndCore) {  // F69, F72
    const Settings rich = {{"militia.tycoons", 0.3}, {"militia.speed", 0.06}};
    expect_rises(rich, {{"militia.enabled", 0}}, danger);
    expect_rises({{"militia.enabled", 0}}, rich, control);
}
TEST(SignOfMilitia, TheirPlacesDrawMenAwayFromTheCallUp) {  // F75, F117
    expect_rises({{"conscription.militia_pull", 0}}, {{"conscription.militia_pull", 3}}, evaders);
}
TEST(SignOfMilitia, AThreatenedGroupTurnsOut) {  // F53, F72, F75
    const Settings few = {{"militia.turnout", 5e-4}, {"militia.speed", 0.06}, {"militia.tycoons", 1}};
    expect_rises(few + Settings{{"existential_threat.awakened", 0}}, few + Settings{{"existential_threat.awakened", 2}},
                 militia);
}

double enlisted_of(const Simulation& run, std::size_t home) {
    const Levy& levy = run.army().ledger.levy;
    double sum = 0;
    for (std::size_t g = 0; g < levy.n_groups; ++g) sum += static_cast<double>(levy.enlisted[home * levy.n_groups + g]);
    return sum;
}
double share_evaded(const Simulation& run, std::size_t home) {
    return evaders_of(run, home) / std::max(1.0, evaders_of(run, home) + enlisted_of(run, home));
}

TEST(SignOfConscription, MenEvadeWhereThereIsViolence) {  // F63, F132
    const auto gap = [](const Simulation& run) { return share_evaded(run, province) - share_evaded(run, capital); };
    expect_rises({{"conscription.evasion_violence", 0}, {"war.control_speed", 0}},
                 {{"conscription.evasion_violence", 8}, {"war.control_speed", 0}}, gap);
}
TEST(SignOfConscription, WhoseSonsDiedEvades) {  // F63
    const Settings bloody = {
        {"war.recruitment", 4e-5}, {"bereavement.men_of_age", 0.01}, {"conscription.evasion", 0.5}};
    expect_rises(bloody + Settings{{"conscription.evasion_dead", 0}},
                 bloody + Settings{{"conscription.evasion_dead", 100}}, evaders);
}
TEST(SignOfConscription, NobodyComesFromGroundThatIsLost) {
    const auto enlisted = [](const Simulation& run) { return enlisted_of(run, province); };
    const Settings homely = {{"posting.away", 0}, {"war.control_speed", 1}, {"militia.enabled", 0}};
    expect_rises(homely + Settings{{"war.recruitment", 1e-4}}, homely + Settings{{"war.recruitment", 0}}, enlisted);
}
TEST(SignOfManpower, WhenNobodyIsLeftNobodyComes) {
    const auto newcomers = [](const Simulation& run) {
        const auto& enlisted = run.army().ledger.levy.enlisted;
        return static_cast<double>(std::accumulate(enlisted.begin(), enlisted.end(), std::int64_t{0}));
    };
    const Settings none = {{"manpower.of_age", 0}, {"manpower.coming_of_age", 0}, {"militia.enabled", 0}};
    const Settings few = {{"manpower.of_age", 0}, {"manpower.coming_of_age", 1e-6}, {"militia.enabled", 0}};
    for (const double n : values(none, {}, newcomers).before) EXPECT_EQ(n, 0);
    expect_rises(none, few, newcomers);
}
TEST(SignOfExistentialThreat, WhoIsAttackedFeelsItMost) {  // F54, F58, A1.14
    const auto gap = [](const Simulation& run) {
        const auto& shared = run.minds().fate.shared;
        const auto& groups = run.setting().structure.groups;
        return shared[core_group] / groups[core_group].fate - shared[majority] / groups[majority].fate;
    };
    expect_rises({{"existential_threat.attacked", 0}}, {{"existential_threat.attacked", 10}, {"violence.attack", 1}},
                 gap);
}

/// [week] until the regime fell, or to the end.
double weeks_alive(const DefectionScenario& scenario, std::uint64_t seed) {
    ArmyRun run(scenario, seed);
    while (run.run().surroundings().regime.alive && run.run().week().step < std::uint32_t(run.n_steps())) run.step();
    return run.run().week().start;
}

void expect_lasts_longer(const Settings& first, const Settings& second) {
    const Settings assault = {{"war.recruitment", 1.5e-4}, {"core.fall_rate", 2}, {"core.reach", 0.2}};
    const auto shorter = scenario_of(own_war(), assault + first), longer = scenario_of(own_war(), assault + second);
    std::vector<double> differences;
    for (std::uint64_t seed = 1; seed <= 60; ++seed)
        differences.push_back(weeks_alive(*longer, seed) - weeks_alive(*shorter, seed));
    expect_positive(differences);
}

TEST(SignOfCore, TheRegimeFallsByWhatTheModelDoes) {
    const auto scenario =
        scenario_of(own_war(), {{"war.recruitment", 4e-4}, {"core.fall_rate", 10}, {"core.reach", 1}});
    EXPECT_LT(weeks_alive(*scenario, 1), 60);
    const auto null = scenario_of(own_war(), {{"war.recruitment", 4e-4}, {"core.fall_rate", 0}, {"core.reach", 1}});
    EXPECT_EQ(weeks_alive(*null, 1), 60) << "its null";
}
TEST(SignOfCore, MilitiasMakeItLast) {  // F72, F77
    expect_lasts_longer({{"militia.enabled", 0}}, {{"militia.tycoons", 0.3}, {"militia.speed", 0.06}});
}
TEST(SignOfCore, APatronMakesItLast) {  // F114
    expect_lasts_longer({}, {{"patron.commitment", 1}});
}
TEST(SignOfCore, LoyaltyLengthensTheWar) {  // article 001: those who stayed made the war long
    const Settings restless = {{"intention.log_base_rate", -3}, {"existential_threat.bond", 0}};
    const Settings loyal = {{"intention.log_base_rate", -3}, {"existential_threat.bond", 5}};
    expect_lasts_longer(restless, loyal);
}

/// A region that lies farther off sends fewer rebels, and its garrison helps the less.
TEST(SignOfCore, WhatIsFarThreatensLess) {
    std::string near_text = own_war();
    near_text.replace(near_text.find("distance = 0.5"), 14, "distance = 0.0");
    const auto near_by = scenario_of(near_text, uprising), far_off = scenario_of(own_war(), uprising);
    std::vector<double> differences;
    for (std::uint64_t seed = 1; seed <= 16; ++seed) {
        ArmyRun a(*far_off, seed), b(*near_by, seed);
        a.finish();
        b.finish();
        differences.push_back(b.run().surroundings().core.threat - a.run().surroundings().core.threat);
    }
    expect_positive(differences);
}

}  // namespace
}  // namespace tests::war_runs
