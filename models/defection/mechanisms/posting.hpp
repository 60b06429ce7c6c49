/// Posting. Against revolt conscripts serve away from home, far from where they are known: homesickness pulls a little,
/// but men away from home find no kin to hide with, and a local unit is asked to act against its own town. Against coups
/// they serve away from the capital: units near the centre of power are filled with the ruler's group.
///     nationally recruited: weight of the region of posting x (1 - away) among the homes of each group
///     odds of other groups x (1 - away_from_capital (1 - distance)) x keep
///     personal factor exp(homesickness) away from home
///     opportunity to leave x (1 + local_help) for men posted at home
/// keep: what leaves the number of the other groups in the organisation as it was.
/// Rows F13; domain A1.11-A1.12. Null: homes are drawn without regard to the posting, nothing depends on it.
/// In the Syrian case little hangs on it: without it 1.1 % fewer leave (standard error 0.3 %).
#pragma once

#include "models/defection/army/factors.hpp"
#include "models/defection/state/intake.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Posting {
 public:
    static constexpr std::string_view name = "posting";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether posting looks at home", "assumed");
        SIM_PARAM(double, away, 0.90, "1", in(0, 1), policy,
                  "share posted elsewhere of those recruited nationally whom chance would post at home; a change "
                  "reaches newcomers",
                  "F13");
        SIM_PARAM(
            double, away_from_capital, 0.0, "1", in(0, 1), policy,
            "share of other groups' people below NCOs who are kept from serving at the centre of power, less with "
            "its distance; they serve farther out; a change reaches newcomers",
            "F13: far from the seat of power, against coups; 0 is neutral");
        SIM_PARAM(double, homesickness, 0.05, "log", in(0, 0.5), behaviour, "log-hazard of soldiers away from home",
                  "F13 home_pull");
        SIM_PARAM(double, local_help, 0.5, "1", in(0, 3), behaviour,
                  "added opportunity to slip away for soldiers posted at home", "assumed");
    };
    explicit Posting(const Parameters& p) : p_(p) {}

    void prepare(Factors& factors) const { factors.set_trait(away_from_home, p_.homesickness); }

    void policy(state::Postings& postings) const {
        postings.look_at_home = true;
        postings.local_help = p_.local_help;
        postings.away = p_.away;
        postings.away_from_capital = p_.away_from_capital;
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
