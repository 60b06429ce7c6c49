/// Posting away from home: conscripts serve far from where they are known. Homesickness pulls a little; but men away
/// from home find no kin to hide with, and a local unit is asked to act against its own town.
///     P(local | nationally recruited) = 1 - away
///     personal factor exp(homesickness) away from home
///     opportunity to leave x (1 + local_help) for men posted at home
/// Rows F13; domain A1.11-A1.12. Null: homes are drawn without regard to the posting, nothing depends on it.
#pragma once

#include "models/defection/army/factors.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Posting {
 public:
    static constexpr std::string_view name = "posting";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether posting looks at home", "assumed");
        SIM_PARAM(double, away, 0.90, "1", in(0, 1), policy,
                  "share of nationally recruited men kept away from their home region; a change reaches newcomers",
                  "F13");
        SIM_PARAM(double, territorial_local, 0.75, "1", in(0, 1), structure,
                  "share of men posted at home where recruitment is territorial", "assumed");
        SIM_PARAM(double, homesickness, 0.05, "log", in(0, 0.5), behaviour, "log-hazard of men away from home",
                  "F13 home_pull");
        SIM_PARAM(double, local_help, 0.5, "1", in(0, 3), behaviour,
                  "added opportunity to slip away for men posted at home", "assumed");
    };
    explicit Posting(const Parameters& p) : p_(p) {}

    double local_share(Recruitment recruitment) const {
        return recruitment == Recruitment::territorial ? p_.territorial_local : 1.0 - p_.away;
    }

    void prepare(Factors& factors) const { factors.set_trait(away_from_home, p_.homesickness); }

    void policy(const state::Setting& setting, state::Postings& postings) const {
        postings.look_at_home = true;
        postings.local_help = p_.local_help;
        for (std::size_t o = 0; o < setting.n_organisations(); ++o)
            postings.local_share[o] = local_share(setting.structure.organisations[o].recruitment);
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
