/// Blocking forces: elite units stand behind the line and kill those who hesitate. Obedience goes up, initiative down.
///     x = presence x field exposure x serving share of the elite          of army companies, else 0
///     ln h += -deterrent x
///     P(shot, before all eyes | planner found out there) = execution
///     army capacity x (1 - initiative_loss x)
/// Rows F21; domain A1.11, A2.26. Null: no blocking forces behind the line.
#pragma once

#include "models/defection/army/roster.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/terms.hpp"
#include "sim/param/field.hpp"

namespace defection {

class BlockingForces {
 public:
    static constexpr std::string_view name = "blocking_forces";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether elite units block the rear", "assumed");
        SIM_PARAM(double, presence, 0.6, "1", in(0, 1), policy, "share of field units with a blocking force behind",
                  "F21");
        SIM_PARAM(double, deterrent, 0.5, "log", in(0, 5), behaviour,
                  "log-hazard removed where a blocking force stands", "A1.11, A2.26 for the sign; size assumed");
        SIM_PARAM(double, execution, 0.3, "1", in(0, 1), policy, "share shot of those found out in front of it", "F21");
        SIM_PARAM(double, initiative_loss, 0.2, "1", in(0, 1), behaviour, "capacity lost where a blocking force stands",
                  "A2.25-A2.26 for the sign; size assumed");
    };
    explicit BlockingForces(const Parameters& p) : p_(p) {}

    double presence(double exposure, double elite_left) const { return p_.presence * exposure * elite_left; }

    void prepare(state::Terms& terms) { term_ = terms.add("blocking_forces.deterrent", Level::brigade); }

    void policy(const Units& units, const Strength& strength, const state::Deployment& deployment,
                state::Blocking& blocking) const {
        const double elite_left = strength.share_left(Branch::elite);
        for (const BrigadeId b : units.brigades.ids()) {
            const bool is_army = units.branch_of(b) == Branch::army;
            blocking.presence[b] = is_army ? float(presence(deployment.exposure[b], elite_left)) : 0.0F;
        }
        blocking.initiative_loss = p_.initiative_loss;
    }

    void hazard(const state::Blocking& blocking, state::Terms& terms) const {
        terms.fill(term_, -p_.deterrent, blocking.presence);
    }

    /// Whoever is spared here may still be sentenced by reprisal.
    void police(const Units& units, const People& people, const state::Happenings& happenings,
                const state::Blocking& blocking, Roster& roster) const {
        for (const PersonId who : state::Happenings::people(happenings.now, What::arrest)) {
            if (blocking.presence[units.brigade_of(people[who])] <= 0) continue;
            if (roster.fortune_of_arrested(who) < p_.execution)
                roster.move(who, Status::executed, {.what = What::execution, .in_public = true});
        }
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
};

}  // namespace defection
