/// The patron: helps as far as it is committed, the more the core is in danger; sends forces, pays militias, and takes a
/// part of command in return, which the regime's own seniors resent.
///     support' = speed (commitment min(1, steady + rescue T/L) - support)
///     forces' = speed (forces W support - forces)
///     command' = speed (min(1, command + reliance lack) support - command)
///     grievance inflow of senior officers of the ruler's group = alienation command
/// lack: skill that those who command brigades lack, a mean over their people: juniors lean on allies.
/// T/L: danger of the core last week; W: regulars at the start. A patron who comes, rescues or withdraws is a commitment
/// that changes at a date. If a curve prescribes support, forces or command, they are that; events without a curve are
/// shocks on top: the death of its general takes command away for a while, and no support. Rows F46, F67, F71, F113-F115,
/// F118, F120, F122, F123.
/// Null: no patron, whatever history gives; commitment is 0 unless a scenario or an event sets it.
#pragma once

#include <algorithm>
#include <string_view>

#include "models/defection/access.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Patron {
 public:
    static constexpr std::string_view name = "patron";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the regime has a patron", "assumed");
        SIM_PARAM(double, commitment, 0.0, "1", in(0, 1), policy, "how far the patron is ready to go", "F114");
        SIM_PARAM(double, steady, 0.3, "1", in(0, 1), behaviour, "support of a committed patron in quiet times",
                  "F113 for the sign; size assumed");
        SIM_PARAM(double, rescue, 3.0, "1", in(0, 100), behaviour,
                  "support added when the threat to the core is as strong as those who hold it", "F114; size assumed");
        SIM_PARAM(double, speed, 0.04, "1/week", in(0, 5), behaviour, "speed at which help comes and goes", "assumed");
        SIM_PARAM(double, forces, 0.09, "1", in(0, 5), structure,
                  "fighters whom full support brings, over the force at the start", "F115, F124: 25,000 of 290,000");
        SIM_PARAM(double, command, 0.4, "1", in(0, 1), behaviour, "part of command that full support takes",
                  "F123 0.4");
        SIM_PARAM(double, reliance, 0.0, "1", in(0, 1), behaviour,
                  "part of command that full support takes beyond that where commanders have lost all skill",
                  "F67 for the sign; 0 is neutral");
        SIM_PARAM(double, alienation, 0.01, "1/week", in(0, 1), behaviour,
                  "grievance inflow of seniors of the ruler's group where the patron commands all",
                  "F46, F120 for the sign; size assumed");
    };
    explicit Patron(const Parameters& p) : p_(p) {}

    /// Part of command that it aims at.
    double command_aim(double lack, double help) const { return std::min(1.0, p_.command + p_.reliance * lack) * help; }
    double aim(double danger) const { return p_.commitment * std::min(1.0, p_.steady + p_.rescue * danger); }

    void environment(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                     const Strength& strength, const state::Drivers& drivers, Last<state::Core> core,
                     Last<state::Offices> offices, state::Patron& patron) {
        const double step = week.approach(p_.speed);
        const double support = drivers[Driver::patron_support], forces = drivers[Driver::patron_forces];
        const bool is_support_given = drivers.prescribes(Driver::patron_support);
        support_ = is_support_given ? 0.0 : support_ + step * (aim(core->danger()) - support_);
        patron.support = std::clamp(support_ + support, -1.0, 1.0);
        const double help = std::max(0.0, patron.support);
        forces_ += step * (p_.forces * setting.force * help - forces_);
        if (drivers.prescribes(Driver::patron_forces)) forces_ = 0.0;
        patron.forces = std::max(0.0, forces_ + forces);
        const double lack = p_.reliance > 0 ? offices->lack(nodes, units, strength) : 0.0;
        const bool is_command_given = drivers.prescribes(Driver::patron_command);
        command_ = is_command_given ? 0.0 : command_ + step * (command_aim(lack, help) - command_);
        patron.command = std::clamp(command_ + drivers[Driver::patron_command], 0.0, 1.0);
    }

    void attitudes(const state::Setting& setting, const Units& units, const state::Patron& patron,
                   state::Inflows& inflows) const {
        for (std::size_t o = 0; o < units.n_organisations(); ++o)
            inflows.add(o, setting.structure.ingroup, Rank::senior_officer, p_.alienation * patron.command);
    }

 private:
    const Parameters& p_;
    double support_ = 0, forces_ = 0, command_ = 0;  // of its own, beside what history gives
};

}  // namespace defection
