/// What docs/odd.md says a mechanism computes is what it computes: the equations of the page are read from it and
/// evaluated for random parameters and states.
#include "tests/models/defection/page_equations.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>
#include <type_traits>

#include "tests/models/defection/small_army.hpp"

namespace tests {
namespace {

using namespace defection;

constexpr int n_trials = 20;
using Inputs = std::array<double, 6>;  // of the state, in (0.05, 1)

std::mt19937 luck(7);
double drawn(double low, double high) { return std::uniform_real_distribution<double>(low, high)(luck); }

/// Random values of all real parameters, within their ranges, of a size of about one.
template <class Parameters>
Parameters any_parameters(Meanings& meanings) {
    Parameters p;
    sim::param::for_each_field<Parameters>([&](const auto& field) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(p.*field.member)>, double>) {
            const double low = std::max(field.range.min, std::min(0.05, field.range.max / 2));
            p.*field.member = drawn(low, std::min(field.range.max, low + 2.0));
            meanings[std::string(field.name)] = p.*field.member;
        }
    });
    return p;
}

struct PageEquations : testing::Test {
    /// compute(mechanism, inputs) is what the code says; meanings(inputs, parameters) what stands in the equation besides
    /// parameters.
    template <class Mechanism, class Compute, class Means>
    void agree(const std::string& section, const std::string& left, Compute&& compute, Means&& means) {
        const std::string text = page_equation(section, left);
        for (int trial = 0; trial < n_trials; ++trial) {
            Meanings meanings;
            const auto p = any_parameters<typename Mechanism::Parameters>(meanings);
            Inputs x;
            for (double& one : x) one = drawn(0.05, 1.0);
            for (const auto& [phrase, value] : means(x, p)) meanings[phrase] = value;
            const Mechanism mechanism(p);
            const auto computed = compute(mechanism, x);
            const double tolerance = std::is_same_v<std::remove_cv_t<decltype(computed)>, float> ? 1e-5 : 1e-12;
            const double told = value_of(text, meanings);
            EXPECT_NEAR(double(computed), told, tolerance * std::max(1.0, std::abs(told))) << left << " = " << text;
        }
    }
};

#define MEANS(...) \
    []([[maybe_unused]] const Inputs& x, [[maybe_unused]] const auto& p) -> Meanings { return {__VA_ARGS__}; }
#define COMPUTES(expression) [](const auto& m, [[maybe_unused]] const Inputs& x) { return expression; }

TEST_F(PageEquations, OfWarAndViolence) {
    const std::string section = "War and violence";
    agree<War>(section, "C_r'", COMPUTES(m.held(x[0], x[1] + x[2])),
               MEANS({"L_r", x[0]}, {"R_r", x[1]}, {"crowd protest_r W n_r", x[2]}, {"C_r", 0}, {"control_speed", 1}));
    agree<War>(section, "deaths [1/week]", COMPUTES(m.deadliness(x[0], x[1], 1.0 + x[2])),
               MEANS({"exposure", 1}, {"X_r", std::sqrt(x[0] * x[1])}, {"F_r", 1.0 + x[2]}));
    agree<Violence>(section, "state_r", COMPUTES(m.by_state(x[0], x[1], x[2], x[3])),
                    MEANS({"orders", x[0]}, {"protest_r", x[1]}, {"s_r", x[2]}, {"contact_r", x[3]}, {"shocks", 0}));
    agree<Violence>(section, "others_r", COMPUTES(m.by_rebels(x[0], x[1])), MEANS({"s_r", x[0]}, {"contact_r", x[1]}));
}

TEST_F(PageEquations, OfThePolicies) {
    agree<Conscription>("Conscription", "called [1/week]", COMPUTES(m.called(x[0], x[1])),
                        MEANS({"conscript posts", x[0]}, {"coming of age", x[1]}));
    const std::string t0 = "(" + page_equation("Conscription", "t0") + ")";
    agree<Conscription>(
        "Conscription", "P(comes | reached)", COMPUTES(m.turnout(x[0], x[1], x[2])),
        [&](const Inputs& x, const auto& p) -> Meanings {
            return {
                {"t0", value_of(t0, {{"evasion", p.evasion}})}, {"V_r", x[0]}, {"Lambda_k", x[1]}, {"openings", x[2]}};
        });
    agree<Surveillance>("Surveillance", "P(reported | whisper between companies)", COMPUTES(m.overheard(x[0])),
                        MEANS({"density", x[0]}));
    agree<Surveillance>("Surveillance", "detection of a planner [1/week]",
                        COMPUTES(m.agency_rate(x[0]) + m.informer_rate(x[1], x[2])),
                        [](const Inputs& x, const auto& p) -> Meanings {
                            return {{"agencies", double(p.agencies)},
                                    {"coverage", x[0]},
                                    {"informers", x[1]},
                                    {"men of the company", x[2]}};
                        });
    agree<BlockingForces>("Blocking forces", "x", COMPUTES(m.presence(x[0], x[1])),
                          MEANS({"exposure", x[0]}, {"serving share of the elite", x[1]}));
    agree<ProtestOrders>("Protest orders", "K", COMPUTES(m.against_own(x[0], x[1], x[2], x[3])),
                         MEANS({"orders", x[0]}, {"protest_r", x[1]},
                               {"(group's share in r / largest share of a group in r)", x[2]}, {"exposure", x[3]}));
    agree<Manpower>("Manpower", "men_rk(t)", COMPUTES(m.came_of_age(x[0], x[1])),
                    MEANS({"people_rk", x[0]}, {"t", x[1]}, {"enlisted", 0}, {"discharged", 0}, {"gone abroad", 0},
                          {"won by rebels", 0}));
    agree<Militia>("Militia", "budget", COMPUTES(m.budget(x[0], x[1])), MEANS({"W", x[0]}, {"support", x[1]}));
}

TEST_F(PageEquations, OfRegimeAndPatron) {
    agree<Core>("Core", "hazard of the fall [1/week]", COMPUTES(m.fall_hazard(x[0] / x[1])),
                MEANS({"T", x[0]}, {"L", x[1]}));
    const std::string section = "Patron, sponsors, opposition";
    agree<Patron>(section, "support'", COMPUTES(m.aim(x[0] / x[1])),
                  MEANS({"speed", 1}, {"support", 0}, {"T", x[0]}, {"L", x[1]}));
    agree<Sponsors>(section, "sponsors'", COMPUTES(m.aim(x[0])), MEANS({"S", x[0]}, {"sponsors", 0}, {"lag", 1}));
    agree<Opposition>(section, "drho/dt", COMPUTES(m.growth(x[0], x[1])),
                      MEANS({"S", x[0]}, {"sponsors", x[1]}, {"rho", 0}));
}

TEST_F(PageEquations, OfAttitudes) {
    agree<ExistentialThreat>("Existential threat", "dE_k/dt", COMPUTES(m.growth_rate(x[0], x[1], x[2])),
                             MEANS({"V", x[0]}, {"Q_k", x[1]}, {"rad", x[2]}, {"E_k", 0}));
    agree<ExistentialThreat>("Existential threat", "fate*_k", COMPUTES(m.effective_fate(x[0], x[1])),
                             MEANS({"fate_k", x[0]}, {"E_k", x[1]}));
    agree<Danger>("Danger", "d_c", COMPUTES(m.seen(float(x[0]), float(1.0 + x[1]), float(x[2]))),
                  MEANS({"r_c", x[0]}, {"posts_c", 1.0 + x[1]}, {"r_b", x[2]}));
    agree<Danger>("Danger", "Phi_c", COMPUTES(m.felt(float(x[0]), float(x[1] * x[2]))),
                  MEANS({"d_c", x[0]}, {"s_r", x[1]}, {"exposure", x[2]}));
    agree<Bereavement>("Bereavement", "Lambda_k", COMPUTES(m.dead_share(x[0], x[1])),
                       MEANS({"dead_k", x[0]}, {"people_k", x[1]}));
    agree<Deterrence>("Deterrence", "p_seen", COMPUTES(m.chance_seen(x[0], x[1], x[2], x[3])),
                      MEANS({"prior", x[0]}, {"coverage", x[1]}, {"caught", x[2]}, {"left", x[3]}));
    agree<SurvivalBelief>("Survival belief", "T", COMPUTES(m.threat(x[0], x[1], x[2])),
                          MEANS({"rebels", x[0]}, {"sum of n_r protest_r", x[1]}, {"W", x[2]}));
    agree<SurvivalBelief>("Survival belief", "dl_k/dt", COMPUTES(m.balance(1.0 + x[0], x[1])),
                          MEANS({"speed", 1}, {"L", 1.0 + x[0]}, {"T", x[1]}, {"patron_support", 0}, {"narrative_k", 0},
                                {"l_k", 0}, {"xi", 0}));
    agree<Reassurance>("Reassurance", "alarm_k", COMPUTES(m.alarm(x[0])), MEANS({"Gamma_k", x[0]}));
    const std::string credible = "(" + page_equation("Reassurance", "credible") + ")";
    agree<Reassurance>("Reassurance", "Gamma_k'", COMPUTES(m.promised(true, true, x[0])),
                       [&](const Inputs& x, const auto& p) -> Meanings {
                           const double trusted =
                               value_of(credible,
                                        {{"credibility", p.credibility}, {"doubt", p.doubt}, {"radicalisation", x[0]}});
                           return {{"speed", 1},
                                   {"credible", trusted},
                                   {"Gamma_k", 0},
                                   {"[to_ingroup]", p.to_ingroup},
                                   {"[to_officers]", p.to_officers}};
                       });
}

TEST_F(PageEquations, OfLeaving) {
    agree<Coordination>("Coordination", "like", COMPUTES(m.likeness(x[0], x[1])),
                        MEANS({"planners", x[0]}, {"men", x[1]}));
    agree<Departure>("Departure", "rate o [1/week]", COMPUTES(m.opportunity_rate(x[0], x[1], x[2])),
                     MEANS({"s_r", x[0]}, {"border_r", x[1]}, {"local_help at home", x[2]}));
    agree<Departure>(
        "Departure", "P(join)",
        COMPUTES(m.join_probability(
            {.rebel_share = x[0], .radicalisation = x[1], .guarantee = x[2], .word = x[3], .officer = true})),
        MEANS({"s_r", x[0]}, {"radicalisation", x[1]}, {"Gamma_k", x[2]}, {"word", x[3]},
              {"[join_officer]", p.join_officer}));
    agree<Departure>("Departure", "P(flee | not join)", COMPUTES(m.flee_probability(x[0])), MEANS({"border_r", x[0]}));
    agree<Factions>("Factions", "led_local", COMPUTES(m.led_by_officers(x[0], x[1], x[2])),
                    MEANS({"q", x[0]}, {"sponsors", x[1]}, {"week", x[2]}));
    agree<Factions>("Factions", "a_army", COMPUTES(m.weight(Faction::army_led, x[0], x[1], x[2])),
                    MEANS({"sum_r n_r (1 - C_r)", x[0]}));
    agree<Factions>("Factions", "a_ideological", COMPUTES(m.weight(Faction::ideological, x[0], x[1], x[2])),
                    MEANS({"radicalisation", x[1]}, {"sponsors", x[2]}));
    agree<Amnesty>("Amnesty", "trust", COMPUTES(m.trust(x[0], x[1], x[2])),
                   MEANS({"n", x[0]}, {"home", x[1]}, {"punished", x[2]}));
    agree<Amnesty>("Amnesty", "P(punished)", COMPUTES(m.punished_share()), MEANS());
}

TEST_F(PageEquations, OfCommand) {
    const std::string section = "Command: offices, reasons, stance";
    agree<Command>(section, "own_j", COMPUTES(m.own(true, x[0])),
                   MEANS({"[posted at home]", 1}, {"share of the own group in the region", x[0]}));
    const std::string crowd = "(" + page_equation(section, "M") + ")";
    agree<Command>(section, "nv", COMPUTES(m.nonviolence(x[0], x[1], x[2])),
                   [&](const Inputs& x, const auto& p) -> Meanings {
                       return {{"M", value_of(crowd, {{"crowd", p.crowd}, {"br", x[0]}, {"W", x[2]}})}, {"R", x[1]}};
                   });
    agree<Command>(section, "base_j",
                   COMPUTES(m.base({.orders = x[0],
                                    .breadth = x[1],
                                    .nonviolence = x[2],
                                    .autonomy = x[3],
                                    .own = x[4],
                                    .protest = x[5],
                                    .rent = x[1],
                                    .patron = x[2] * x[3],
                                    .fate = x[4],
                                    .kin = x[5],
                                    .withheld = 1.0 - x[0],
                                    .claim = x[1]})),
                   MEANS({"O", x[0]}, {"br_j", x[1]}, {"nv", x[2]}, {"autonomy", x[3]}, {"own_j", x[4]}, {"P_r", x[5]},
                         {"rent*", x[1]}, {"B", x[2]}, {"s", x[3]}, {"fate*", x[4]}, {"k_j", x[5]}, {"effort", x[0]},
                         {"c_j", x[1]}, {"trait_j", 0}, {"noise_j", 0}));
    agree<LeadingOut>("Leading out", "P(found out)", COMPUTES(m.found_out(x[0], x[1], x[2])),
                      MEANS({"w", x[0]}, {"q", x[1]}, {"suspicion", x[2]}));
    agree<LeadingOut>(
        "Leading out", "P(follows)",
        COMPUTES(m.follows({.is_townsman = true, .is_own_group = true, .is_at_home = true, .withheld = x[0]}, x[1],
                           x[2] * (1.0 - x[3]))),
        MEANS({"e", 1.0 - x[0]}, {"a", x[1]}, {"w", x[2]}, {"q", x[3]}));
    agree<LeadingOut>("Leading out", "a", COMPUTES(m.authority(x[0], x[1])), MEANS({"skill", x[0]}, {"tenure", x[1]}));
    agree<QuietExit>("Quiet exit", "hazard [1/week]", COMPUTES(m.leaving(x[0], x[1])),
                     MEANS({"base_j", x[0]}, {"c", x[1]}));
    agree<Plot>("Plot", "removal [1/week]", COMPUTES(m.removal(x[0], x[1])), MEANS({"motive", x[0]}, {"chance", x[1]}));
    agree<Plot>("Plot", "stepping down [1/week]", COMPUTES(m.stepping_down(x[0], x[1])),
                MEANS({"br", x[0]}, {"d", x[1]}));
}

TEST_F(PageEquations, RefusesWhatItCannotRead) {
    EXPECT_THROW(page_equation("Plot", "nothing"), std::runtime_error);
    EXPECT_THROW(value_of("rate unknown", {{"rate", 1}}), std::runtime_error);
    EXPECT_DOUBLE_EQ(value_of("2 rate (1 + b) x b - ln(exp(b))", {{"rate", 3}, {"b", 2}}), 34);
}

}  // namespace
}  // namespace tests
