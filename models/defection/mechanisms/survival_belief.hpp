/// Belief that the regime will last: every group weighs the men at work for it against what threatens it, its patron,
/// and what it is told; what the country hears at once shakes all alike.
///     L = sum over brigades of men x effort x skill + patron's forces
///     T = rebels + W (street sum of n_r protest_r + calm)
///     dl_k/dt = speed (balance ln(L / T) + patron support + narrative_k + talk - l_k) + news xi
///     dm/dt = speed (militia_doubt militia / (militia + army + elite) - m)
///     B_k = logistic(l_k) + events
///     B_k of officers = logistic(l_k - m) + events
/// within [0, 1]; talk: of an opposition that the regime makes itself (deception) and of recognition by outside states
/// (normalisation). W are the regulars at the start, n_r a region's share of the people; agencies are not counted. Men are
/// counted by last week's effort, which follows belief: what people expect of each other can come true. Officers doubt a
/// regime that puts militias in the army's place. If a curve prescribes belief, it is that of all.
/// Rows F48, F70, F80, F81, F114, F129; domain A1.1. Null: belief is 1 plus what history adds.
#pragma once

#include <algorithm>
#include <vector>

#include "models/defection/army/strength.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

class SurvivalBelief {
 public:
    static constexpr std::string_view name = "survival_belief";
    static constexpr bool acts_when_off = true;  // its null is what history gives
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure,
                  "whether people form their own belief in the regime's survival", "assumed");
        SIM_PARAM(double, start, 0.9, "1", in(0, 1), structure, "belief at the start", "assumed");
        SIM_PARAM(double, speed, 0.1, "1/week", in(0, 5), behaviour, "speed at which belief follows what is seen",
                  "model trial 0.03-0.3");
        SIM_PARAM(double, balance, 1.4, "1", in(0, 10), behaviour,
                  "log odds of belief for a unit of the log of soldiers at work over the threat",
                  "model trial 0.6-2.2");
        SIM_PARAM(double, patron, 0.4, "log", in(0, 10), behaviour, "log odds of belief at the patron's full support",
                  "F114 for the sign; model trial 0-0.8");
        SIM_PARAM(double, street, 0.35, "1", in(0, 10), behaviour,
                  "threat of all people in the street, over the force at the start", "model trial");
        SIM_PARAM(double, calm, 0.02, "1", in(1e-6, 1), behaviour,
                  "threat that is felt in peace, over the force at the start", "assumed");
        SIM_PARAM(double, militia_doubt, 1.0, "log", in(0, 10), behaviour,
                  "log odds of officers' belief lost where militias have replaced the army",
                  "F48 for the sign; size assumed");
        SIM_PARAM(double, news, 0.15, "1/week", in(0, 5), behaviour,
                  "log odds of belief added in a week by common news of one standard deviation",
                  "F129: standard deviation of belief 0.2 [0.05-0.5]");
    };
    explicit SurvivalBelief(const Parameters& p) : p_(p) {}

    double threat(double rebels, double street, double force) const {
        return rebels + force * (p_.street * street + p_.calm);
    }
    double balance(double men_at_work, double threat) const {
        return p_.balance * sim::random::log(std::max(men_at_work, 1.0) / threat);
    }

    void attitudes(const state::Setting& setting, const state::Week& week, const Strength& strength,
                   const state::War& war, const state::Drivers& drivers, const state::Patron& patron,
                   const state::News& news, const state::Narrative& narrative, const state::Deceit& deceit,
                   const state::Recognition& recognition, state::Belief& belief) {
        const double given = drivers[Driver::survival_belief];
        if (const bool curve = drivers.prescribes(Driver::survival_belief); curve || !p_.enabled) {
            const double everybody = std::clamp(given + (curve ? 0.0 : 1.0), 0.0, 1.0);
            for (auto* of : {&belief.of_men, &belief.of_officers}) std::fill(of->begin(), of->end(), everybody);
            return;
        }
        const double street = setting.mean_over_people(drivers.protest);
        const double seen =
            balance(war.men_at_work, threat(war.rebels_in_all, street, setting.force)) + p_.patron * patron.support;
        const double talk = deceit.legitimacy + recognition.belief;
        doubt_ += week.approach(p_.speed) * (p_.militia_doubt * strength.militia_share() - doubt_);
        log_odds_.resize(setting.n_groups(), log_odds_of(p_.start));
        for (std::size_t g = 0; g < log_odds_.size(); ++g) {
            follow(log_odds_[g], seen + narrative.believed[g] + talk, week, news);
            belief.of_men[g] = std::clamp(sim::random::logistic(log_odds_[g]) + given, 0.0, 1.0);
            belief.of_officers[g] = std::clamp(sim::random::logistic(log_odds_[g] - doubt_) + given, 0.0, 1.0);
        }
    }

 private:
    static constexpr double tiny = 1e-17;  // keeps the odds of 0 and 1 finite; their probability rounds to 0 and 1
    static double log_odds_of(double share) {
        return sim::random::log(share + tiny) - sim::random::log(1.0 - share + tiny);
    }
    /// Day by day, as news comes; exact where target and news are constant within a day.
    void follow(double& log_odds, double target, const state::Week& week, const state::News& news) const {
        constexpr double day = 1.0 / state::Week::days_of_one;
        const double kept = sim::random::exp(-p_.speed * day);
        const double heard = p_.speed > 0 ? (1.0 - kept) / p_.speed : day;  // [week] weight of a day's news
        for (std::size_t d = 0; d < week.days(); ++d) {
            const double xi = news.of_day.empty() ? 0.0 : news.of_day[d];
            log_odds = kept * log_odds + (1.0 - kept) * target + p_.news * heard * xi;
        }
    }

    const Parameters& p_;
    std::vector<double> log_odds_;  // [group]
    double doubt_ = 0;              // of officers, log odds
};

}  // namespace defection
