/// The one list of mechanisms. Parameters, switches, tables and docs follow it; the order is that of the tables.
#pragma once

#include <tuple>

#include "models/defection/mechanisms/aftermath.hpp"
#include "models/defection/mechanisms/amnesty.hpp"
#include "models/defection/mechanisms/base_pressure.hpp"
#include "models/defection/mechanisms/bereavement.hpp"
#include "models/defection/mechanisms/blocked_options.hpp"
#include "models/defection/mechanisms/blocking_forces.hpp"
#include "models/defection/mechanisms/careers.hpp"
#include "models/defection/mechanisms/cohesion.hpp"
#include "models/defection/mechanisms/command.hpp"
#include "models/defection/mechanisms/conscription.hpp"
#include "models/defection/mechanisms/coordination.hpp"
#include "models/defection/mechanisms/core.hpp"
#include "models/defection/mechanisms/danger.hpp"
#include "models/defection/mechanisms/deception.hpp"
#include "models/defection/mechanisms/departure.hpp"
#include "models/defection/mechanisms/deployment.hpp"
#include "models/defection/mechanisms/detention.hpp"
#include "models/defection/mechanisms/deterrence.hpp"
#include "models/defection/mechanisms/effort.hpp"
#include "models/defection/mechanisms/existential_threat.hpp"
#include "models/defection/mechanisms/factions.hpp"
#include "models/defection/mechanisms/fear.hpp"
#include "models/defection/mechanisms/foreign_example.hpp"
#include "models/defection/mechanisms/grievance.hpp"
#include "models/defection/mechanisms/host_states.hpp"
#include "models/defection/mechanisms/intention.hpp"
#include "models/defection/mechanisms/leadership.hpp"
#include "models/defection/mechanisms/leading_out.hpp"
#include "models/defection/mechanisms/legitimacy.hpp"
#include "models/defection/mechanisms/manpower.hpp"
#include "models/defection/mechanisms/militia.hpp"
#include "models/defection/mechanisms/moral_injury.hpp"
#include "models/defection/mechanisms/mourning.hpp"
#include "models/defection/mechanisms/news.hpp"
#include "models/defection/mechanisms/normalisation.hpp"
#include "models/defection/mechanisms/offices.hpp"
#include "models/defection/mechanisms/opposition.hpp"
#include "models/defection/mechanisms/patron.hpp"
#include "models/defection/mechanisms/patronage.hpp"
#include "models/defection/mechanisms/persuasion.hpp"
#include "models/defection/mechanisms/plot.hpp"
#include "models/defection/mechanisms/posting.hpp"
#include "models/defection/mechanisms/propaganda.hpp"
#include "models/defection/mechanisms/protest_orders.hpp"
#include "models/defection/mechanisms/purge.hpp"
#include "models/defection/mechanisms/quiet_exit.hpp"
#include "models/defection/mechanisms/reassurance.hpp"
#include "models/defection/mechanisms/reception.hpp"
#include "models/defection/mechanisms/reports.hpp"
#include "models/defection/mechanisms/reprisal.hpp"
#include "models/defection/mechanisms/script.hpp"
#include "models/defection/mechanisms/sponsors.hpp"
#include "models/defection/mechanisms/stacking.hpp"
#include "models/defection/mechanisms/stance.hpp"
#include "models/defection/mechanisms/surveillance.hpp"
#include "models/defection/mechanisms/survival_belief.hpp"
#include "models/defection/mechanisms/suspects.hpp"
#include "models/defection/mechanisms/violence.hpp"
#include "models/defection/mechanisms/war.hpp"
#include "models/defection/record/outcome.hpp"

namespace defection {

template <class... Ms>
struct MechanismList {};

using Mechanisms =
    MechanismList<Script, Intention, Stacking, Posting, Conscription, Surveillance, BlockingForces, Reprisal,
                  Deterrence, Grievance, MoralInjury, ProtestOrders, Fear, Danger, Bereavement, ExistentialThreat,
                  Patronage, Cohesion, News, Propaganda, SurvivalBelief, Effort, Persuasion, Coordination, Departure,
                  War, Violence, Opposition, Sponsors, Patron, Core, Manpower, Militia, Reassurance, Factions,
                  Reception, HostStates, Amnesty, Reports, Aftermath, Deception, Normalisation, Detention,
                  BlockedOptions, Mourning, ForeignExample, BasePressure, Offices, Command, Stance, LeadingOut, Plot,
                  QuietExit, Purge, Careers, Deployment, Leadership, Legitimacy, Suspects, OutcomeWatch>;

}  // namespace defection
