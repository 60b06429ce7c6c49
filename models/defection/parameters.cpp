#include "models/defection/parameters.hpp"

namespace defection {

const sim::param::Table& parameter_table() {
    static const sim::param::Table table = [] {
        sim::param::Table t;
        t.add(&Parameters::intention, "intention");
        t.add(&Parameters::stacking, Stacking::name);
        t.add(&Parameters::posting, Posting::name);
        t.add(&Parameters::conscription, Conscription::name);
        t.add(&Parameters::surveillance, Surveillance::name);
        t.add(&Parameters::blocking_forces, BlockingForces::name);
        t.add(&Parameters::reprisal, Reprisal::name);
        t.add(&Parameters::grievance, Grievance::name);
        t.add(&Parameters::protest_orders, ProtestOrders::name);
        t.add(&Parameters::fear, Fear::name);
        t.add(&Parameters::existential_threat, ExistentialThreat::name);
        t.add(&Parameters::patronage, Patronage::name);
        t.add(&Parameters::cohesion, Cohesion::name);
        t.add(&Parameters::persuasion, Persuasion::name);
        t.add(&Parameters::departure, Departure::name);
        t.add(&Parameters::war, "war");
        t.add(&Parameters::outcome, "outcome");
        return t;
    }();
    return table;
}

}  // namespace defection
