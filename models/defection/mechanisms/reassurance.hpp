/// Reassurance: what the opposition promises to those who leave, to whom, and how far it is believed. A call to leave that
/// promises nothing makes people expect to be punished.
///     Gamma_k' = speed (guarantee x [to_ingroup] x [to_officers] x credible - Gamma_k)
///     credible = credibility (1 - doubt radicalisation)
///     alarm_k = alarm x call x (1 - Gamma_k of men)        added to the penalty expected (deterrence)
///     ln h += pull Gamma_k
/// Gamma enters where people go strongly (departure, reception), whether they leave hardly. The first factors hold for the
/// ruler's group and for officers. Rows F93, F94, F108. Null: nothing is promised, no call is made; so unless a
/// scenario or an event says otherwise.
#pragma once

#include "models/defection/state/beyond.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Reassurance {
 public:
    static constexpr std::string_view name = "reassurance";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the opposition speaks to soldiers",
                  "assumed");
        SIM_PARAM(double, call, 0.0, "1", in(0, 1), policy, "how loudly the opposition calls on soldiers to leave",
                  "F93");
        SIM_PARAM(double, guarantee, 0.0, "1", in(0, 1), policy,
                  "safety and a place that it promises to those who leave, 1 = full", "F93");
        SIM_PARAM(double, to_ingroup, 1.0, "1", in(0, 1), policy, "part of that promise made to the ruler's group",
                  "assumed: to all alike");
        SIM_PARAM(double, to_officers, 1.0, "1", in(0, 1), policy, "part of that promise made to officers",
                  "assumed: to all alike; F94 0.1 [0-0.6] where nothing is said");
        SIM_PARAM(double, credibility, 0.5, "1", in(0, 1), behaviour, "part of a promise that is believed", "assumed");
        SIM_PARAM(double, doubt, 0.5, "1", in(0, 1), behaviour, "part of that lost where the opposition is all radical",
                  "F107 for the sign; size assumed");
        SIM_PARAM(double, speed, 0.1, "1/week", in(0, 5), behaviour, "speed at which a promise comes to be believed",
                  "assumed");
        SIM_PARAM(double, pull, 0.05, "log", in(0, 1), behaviour, "log-hazard of a full guarantee", "F93 0.05");
        SIM_PARAM(double, alarm, 0.05, "1", in(0, 2), behaviour,
                  "penalty that a loud call without any guarantee adds to what people expect; 1 = death for all caught",
                  "F93 for the sign and size: about -0.05 log");
    };
    explicit Reassurance(const Parameters& p) : p_(p) {}

    double promised(bool is_ingroup, bool officer, double radicalisation) const {
        return p_.guarantee * (is_ingroup ? p_.to_ingroup : 1.0) * (officer ? p_.to_officers : 1.0) * p_.credibility *
               (1.0 - p_.doubt * radicalisation);
    }
    double alarm(double guarantee) const { return p_.alarm * p_.call * (1.0 - guarantee); }

    void prepare(state::Terms& terms) { term_ = terms.add("reassurance.pull", Level::organisation_lane); }

    void attitudes(const state::Setting& setting, const state::Week& week, const state::Opposition& opposition,
                   state::Guarantees& guarantees) const {
        const double step = week.approach(p_.speed);
        for (std::size_t g = 0; g < setting.n_groups(); ++g) {
            const auto follow = [&](double& now, bool officer) {
                now += step * (promised(g == setting.structure.ingroup, officer, opposition.radicalisation) - now);
            };
            follow(guarantees.to_men[g], false);
            follow(guarantees.to_officers[g], true);
            guarantees.alarm[g] = alarm(guarantees.to_men[g]);
        }
    }

    void hazard(const state::Guarantees& guarantees, state::Terms& terms) const {
        terms.fill_lanes(term_, p_.pull,
                         [&](std::size_t, std::size_t g, Rank rank) { return guarantees.of(g, is_officer(rank)); });
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
};

}  // namespace defection
