/// Leading out: a commander of a company, brigade or division who refuses while the chief obeys has to go, and takes the
/// unit along or fails to. The agencies may find the commander out first; then each soldier follows or not.
///     acting alone with rate acting [1/week]
///     P(found out) = 1 - exp(-found w (1 - q)(1 + suspicion))
///     P(follows) = logistic(follow + townsman + own_group + at_home + authority a + slack (1 - e) - fear w (1 - q))
///     a = skill tenure / (tenure + settling)            of company commanders 1
/// Townsmen are from the commander's region; own_group: of the same group; at_home: the unit stands in their region.
/// If fewer than `least` would follow, the commander goes alone. Followers join the opposition with probability join, the
/// others hide; of those who did not follow a part `melting` goes home if the unit stands there. w, q: coverage by the agencies and
/// what the commander expects of the comrades (army/standoff.hpp); e: effort. A division goes with the first of its
/// brigades that does. Rows F22, F78, A1.11, A1.12. Null: no unit is led out; who refuses stays.
#pragma once

#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/effort.hpp"
#include "sim/param/field.hpp"

namespace defection {

class LeadingOut {
 public:
    static constexpr std::string_view name = "leading_out";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether commanders who refuse take their unit along",
                  "assumed");
        SIM_PARAM(double, acting, 7.0, "1/week", in(0, 1000), behaviour,
                  "rate at which a commander who refuses alone acts on it", "assumed: within a day");
        SIM_PARAM(double, found, 0.7, "log", in(0, 20), behaviour,
                  "how surely full coverage finds out a commander who stands alone", "model trial");
        SIM_PARAM(double, follow, -2.2, "logit", in(-20, 20), behaviour, "following the commander: constant",
                  "model trial -2 to -0.5; lower, as effort and authority count beside");
        SIM_PARAM(double, townsman, 1.4, "logit", in(-20, 20), behaviour, "following: from the commander's region",
                  "A1.12; model trial");
        SIM_PARAM(double, own_group, 0.4, "logit", in(-20, 20), behaviour, "following: of the commander's group",
                  "A1.5; model trial");
        SIM_PARAM(double, at_home, 1.2, "logit", in(-20, 20), behaviour, "following: the unit stands at home",
                  "A1.12; model trial");
        SIM_PARAM(double, authority, 0.3, "logit", in(-20, 20), behaviour,
                  "following: a commander of full skill and long tenure", "F67 for the sign; size assumed");
        SIM_PARAM(double, settling, 26.0, "week", in(1e-3, 5200), structure, "tenure that gives half of that",
                  "assumed");
        SIM_PARAM(double, slack, 1.0, "logit", in(-20, 20), behaviour, "following: who withholds all effort",
                  "F78; model trial 0.2-2");
        SIM_PARAM(double, fear, 0.6, "logit", in(-20, 20), behaviour, "following: loss where every person is watched",
                  "F22; model trial 0.25-2");
        SIM_PARAM(double, least, 0.35, "1", in(0, 1), behaviour, "share who would follow below which none is asked",
                  "model trial");
        SIM_PARAM(double, join, 0.8, "1", in(0, 1), behaviour, "share of followers who join the opposition",
                  "assumed: whole units went over in Libya");
        SIM_PARAM(double, melting, 0.8, "1", in(0, 1), behaviour,
                  "share of those left behind who go home, where the unit stands at home", "model trial");
    };
    explicit LeadingOut(const Parameters& p) : p_(p) {}

    double found_out(double coverage, double expected, double suspicion) const {
        return -sim::random::expm1(-p_.found * coverage * (1.0 - expected) * (1.0 + suspicion));
    }
    struct Follower {
        bool is_townsman = false, is_own_group = false, is_at_home = false;
        double withheld = 0;
    };
    double follows(const Follower& f, double authority, double watched) const {
        return sim::random::logistic(p_.follow + p_.townsman * f.is_townsman + p_.own_group * f.is_own_group +
                                     p_.at_home * f.is_at_home + p_.authority * authority + p_.slack * f.withheld -
                                     p_.fear * watched);
    }
    double authority(double skill, double tenure) const { return skill * tenure / (tenure + p_.settling); }

    void command(const state::Week& week, const Nodes& nodes, const Units& units, const People& people,
                 const Commands& commands, const state::Watch& watch, const state::Effort& effort,
                 const state::Offices& offices, const state::Stances& stances, state::LedOut& led, Roster& roster);

 private:
    struct Scene;
    struct Attempt;
    void try_node(const Scene& scene, NodeId node, state::LedOut& led);
    void lead(const Scene& scene, const Attempt& attempt, state::LedOut& led);
    bool is_found_out(const Scene& scene, const Attempt& attempt) const;
    void gather(const Scene& scene, const Attempt& attempt);
    void go(const Scene& scene, PersonId who, PersonId leader, bool joins) const;
    void take_division(const Scene& scene, NodeId division, state::LedOut& led) const;

    const Parameters& p_;
    struct Asked {
        PersonId who;
        double follows;
        bool is_at_home;
    };
    std::vector<Asked> asked_;
};

}  // namespace defection
