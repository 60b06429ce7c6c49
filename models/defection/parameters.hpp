/// All parameters of the model, by mechanism, and the table derived from their declarations.
#pragma once

#include "models/defection/mechanisms/blocking_forces.hpp"
#include "models/defection/mechanisms/cohesion.hpp"
#include "models/defection/mechanisms/conscription.hpp"
#include "models/defection/mechanisms/departure.hpp"
#include "models/defection/mechanisms/existential_threat.hpp"
#include "models/defection/mechanisms/fear.hpp"
#include "models/defection/mechanisms/grievance.hpp"
#include "models/defection/mechanisms/patronage.hpp"
#include "models/defection/mechanisms/persuasion.hpp"
#include "models/defection/mechanisms/posting.hpp"
#include "models/defection/mechanisms/protest_orders.hpp"
#include "models/defection/mechanisms/reprisal.hpp"
#include "models/defection/mechanisms/stacking.hpp"
#include "models/defection/mechanisms/surveillance.hpp"
#include "models/defection/outcome.hpp"
#include "models/defection/war.hpp"
#include "models/defection/world.hpp"
#include "sim/param/table.hpp"

namespace defection {

struct Parameters {
    IntentionParameters intention;
    Stacking::Parameters stacking;
    Posting::Parameters posting;
    Conscription::Parameters conscription;
    Surveillance::Parameters surveillance;
    BlockingForces::Parameters blocking_forces;
    Reprisal::Parameters reprisal;
    Grievance::Parameters grievance;
    ProtestOrders::Parameters protest_orders;
    Fear::Parameters fear;
    ExistentialThreat::Parameters existential_threat;
    Patronage::Parameters patronage;
    Cohesion::Parameters cohesion;
    Persuasion::Parameters persuasion;
    Departure::Parameters departure;
    WarParameters war;
    OutcomeParameters outcome;
};

const sim::param::Table& parameter_table();

}  // namespace defection
