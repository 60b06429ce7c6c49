/// Detention: prisons have room for so many. Those in the street are taken while there is room, soldiers who are caught in any
/// case; full prisons kill. People who see many of the own community disappear are frightened and embittered.
///     places = capacity W (1 + growth recognition)
///     civilians_k' = taking orders sum_r protest_r people_rk aim_k room - civilians_k / stay
///     room = max(0, 1 - held / places)
///     dread_k = ln(1 + civilians_k / (usual people_k))
///     ln h += -fear dread_k
///     grievance inflow [1/week] = bitterness dread_k
///     P(executed | arrested) = at least overflow (1 - places / held), where more are held than there are places
/// W: regulars at the start; aim_k: how far the state's violence strikes the group; recognition: by outside states, which
/// normalisation turns into prisons. Row F33, claims 10 and 11 of article 004. Null: no prisons; so unless a scenario or an
/// event builds them.
#pragma once

#include <algorithm>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/prisons.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Detention {
 public:
    static constexpr std::string_view name = "detention";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether people are held in prison", "assumed");
        SIM_PARAM(double, capacity, 0.0, "1", in(0, 100), policy, "places in prisons, over the force at the start",
                  "F33: six sites; size assumed");
        SIM_PARAM(double, growth, 1.0, "1", in(0, 10), behaviour,
                  "places that full recognition by outside states adds, over those there are",
                  "article 004 for the sign; size assumed");
        SIM_PARAM(double, taking, 0.01, "1/week", in(0, 1), behaviour,
                  "rate at which protesters are taken under full repression", "assumed");
        SIM_PARAM(double, stay, 52.0, "week", in(0.1, 5200), behaviour, "mean time in prison", "assumed");
        SIM_PARAM(double, usual, 0.001, "1", in(1e-6, 1), behaviour,
                  "share of a group in prison that is taken for one unit", "assumed");
        SIM_PARAM(double, fear, 0.1, "log", in(0, 3), behaviour, "log-hazard removed by a unit of dread",
                  "F33 0.2 [0-0.5]");
        SIM_PARAM(double, bitterness, 0.002, "1/week", in(0, 1), behaviour, "grievance inflow by a unit of dread",
                  "F33 for the sign; size assumed");
        SIM_PARAM(double, overflow, 0.5, "1", in(0, 1), behaviour,
                  "share executed of those arrested when nearly all who are held are too many", "assumed");
    };
    explicit Detention(const Parameters& p) : p_(p) {}

    double places(double force, double recognition) const {
        return p_.capacity * force * (1.0 + p_.growth * recognition);
    }
    static double room(double held, double places) { return places > 0 ? std::max(0.0, 1.0 - held / places) : 0.0; }
    double dread(double held, double people) const {
        return people > 0 ? sim::random::log1p(held / (p_.usual * people)) : 0.0;
    }
    double executed_share(double held, double places) const {
        return places > 0 && held > places ? p_.overflow * (1.0 - places / held) : 0.0;
    }

    void prepare(state::Terms& terms) { term_ = terms.add("detention.fear", Level::organisation_lane); }

    void attitudes(const state::Setting& setting, const state::Week& week, const Units& units,
                   const state::Happenings& happenings, const state::Drivers& drivers, const state::Orders& orders,
                   const state::Violence& violence, const state::Recognition& recognition, state::Prisons& prisons,
                   state::Inflows& inflows) const {
        prisons.places = places(setting.force, recognition.given);
        if (prisons.places <= 0 && prisons.held() <= 0) return;
        for (const Happening& one : happenings.last) {
            if (one.what == What::arrest) prisons.soldiers += 1.0 / setting.scale;
            if (one.what == What::execution) prisons.soldiers -= 1.0 / setting.scale;
        }
        const double free = room(prisons.held(), prisons.places);
        for (std::size_t g = 0; g < setting.n_groups(); ++g) {
            double street = 0, people = 0;
            for (std::size_t r = 0; r < setting.n_regions(); ++r) {
                people += setting.structure.people(r, g);
                street += drivers.protest[r] * setting.structure.people(r, g);
            }
            const double taken = p_.taking * orders.to_repress * street * violence.state_aim[g] * free;
            double& held = prisons.civilians[g];
            held += week.approach(1.0 / p_.stay) * (taken * p_.stay - held);
            prisons.dread[g] = dread(held, people);
            for (std::size_t o = 0; o < units.n_organisations(); ++o)
                for (std::size_t rank = 0; rank < n_ranks; ++rank)
                    inflows.add(o, g, Rank(rank), p_.bitterness * prisons.dread[g]);
        }
    }

    void hazard(const state::Prisons& prisons, state::Terms& terms) const {
        terms.fill_lanes(term_, -p_.fear, [&](std::size_t, std::size_t g, Rank) { return prisons.dread[g]; });
    }

    void police(const People& people, const state::Happenings& happenings, const state::Prisons& prisons,
                Roster& roster) const {
        const double share = executed_share(prisons.held(), prisons.places);
        if (share <= 0) return;
        for (const PersonId who : state::Happenings::people(happenings.now, What::arrest))
            if (people[who].status == Status::arrested && roster.fortune_of_arrested(who) < share)
                roster.move(who, Status::executed, {.what = What::execution});
    }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
};

}  // namespace defection
