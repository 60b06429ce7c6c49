/// Effort: who stays may still withhold what they could do: sit in barracks, shoot into the air, let others pass. It
/// follows its motives at once and comes back with them, unlike those who left.
///     e = logistic(steepness (fate fate* + rent rent* + penalty B D - anger G - bar))
/// rent* holds belief B already, which D, the punishment expected of a regime that lasts, does not. Withheld, people
/// disengage: sum of 1 - e. Belief follows the men at work, so that an army held by what the regime will pay and punish
/// can fail because it is expected to (McLauchlin 2010), while one held by a shared fate cannot.
/// Rows F48, F68, F95; domain A1.1. Null: every person does what they can.
#pragma once

#include <vector>

#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/effort.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

class Effort {
 public:
    static constexpr std::string_view name = "effort";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether people may withhold effort", "assumed");
        SIM_PARAM(double, steepness, 5.0, "1", in(0, 50), behaviour, "log odds of effort for a unit of motive",
                  "model trial 2-8");
        SIM_PARAM(double, bar, 0.25, "log", in(-20, 20), behaviour, "motive at which half of the effort is given",
                  "model trial -1 to 1.5");
        SIM_PARAM(double, fate, 1.25, "log", in(0, 20), behaviour, "motive of a fully shared fate",
                  "model trial 0.5-2: half of what it holds people by");
        SIM_PARAM(double, rent, 1.75, "log", in(0, 20), behaviour, "motive of a full rent that is sure to be paid",
                  "model trial 0.5-3: what it holds people by");
        SIM_PARAM(double, penalty, 0.5, "log", in(0, 20), behaviour, "motive of certain punishment",
                  "model trial 0.2-0.8: 0.4 of what it holds people by");
        SIM_PARAM(double, anger, 0.5, "log", in(0, 20), behaviour, "motive lost with a unit of grievance",
                  "model trial 0.5");
    };
    explicit Effort(const Parameters& p) : p_(p) {}

    void attitudes(const state::Setting& setting, const Units& units, const state::Belief& belief,
                   const state::Fate& fate, const state::Rent& rent, const state::Deterrence& deterrence,
                   const state::Grievance& grievance, state::Effort& effort) {
        take_motives(setting, belief, fate, rent);
        const auto steepness = static_cast<float>(p_.steepness), anger = static_cast<float>(p_.anger);
        std::size_t row = 0;
        for (const BrigadeId b : units.brigades.ids()) {
            const float* own = motive_.data() + units.brigades.organisation[b] * units.lanes.size();
            for (std::size_t lane = 0; lane < units.lanes.size(); lane += n_ranks, row += n_ranks) {
                const Ranks motive = ranks_at(own + lane) +
                                     ranks_at(penalty_.data() + lane) * ranks_at(deterrence.felt.data() + row) -
                                     anger * ranks_at(grievance.stock.data() + row);
                for (std::size_t r = 0; r < n_ranks; ++r)
                    effort.given[row + r] = sim::random::logistic(steepness * motive[Eigen::Index(r)]);
            }
        }
    }

 private:
    /// Motives that do not differ between brigades of an organisation.
    void take_motives(const state::Setting& setting, const state::Belief& belief, const state::Fate& fate,
                      const state::Rent& rent) {
        motive_.resize(rent.believed.size());
        penalty_.resize(setting.n_groups() * n_ranks);
        for (std::size_t g = 0; g < setting.n_groups(); ++g)
            for (std::size_t r = 0; r < n_ranks; ++r)
                penalty_[Lanes::at(g, Rank(r))] = static_cast<float>(p_.penalty * belief.of(g, Rank(r)));
        for (std::size_t i = 0; i < motive_.size(); ++i) {
            const std::size_t group = i % penalty_.size() / n_ranks;
            motive_[i] = static_cast<float>(p_.fate * fate.shared[group] + p_.rent * rent.believed[i] - p_.bar);
        }
    }

    const Parameters& p_;
    std::vector<float> motive_;   // [organisation x lane] of fate and rent, over the bar
    std::vector<float> penalty_;  // [lane] weight of punishment
};

}  // namespace defection
