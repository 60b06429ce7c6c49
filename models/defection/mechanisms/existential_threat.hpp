/// Existential threat: men who expect to share the regime's fate hold the more, the more the war turns on who they are.
/// The stake is produced by violence, most by that of rebels against the own group, and by the radicalisation of the other
/// side, and fades slowly.
///     dE_k/dt = growth (violence V + attacked Q_k + radicalisation rad) (1 - E_k) - fading E_k
/// V: violence in the country; Q_k: by rebels and militias against group k; closed: ways of living without the regime that it
/// closes to its own group (blocked options). History adds salience to E_k; a curve of it is E_k.
///     fate*_k = fate_k (latent + awakened E_k + [ruler's group] closed)
///     ln h += -bond fate*_k
/// Belief in the regime's survival does not enter: fate ties hold more, not less, when it is threatened (McLauchlin
/// 2010). Rows F52-F56, F58, F60, F64; domain A1.14. Null: no shared fate.
#pragma once

#include <algorithm>

#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class ExistentialThreat {
 public:
    static constexpr std::string_view name = "existential_threat";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether groups share the regime's fate", "assumed");
        SIM_PARAM(double, growth, 0.03, "1/week", in(0, 1), behaviour, "growth of the stake with violence",
                  "A1.14; model trial 0.01-0.05");
        SIM_PARAM(double, violence, 1.5, "1", in(0, 10), behaviour, "weight of violence in that growth",
                  "A1.14 for the sign; size assumed");
        SIM_PARAM(double, attacked, 3.0, "1", in(0, 50), behaviour,
                  "weight of violence by rebels against the own group in that growth",
                  "F54, F58 for the sign; assumed");
        SIM_PARAM(double, radicalisation, 0.3, "1", in(0, 10), behaviour,
                  "weight of the opposition's radicalisation in that growth", "F64 for the sign; size assumed");
        SIM_PARAM(double, latent, 0.6, "1", in(0, 2), behaviour, "part of a group's fate that is felt in peace",
                  "assumed");
        SIM_PARAM(double, awakened, 0.8, "1", in(0, 2), behaviour, "part added when the war is all about identity",
                  "assumed");
        SIM_PARAM(double, fading, 0.004, "1/week", in(0, 1), behaviour, "fading of the stake in peace", "model trial");
        SIM_PARAM(double, bond, 1.8, "log", in(0, 6), behaviour, "log-hazard removed by a fully shared fate",
                  "F52 1.2 [0.5-2.5]; model trial 1.1-2.5");
    };
    explicit ExistentialThreat(const Parameters& p) : p_(p) {}

    double growth_rate(double violence, double attacked, double radicalisation) const {
        return p_.growth * (p_.violence * violence + p_.attacked * attacked + p_.radicalisation * radicalisation);
    }
    double effective_fate(double fate, double stake, double closed = 0.0) const {
        return fate * (p_.latent + p_.awakened * stake + closed);
    }

    void prepare(const state::Setting& setting, state::Terms& terms) {
        term_ = terms.add("existential_threat.bond", Level::organisation_lane);
        stake_.assign(setting.n_groups(), 0.0);
    }

    /// Of violence and history.
    double stake(double of_violence, double salience, bool is_prescribed) const {
        return std::clamp((is_prescribed ? 0.0 : of_violence) + salience, 0.0, 1.0);
    }

    void attitudes(const state::Setting& setting, const state::Week& week, const state::Drivers& drivers,
                   const state::Violence& violence, const state::Opposition& opposition, const state::Options& options,
                   state::Fate& fate) {
        const double salience = drivers[Driver::salience];
        const bool is_given = drivers.prescribes(Driver::salience);
        for (std::size_t g = 0; g < stake_.size(); ++g) {
            const double up =
                growth_rate(violence.of_country, violence.by_rebels_against[g], opposition.radicalisation);
            const double rate = up + p_.fading;
            if (rate > 0) stake_[g] += week.approach(rate) * (up / rate - stake_[g]);
            const double closed = g == setting.structure.ingroup ? options.closed : 0.0;
            fate.shared[g] =
                effective_fate(setting.structure.groups[g].fate, stake(stake_[g], salience, is_given), closed);
        }
    }

    void hazard(const state::Fate& fate, state::Terms& terms) const {
        terms.fill_lanes(term_, -p_.bond, [&](std::size_t, std::size_t g, Rank) { return fate.shared[g]; });
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<double> stake_;  // [group]
};

}  // namespace defection
