/// Leadership: what history lets happen to the chiefs of organisations. A chief is killed, dies, is dismissed or arrested at
/// once; one who is accused, or offered exile, may go while the event lasts:
///     arrested [1/week] = arrest s                          of who is accused
///     flees [1/week] = flight s                             of who is accused
///     accepts [1/week] = acceptance s logistic(I)           of who is offered exile
/// s: the event's strength, times what is left of it; I: the chief's own reasons to refuse, last week (command). It befalls
/// whoever is chief as it begins, and no successor; the next in line follows (offices). Rows F66, F82, F88. Null: history
/// lets nothing happen to chiefs. Not a switch.
#pragma once

#include <vector>

#include "models/defection/access.hpp"
#include "models/defection/army/roster.hpp"
#include "models/defection/scenario/history.hpp"
#include "models/defection/state/command.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Leadership {
 public:
    static constexpr std::string_view name = "leadership";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, arrest, 0.02, "1/week", in(0, 50), behaviour,
                  "rate at which a chief under full accusation is arrested", "F88 for the sign; size assumed");
        SIM_PARAM(double, flight, 0.02, "1/week", in(0, 50), behaviour,
                  "rate at which a chief under full accusation flees", "F82, F88 for the sign; size assumed");
        SIM_PARAM(double, acceptance, 0.5, "1/week", in(0, 50), behaviour,
                  "rate at which a chief accepts exile who has every reason to refuse", "assumed");
    };
    explicit Leadership(const Parameters& p) : p_(p) {}

    double arrested(double strength) const { return p_.arrest * strength; }
    double flees(double strength) const { return p_.flight * strength; }
    double accepts(double strength, double reasons) const {
        return p_.acceptance * strength * sim::random::logistic(reasons);
    }

    void command(const state::Setting& setting, const state::Week& week, const History& history, const Nodes& nodes,
                 const People& people, Last<state::Offices> offices, Last<state::Motives> motives, Roster& roster);

 private:
    struct Scene {
        const state::Setting& setting;
        const state::Week& week;
        Roster& roster;
    };
    /// Whether it is over with the chief.
    bool befall(const Scene& scene, const Event& event, double strength, double reasons, PersonId chief) const;

    const Parameters& p_;
    struct Case {
        PersonId chief;  // when it began; `nobody`: there was none so far
        bool is_over = false;
    };
    std::vector<Case> cases_;  // [event]
};

}  // namespace defection
