/// Amnesty: who left may come back. They do so the sooner the worse they live, the longer the regime is expected to last,
/// the less the opposition guarantees them, and the more they trust the decree, which is learned from what became of others
/// who came back.
///     rate [1/week] = open returning way B exp(-hold Gamma_k) trust
///     trust = (prior n guarantee + home) / (prior n + home + shock punished)
///     P(punished) = punishment (1 - guarantee)
/// Of the others the share `recalled` serves again, the rest go home. way: from_camp, from_abroad, from_hiding, from_opposition; B: belief of the group and rank that the regime lasts; n: who
/// left; home, punished: of those who came back so far. Row F29. Null: no leaver may come back; so unless a scenario or
/// an event opens the way.
#pragma once

#include "models/defection/army/leavers.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/beyond.hpp"
#include "models/defection/state/happenings.hpp"
#include "sim/param/field.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

class Amnesty {
 public:
    static constexpr std::string_view name = "amnesty";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether a decree can open a way back", "assumed");
        SIM_PARAM(double, open, 0.0, "1", in(0, 1), policy, "how far the way back is open, 1 = for all", "assumed");
        SIM_PARAM(double, guarantee, 0.5, "1", in(0, 1), policy,
                  "how far the regime binds itself not to punish who comes back", "assumed");
        SIM_PARAM(double, recalled, 0.3, "1", in(0, 1), policy,
                  "share of those who come back unpunished who have to serve again", "assumed");
        SIM_PARAM(double, punishment, 0.3, "1", in(0, 1), policy,
                  "share punished of those who come back where the regime has not bound itself", "assumed");
        SIM_PARAM(double, returning, 0.02, "1/week", in(0, 5), behaviour,
                  "rate at which people come back whom nothing keeps away", "assumed");
        SIM_PARAM(double, from_camp, 1.0, "1", in(0, 10), behaviour, "readiness of those in camps", "F98; assumed");
        SIM_PARAM(double, from_abroad, 0.5, "1", in(0, 10), behaviour, "readiness of those on their own abroad",
                  "assumed");
        SIM_PARAM(double, from_hiding, 1.0, "1", in(0, 10), behaviour, "readiness of those in hiding", "assumed");
        SIM_PARAM(double, from_opposition, 0.2, "1", in(0, 10), behaviour, "readiness of those with the opposition",
                  "assumed");
        SIM_PARAM(double, hold, 1.5, "log", in(0, 10), behaviour,
                  "log rate lost where the opposition guarantees a place in full", "F108 for the sign; size assumed");
        SIM_PARAM(double, prior, 0.01, "1", in(1e-6, 10), behaviour,
                  "weight of what was decreed, as a share of those who left", "assumed");
        SIM_PARAM(double, shock, 3.0, "1", in(0, 100), behaviour,
                  "how much more one who was punished counts than one who went home", "assumed");
    };
    explicit Amnesty(const Parameters& p) : p_(p) {}

    double readiness(Status status) const {
        if (is_with_opposition(status)) return p_.from_opposition;
        return status == Status::camp ? p_.from_camp : status == Status::fled ? p_.from_abroad : p_.from_hiding;
    }
    double trust(double leavers, double home, double punished) const {
        const double prior = p_.prior * leavers, all = prior + home + p_.shock * punished;
        return all > 0 ? (prior * p_.guarantee + home) / all : 0.0;
    }
    double punished_share() const { return p_.punishment * (1.0 - p_.guarantee); }

    void attitudes(const Outside& outside, const Leavers& leavers, const state::Happenings& happenings,
                   const state::Belief& belief, const state::Guarantees& guarantees, state::Ways& ways) {
        for (const Happening& one : happenings.last) {
            if (one.what == What::comeback || one.status == Status::returned) home_ += 1;
            if (one.what == What::afterwards && one.status == Status::punished_on_return) punished_ += 1;
        }
        if (p_.open <= 0) return;
        const double trusted = trust(static_cast<double>(leavers.in_all()), home_, punished_);
        const double punished = punished_share();
        outside.for_each_occupied([&](std::size_t at, const Outside::Cell& cell) {
            const double lasting = (cell.of_officers ? belief.of_officers : belief.of_men)[cell.group];
            const double held = sim::random::exp(-p_.hold * guarantees.of(cell.group, cell.of_officers));
            const double rate = p_.open * p_.returning * readiness(cell.status) * lasting * held * trusted;
            ways.add(at, Status::punished_on_return, rate * punished);
            ways.add(at, Status::serving, rate * (1.0 - punished) * p_.recalled);
            ways.add(at, Status::returned, rate * (1.0 - punished) * (1.0 - p_.recalled));
        });
    }

 private:
    const Parameters& p_;
    double home_ = 0, punished_ = 0;  // [simulated person] of those who came back
};

}  // namespace defection
