/// Host states: what neighbours do with those who come to them. They gather them in camps and restrict who may leave;
/// whoever is free to and finds a place guaranteed joins the opposition after all. For those who left from region r:
///     abroad -> camp [1/week] = gathering
///     camp -> abroad = leaving (1 - restriction)
///     abroad -> opposition = rejoining Gamma_k
///     camp -> opposition = rejoining Gamma_k (1 - restriction)
///     hiding -> abroad = onward V_r border_r
/// Gamma_k: what the opposition guarantees; V_r: violence where they hide. Rows F91, F92, F98. Null: every person stays
/// where they went.
#pragma once

#include "models/defection/state/beyond.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class HostStates {
 public:
    static constexpr std::string_view name = "host_states";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether host states hold those who fled in camps",
                  "assumed");
        SIM_PARAM(double, restriction, 0.7, "1", in(0, 1), policy,
                  "how far host states keep those in camps from leaving them", "F98 for the sign; size assumed");
        SIM_PARAM(double, gathering, 0.05, "1/week", in(0, 5), behaviour,
                  "rate at which those who fled abroad come to live in camps", "F98: most live in camps; size assumed");
        SIM_PARAM(double, leaving, 0.02, "1/week", in(0, 5), behaviour,
                  "rate at which people leave camps that no one closes", "assumed");
        SIM_PARAM(double, rejoining, 0.02, "1/week", in(0, 5), behaviour,
                  "rate at which those abroad join the opposition where a place is fully guaranteed",
                  "F108, F112 for the sign; size assumed");
        SIM_PARAM(double, onward, 0.05, "1/week", in(0, 5), behaviour,
                  "rate at which those in hiding go abroad, at full violence beside an open border",
                  "F92 for the sign; size assumed");
    };
    explicit HostStates(const Parameters& p) : p_(p) {}

    void attitudes(const state::Setting& setting, const Outside& outside, const state::Violence& violence,
                   const state::Guarantees& guarantees, state::Ways& ways) const {
        outside.for_each_occupied([&](std::size_t at, const Outside::Cell& cell) {
            const double place = p_.rejoining * guarantees.of(cell.group, cell.of_officers);
            const double free = 1.0 - p_.restriction;
            if (cell.status == Status::fled) {
                ways.add(at, Status::camp, p_.gathering);
                ways.add(at, Status::joined_opposition, place);
            } else if (cell.status == Status::camp) {
                ways.add(at, Status::fled, p_.leaving * free);
                ways.add(at, Status::joined_opposition, place * free);
            } else if (cell.status == Status::hiding) {
                ways.add(at, Status::fled,
                         p_.onward * violence.in_region[cell.region] * setting.structure.regions[cell.region].border);
            }
        });
    }

 private:
    const Parameters& p_;
};

}  // namespace defection
