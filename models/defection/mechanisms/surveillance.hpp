/// Surveillance: informers in the ranks and overlapping agencies find planners out, and a watched army mistrusts its
/// neighbours.
///     detection = agencies agency_rate coverage + contacts report informers / men
///     P(reported | sounds out an informer) = report
///     coverage = watch x serving monitors / monitors at the start
///     trust across groups x (1 - mistrust coverage)
///     ties between companies cut = tie_cut coverage
///     P(reported | whisper between companies) = 1 - (1 - report density)^go_betweens
/// Rows F18-F20, F22. Null: no informers, no agencies, trust unhurt.
#pragma once

#include "models/defection/army/planners.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

class Surveillance {
 public:
    static constexpr std::string_view name = "surveillance";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the army is watched", "assumed");
        SIM_PARAM(double, informer_density, 0.04, "1", in(0, 1), policy,
                  "share of posts whose holder informs where the organisation does not say; a change reaches newcomers",
                  "F20");
        SIM_PARAM(int, agencies, 4, "agency", in(0, 20), structure, "agencies that watch every unit on their own",
                  "F19");
        SIM_PARAM(double, agency_rate, 0.010, "1/week", in(0, 5), behaviour,
                  "rate at which one agency finds a planner out", "assumed; no source gives it (domain B9)");
        SIM_PARAM(double, contacts, 2.0, "1/week", in(0, 100), behaviour,
                  "comrades from whom a planner cannot hide what they mean to do", "assumed; F20 0.05-0.6 in all");
        SIM_PARAM(double, report, 0.4, "1", in(0, 1), behaviour, "chance that an informer reports what they learn",
                  "assumed");
        SIM_PARAM(double, mistrust, 0.5, "1", in(0, 1), behaviour, "loss of trust across groups under full coverage",
                  "F22 interunit_tie_cut");
        SIM_PARAM(double, tie_cut, 0.5, "1", in(0, 1), behaviour,
                  "share of ties between companies of a brigade that infiltration cuts under full coverage",
                  "F22 interunit_tie_cut; size assumed");
        SIM_PARAM(double, go_betweens, 1.0, "person", in(0, 20), behaviour,
                  "people whom a whisper between two companies passes on its way, each an informer as any other",
                  "assumed");
    };
    explicit Surveillance(const Parameters& p) : p_(p) {}

    double agency_rate(double coverage) const { return p_.agencies * p_.agency_rate * coverage; }
    double informer_rate(double informers, double men) const {
        return men > 0 ? p_.contacts * p_.report * informers / men : 0.0;
    }

    double overheard(double density) const { return 1.0 - sim::random::pow(1.0 - p_.report * density, p_.go_betweens); }

    void policy(const state::Setting& setting, const Strength& strength, state::Watch& watch) const {
        watch.report = p_.report;
        const double serving = p_.agencies > 0 ? strength.share_left(Rank::monitor) : 0.0;
        for (std::size_t o = 0; o < setting.n_organisations(); ++o) {
            const Organisation& organisation = setting.structure.organisations[o];
            watch.informer_density[o] = organisation.informer_density.value_or(p_.informer_density);
            watch.coverage[o] = organisation.watch * serving;
            watch.cut[o] = p_.tie_cut * watch.coverage[o];
            watch.overheard[o] = overheard(watch.informer_density[o]);
        }
    }

    void planners(const Units& units, const Strength& strength, const state::Watch& watch, Planners& planners) const {
        for (Planner& planner : planners.all) {
            const double coverage = watch.coverage[units.companies.organisation[planner.company]];
            planner.this_week.informer_rate = informer_rate(strength.informers[planner.company],
                                                            strength.men_in(planner.company, units.lanes.n_groups));
            planner.this_week.detection_rate += agency_rate(coverage) + planner.this_week.informer_rate;
            planner.this_week.trust_across *= 1.0 - p_.mistrust * coverage;
        }
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
