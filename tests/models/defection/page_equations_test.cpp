/// A mechanism computes what docs/odd.md says: the equations of the page are read from it and
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

std::string equation(const std::string& section, const std::string& left) {
    return page_equation(MUSTER_SOURCE_DIR "/docs/odd.md", section, left);
}

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

template <class Mechanism>
struct Trial {
    const Mechanism& m;
    const typename Mechanism::Parameters& p;
    const Inputs& x;
    Meanings& is;  // to be filled: what the names of the equation stand for, but for parameters
};

struct PageEquations : testing::Test {
    /// compute(trial) returns what the code says.
    template <class Mechanism, class Compute>
    void agree(const std::string& section, const std::string& left, Compute&& compute) {
        const std::string text = equation(section, left);
        for (int trial = 0; trial < n_trials; ++trial) {
            Meanings meanings;
            const auto p = any_parameters<typename Mechanism::Parameters>(meanings);
            Inputs x;
            for (double& one : x) one = drawn(0.05, 1.0);
            Meanings is;
            const Mechanism mechanism(p);
            const auto computed = compute(Trial<Mechanism>{mechanism, p, x, is});
            for (const auto& [phrase, value] : is) meanings[phrase] = value;
            const double tolerance = std::is_same_v<std::remove_cv_t<decltype(computed)>, float> ? 1e-5 : 1e-12;
            const double told = value_of(text, meanings);
            EXPECT_NEAR(double(computed), told, tolerance * std::max(1.0, std::abs(told))) << left << " = " << text;
        }
    }
};

TEST_F(PageEquations, OfWarAndViolence) {
    const std::string section = "War and violence";
    agree<War>(section, "C_r'", [](const auto& t) {
        t.is = {{"L_r", t.x[0]}, {"R_r", t.x[1]}, {"crowd protest_r W n_r", t.x[2]}, {"C_r", 0}, {"control_speed", 1}};
        return t.m.held(t.x[0], t.x[1] + t.x[2]);
    });
    agree<War>(section, "led_b", [](const auto& t) {
        t.is = {{"skill of its commander", t.x[0]}, {"c", t.x[1]}};
        return t.m.led(t.x[0], t.x[1]);
    });
    agree<War>(section, "support", [](const auto& t) {
        t.is = {{"s", t.x[0]}};
        return t.m.supported(t.x[0]);
    });
    agree<War>(section, "deaths [1/week]", [](const auto& t) {
        t.is = {{"exposure", 1}, {"X_r", std::sqrt(t.x[0] * t.x[1])}, {"F_r", 1.0 + t.x[2]}};
        return t.m.deadliness(t.x[0], t.x[1], 1.0 + t.x[2]);
    });
    agree<Violence>(section, "state_r", [](const auto& t) {
        t.is = {{"orders", t.x[0]}, {"protest_r", t.x[1]}, {"s_r", t.x[2]}, {"contact_r", t.x[3]}, {"shocks", 0}};
        return t.m.by_state(t.x[0], t.x[1], t.x[2], t.x[3]);
    });
    agree<Violence>(section, "others_r", [](const auto& t) {
        t.is = {{"s_r", t.x[0]}, {"contact_r", t.x[1]}};
        return t.m.by_rebels(t.x[0], t.x[1]);
    });
}

TEST_F(PageEquations, OfThePolicies) {
    agree<Conscription>("Conscription", "called [1/week]", [](const auto& t) {
        t.is = {{"conscript posts", t.x[0]}, {"coming of age", t.x[1]}};
        return t.m.called(t.x[0], t.x[1]);
    });
    const std::string t0 = "(" + equation("Conscription", "t0") + ")";
    agree<Conscription>("Conscription", "P(comes | reached)", [&](const auto& t) {
        t.is = {{"t0", value_of(t0, {{"evasion", t.p.evasion}})},
                {"V_r", t.x[0]},
                {"Lambda_k", t.x[1]},
                {"openings", t.x[2]}};
        return t.m.turnout(t.x[0], t.x[1], t.x[2]);
    });
    agree<Surveillance>("Surveillance", "P(reported | whisper between companies)", [](const auto& t) {
        t.is = {{"density", t.x[0]}};
        return t.m.overheard(t.x[0]);
    });
    agree<Surveillance>("Surveillance", "detection of a planner [1/week]", [](const auto& t) {
        t.is = {{"agencies", double(t.p.agencies)},
                {"coverage", t.x[0]},
                {"informers", t.x[1]},
                {"men of the company", t.x[2]}};
        return t.m.agency_rate(t.x[0]) + t.m.informer_rate(t.x[1], t.x[2]);
    });
    agree<BlockingForces>("Blocking forces", "x", [](const auto& t) {
        t.is = {{"exposure", t.x[0]}, {"serving share of the elite", t.x[1]}};
        return t.m.presence(t.x[0], t.x[1]);
    });
    agree<ProtestOrders>("Protest orders", "K", [](const auto& t) {
        t.is = {{"orders", t.x[0]},
                {"protest_r", t.x[1]},
                {"(group's share in r / largest share of a group in r)", t.x[2]},
                {"exposure", t.x[3]}};
        return t.m.against_own(t.x[0], t.x[1], t.x[2], t.x[3]);
    });
    agree<Manpower>("Manpower", "men_rk(t)", [](const auto& t) {
        t.is = {{"people_rk", t.x[0]}, {"t", t.x[1]},      {"enlisted", 0},
                {"discharged", 0},     {"gone abroad", 0}, {"won by rebels", 0}};
        return t.m.came_of_age(t.x[0], t.x[1]);
    });
    agree<Militia>("Militia", "budget", [](const auto& t) {
        t.is = {{"W", t.x[0]}, {"support", t.x[1]}};
        return t.m.budget(t.x[0], t.x[1]);
    });
}

TEST_F(PageEquations, OfRegimeAndPatron) {
    agree<Core>("Core", "hazard of the fall [1/week]", [](const auto& t) {
        t.is = {{"T", t.x[0]}, {"L", t.x[1]}};
        return t.m.fall_hazard(t.x[0] / t.x[1]);
    });
    const std::string section = "Patron, sponsors, opposition";
    agree<Patron>(section, "support'", [](const auto& t) {
        t.is = {{"speed", 1}, {"support", 0}, {"T", t.x[0]}, {"L", t.x[1]}};
        return t.m.aim(t.x[0] / t.x[1]);
    });
    agree<Sponsors>(section, "sponsors'", [](const auto& t) {
        t.is = {{"S", t.x[0]}, {"turned", 0}, {"sponsors", 0}, {"lag", 1}};
        return t.m.aim(t.x[0]);
    });
    agree<Opposition>(section, "drho/dt", [](const auto& t) {
        t.is = {{"S", t.x[0]}, {"sponsors", t.x[1]}, {"steering", 0}, {"rho", 0}};
        return t.m.growth(t.x[0], t.x[1]);
    });
}

TEST_F(PageEquations, OfAttitudes) {
    agree<ExistentialThreat>("Existential threat", "dE_k/dt", [](const auto& t) {
        t.is = {{"V", t.x[0]}, {"Q_k", t.x[1]}, {"rad", t.x[2]}, {"E_k", 0}};
        return t.m.growth_rate(t.x[0], t.x[1], t.x[2]);
    });
    agree<ExistentialThreat>("Existential threat", "fate*_k", [](const auto& t) {
        t.is = {{"fate_k", t.x[0]}, {"E_k", t.x[1]}, {"[ruler's group]", 0}, {"closed", 0}};
        return t.m.effective_fate(t.x[0], t.x[1]);
    });
    agree<Danger>("Danger", "d_c", [](const auto& t) {
        t.is = {{"r_c", t.x[0]}, {"posts_c", 1.0 + t.x[1]}, {"r_b", t.x[2]}};
        return t.m.seen(float(t.x[0]), float(1.0 + t.x[1]), float(t.x[2]));
    });
    agree<Danger>("Danger", "Phi_c", [](const auto& t) {
        t.is = {{"d_c", t.x[0]}, {"s_r", t.x[1]}, {"exposure", t.x[2]}};
        return t.m.felt(float(t.x[0]), float(t.x[1] * t.x[2]));
    });
    agree<Bereavement>("Bereavement", "Lambda_k", [](const auto& t) {
        t.is = {{"dead_k", t.x[0]}, {"people_k", t.x[1]}};
        return t.m.dead_share(t.x[0], t.x[1]);
    });
    agree<Deterrence>("Deterrence", "p_seen", [](const auto& t) {
        t.is = {{"prior", t.x[0]}, {"coverage", t.x[1]}, {"caught", t.x[2]}, {"left", t.x[3]}};
        return t.m.chance_seen(t.x[0], t.x[1], t.x[2], t.x[3]);
    });
    agree<SurvivalBelief>("Survival belief", "T", [](const auto& t) {
        t.is = {{"rebels", t.x[0]}, {"sum of n_r protest_r", t.x[1]}, {"W", t.x[2]}};
        return t.m.threat(t.x[0], t.x[1], t.x[2]);
    });
    agree<SurvivalBelief>("Survival belief", "dl_k/dt", [](const auto& t) {
        t.is = {{"speed", 1},       {"L", 1.0 + t.x[0]}, {"T", t.x[1]}, {"patron_support", 0},
                {"narrative_k", 0}, {"l_k", 0},          {"xi", 0}};
        return t.m.balance(1.0 + t.x[0], t.x[1]);
    });
    agree<Reassurance>("Reassurance", "alarm_k", [](const auto& t) {
        t.is = {{"Gamma_k", t.x[0]}};
        return t.m.alarm(t.x[0]);
    });
    const std::string credible = "(" + equation("Reassurance", "credible") + ")";
    agree<Reassurance>("Reassurance", "Gamma_k'", [&](const auto& t) {
        const double trusted = value_of(
            credible,
            {{"credibility", t.p.credibility}, {"doubt", t.p.doubt}, {"radicalisation", t.x[0]}, {"discredit", 0}});
        t.is = {{"speed", 1},
                {"credible", trusted},
                {"Gamma_k", 0},
                {"[to_ingroup]", t.p.to_ingroup},
                {"[to_officers]", t.p.to_officers}};
        return t.m.promised(true, true, t.x[0]);
    });
}

TEST_F(PageEquations, OfLeaving) {
    agree<Coordination>("Coordination", "like", [](const auto& t) {
        t.is = {{"planners", t.x[0]}, {"men", t.x[1]}};
        return t.m.likeness(t.x[0], t.x[1]);
    });
    agree<Departure>("Departure", "rate o [1/week]", [](const auto& t) {
        t.is = {{"s_r", t.x[0]},
                {"border_r", t.x[1]},
                {"local_help at home", t.x[2]},
                {"freedom of the brigade (3.4.47)", 1}};
        return t.m.opportunity_rate(t.x[0], t.x[1], t.x[2]);
    });
    agree<Departure>("Departure", "P(join)", [](const auto& t) {
        t.is = {{"s_r", t.x[0]},
                {"radicalisation", t.x[1]},
                {"Gamma_k", t.x[2]},
                {"word", t.x[3]},
                {"[join_officer]", t.p.join_officer}};
        return t.m.join_probability(
            {.rebel_share = t.x[0], .radicalisation = t.x[1], .guarantee = t.x[2], .word = t.x[3], .officer = true});
    });
    agree<Departure>("Departure", "P(flee | not join)", [](const auto& t) {
        t.is = {{"border_r", t.x[0]}};
        return t.m.flee_probability(t.x[0]);
    });
    agree<Factions>("Factions", "led_local", [](const auto& t) {
        t.is = {{"q", t.x[0]}, {"sponsors", t.x[1]}, {"week", t.x[2]}};
        return t.m.led_by_officers(t.x[0], t.x[1], t.x[2]);
    });
    agree<Factions>("Factions", "a_army", [](const auto& t) {
        t.is = {{"sum_r n_r (1 - C_r)", t.x[0]}};
        return t.m.weight(Faction::army_led, t.x[0], t.x[1], t.x[2]);
    });
    agree<Factions>("Factions", "a_ideological", [](const auto& t) {
        t.is = {{"radicalisation", t.x[1]}, {"sponsors", t.x[2]}};
        return t.m.weight(Faction::ideological, t.x[0], t.x[1], t.x[2]);
    });
    agree<Amnesty>("Amnesty", "trust", [](const auto& t) {
        t.is = {{"n", t.x[0]}, {"home", t.x[1]}, {"punished", t.x[2]}};
        return t.m.trust(t.x[0], t.x[1], t.x[2]);
    });
    agree<Amnesty>("Amnesty", "P(punished)", [](const auto& t) { return t.m.punished_share(); });
}

TEST_F(PageEquations, OfCommand) {
    const std::string section = "Command: offices, reasons, stance";
    agree<Command>(section, "own_j", [](const auto& t) {
        t.is = {{"[posted at home]", 1}, {"share of the own group in the region", t.x[0]}};
        return t.m.own(true, t.x[0]);
    });
    const std::string crowd = "(" + equation(section, "M") + ")";
    agree<Command>(section, "nv", [&](const auto& t) {
        t.is = {{"M", value_of(crowd, {{"crowd", t.p.crowd}, {"br", t.x[0]}, {"W", t.x[2]}})}, {"R", t.x[1]}};
        return t.m.nonviolence(t.x[0], t.x[1], t.x[2]);
    });
    agree<Command>(section, "base_j", [](const auto& t) {
        t.is = {{"O", t.x[0]},     {"br_j", t.x[1]},  {"nv", t.x[2]},    {"autonomy", t.x[3]},
                {"own_j", t.x[4]}, {"P_r", t.x[5]},   {"rent*", t.x[1]}, {"B", t.x[2]},
                {"s", t.x[3]},     {"fate*", t.x[4]}, {"k_j", t.x[5]},   {"effort", t.x[0]},
                {"c_j", t.x[1]},   {"trait_j", 0},    {"noise_j", 0},    {"w", t.x[2]}};
        return t.m.base({.orders = t.x[0],
                         .breadth = t.x[1],
                         .nonviolence = t.x[2],
                         .autonomy = t.x[3],
                         .own = t.x[4],
                         .protest = t.x[5],
                         .rent = t.x[1],
                         .patron = t.x[2] * t.x[3],
                         .fate = t.x[4],
                         .kin = t.x[5],
                         .withheld = 1.0 - t.x[0],
                         .claim = t.x[1],
                         .weeks_of_war = t.x[2]});
    });
    agree<LeadingOut>("Leading out", "P(found out)", [](const auto& t) {
        t.is = {{"w", t.x[0]}, {"q", t.x[1]}, {"suspicion", t.x[2]}};
        return t.m.found_out(t.x[0], t.x[1], t.x[2]);
    });
    agree<LeadingOut>("Leading out", "P(follows)", [](const auto& t) {
        t.is = {{"e", 1.0 - t.x[0]}, {"a", t.x[1]}, {"w", t.x[2]}, {"q", t.x[3]}};
        return t.m.follows({.is_townsman = true, .is_own_group = true, .is_at_home = true, .withheld = t.x[0]}, t.x[1],
                           t.x[2] * (1.0 - t.x[3]));
    });
    agree<LeadingOut>("Leading out", "a", [](const auto& t) {
        t.is = {{"skill", t.x[0]}, {"tenure", t.x[1]}};
        return t.m.authority(t.x[0], t.x[1]);
    });
    agree<QuietExit>("Quiet exit", "hazard [1/week]", [](const auto& t) {
        t.is = {{"base_j", t.x[0]}, {"c", t.x[1]}, {"lost", t.x[2]}};
        return t.m.leaving(t.x[0], t.x[1], t.x[2]);
    });
    agree<Plot>("Plot", "removal [1/week]", [](const auto& t) {
        t.is = {{"motive", t.x[0]}, {"chance", t.x[1]}};
        return t.m.removal(t.x[0], t.x[1]);
    });
    agree<Plot>("Plot", "stepping down [1/week]", [](const auto& t) {
        t.is = {{"br", t.x[0]}, {"d", t.x[1]}};
        return t.m.stepping_down(t.x[0], t.x[1]);
    });
}

TEST_F(PageEquations, RefusesWhatItCannotRead) {
    EXPECT_THROW(equation("Plot", "nothing"), std::runtime_error);
    EXPECT_THROW(value_of("rate unknown", {{"rate", 1}}), std::runtime_error);
    EXPECT_DOUBLE_EQ(value_of("2 rate (1 + b) x b - ln(exp(b))", {{"rate", 3}, {"b", 2}}), 34);
}

}  // namespace
}  // namespace tests
