/// The intention to leave. A soldier forms it when the clock of their cell has advanced by their own resistance:
///     h = frailty x factors x exp(base + sum of the mechanisms' terms)
/// The base rate is a conscript's; every other rank has an offset. A person who forms the intention becomes a planner,
/// and draws what it takes to be found out, to find an opportunity, and to sound out a tie. A family at risk is brought
/// to safety first.
/// Rows F50, F90. Null: every factor 1, no offset.
#pragma once

#include <array>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"
#include "sim/random/batch.hpp"

namespace defection {

class Intention {
 public:
    static constexpr std::string_view name = "intention";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, log_base_rate, -5.6, "log 1/week", in(-25, 0), behaviour,
                  "log-hazard of a conscript to whom nothing applies", "model trial -5.9 to -5.1; calibrated by hand");
        SIM_PARAM(double, senior_officer, -1.8, "log", in(-10, 10), behaviour, "offset of senior officers", "F90 -1.8");
        SIM_PARAM(double, junior_officer, -0.6, "log", in(-10, 10), behaviour, "offset of junior officers", "F90 -0.6");
        SIM_PARAM(double, nco, -0.53, "log", in(-10, 10), behaviour, "offset of NCOs", "F90 -0.3; model trial");
        SIM_PARAM(double, professional, -0.69, "log", in(-10, 10), behaviour, "offset of professionals",
                  "model trial -1 to 0");
        SIM_PARAM(double, militia, -0.7, "log", in(-10, 10), behaviour, "offset of militia fighters", "assumed");
        SIM_PARAM(double, monitor, -1.5, "log", in(-10, 10), behaviour, "offset of intelligence monitors", "assumed");
        SIM_PARAM(double, least_log_rate, -25.0, "log 1/week", in(-80, -10), behaviour,
                  "log-hazards below count as this: once in a billion years", "assumed: never");
        SIM_PARAM(double, most_log_rate, -0.7, "log 1/week", in(-10, 3), behaviour,
                  "log-hazards above count as this: half of all in 1.4 weeks", "assumed");
        SIM_PARAM(double, frailty, 1.2, "log", in(0, 3), behaviour,
                  "standard deviation of log personal frailty, mean 1", "model trial 1.2-1.5");
    };
    explicit Intention(const Parameters& p) : p_(p) {}

    /// Ranks whose base rate differs from a conscript's, and the parameter that says by how much.
    struct Offset {
        Rank rank;
        std::string_view parameter;
        double Parameters::*value;
    };
    static constexpr std::array<Offset, 6> offsets = {
        {{Rank::senior_officer, "intention.senior_officer", &Parameters::senior_officer},
         {Rank::junior_officer, "intention.junior_officer", &Parameters::junior_officer},
         {Rank::nco, "intention.nco", &Parameters::nco},
         {Rank::professional, "intention.professional", &Parameters::professional},
         {Rank::militia, "intention.militia", &Parameters::militia},
         {Rank::monitor, "intention.monitor", &Parameters::monitor}}};
    double offset(Rank rank) const {
        for (const Offset& offset : offsets)
            if (offset.rank == rank) return p_.*offset.value;
        return 0.0;
    }
    float log_rate(Rank rank) const { return float(p_.log_base_rate + offset(rank)); }
    HazardSums::LogRates log_rates() const {
        HazardSums::LogRates rates{.base = {}, .least = float(p_.least_log_rate), .most = float(p_.most_log_rate)};
        for (std::size_t r = 0; r < n_ranks; ++r) rates.base[r] = log_rate(Rank(r));
        return rates;
    }

    void policy(state::Frailty& frailty) const { frailty.deviation = p_.frailty; }

    void planners(const state::Setting& setting, const state::Week& week, const Units& units, const People& people,
                  const Strength& strength, const state::Terms& terms, const state::Deterrents& deterrents,
                  const state::War& war, Planners& planners, Personal& personal, Roster& roster) {
        sums_.add_up(terms.all(), log_rates(), units);
        const auto crossings = roster.advance_intentions([&](Index company, std::span<float> row) {
            if (strength.men_in(CompanyId(company), units.lanes.n_groups) == 0) return false;
            sums_.hazard_of(CompanyId(company), units, row);
            return true;
        });
        forming_.clear();
        keys_.clear();
        visit_ahead(
            crossings, [&](const auto& crossing) { units.posts.prefetch(PostId(crossing.seat)); },
            [&](const auto& crossing) { people.prefetch(units.posts.holder[PostId(crossing.seat)]); },
            [&](const auto& crossing) {
                const PersonId who = units.posts.holder[PostId(crossing.seat)];
                forming_.push_back({who, week.start + crossing.when * week.dt});
                keys_.push_back(people[who].key);
            });
        draws_.fill(setting.run_seed, week.step, keys_);
        for (std::size_t i = 0; i < forming_.size(); ++i) {
            const auto [who, at] = forming_[i];
            roster.intend(who, at);
            Planner planner{.who = who, .company = people[who].company, .since = at, .ready = at};
            planner.found_left = draws_.found[i];
            planner.gone_left = draws_.gone[i];
            planner.whisper_left = draws_.whisper[i];
            const double risk = deterrents.family_risk * war.reach_of_home(people[who].home);
            if (draws_.risk[i] < risk) {
                planner.ready += deterrents.preparation_delay * draws_.delay[i];
                personal.add_trait(who, family_safe);
            }
            planners.all.push_back(planner);
        }
    }

 private:
    struct Forming {
        PersonId who;
        double at;  // [week]
    };
    /// Of every person who forms the intention in a week, drawn together.
    struct Draws {
        std::vector<double> found, gone, whisper, delay;  // ~ Exp(1)
        std::vector<double> risk, unused;                 // in (0, 1)

        void fill(std::uint64_t seed, std::uint32_t step, std::span<const std::uint64_t> keys) {
            constexpr Purpose purpose = "departure/plan";
            std::uint32_t block = 0;
            for (const auto& [first, second] : {std::pair(&found, &gone), {&whisper, &delay}, {&risk, &unused}}) {
                first->resize(keys.size());
                second->resize(keys.size());
                sim::random::fill_uniforms(seed, purpose, keys, step, *first, *second, block++);
            }
            for (auto* column : {&found, &gone, &whisper, &delay}) sim::random::make_exponential(*column);
        }
    };

    const Parameters& p_;
    HazardSums sums_;
    std::vector<Forming> forming_;     // this week, in order
    std::vector<std::uint64_t> keys_;  // of their random streams
    Draws draws_;
};

}  // namespace defection
