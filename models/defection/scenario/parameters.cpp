#include "models/defection/scenario/parameters.hpp"

namespace defection {
namespace {

template <class Mechanism>
void add(sim::param::Table& table) {
    if constexpr (requires { typename Mechanism::Parameters; }) {
        typename Mechanism::Parameters Parameters::*part = &ParametersOf<Mechanism>::part;
        table.add(part, Mechanism::name);
    }
}

template <class... Ms>
sim::param::Table table_of(MechanismList<Ms...>) {
    sim::param::Table table;
    (add<Ms>(table), ...);
    return table;
}

}  // namespace

const sim::param::Table& parameter_table() {
    static const sim::param::Table table = table_of(Mechanisms());
    return table;
}

}  // namespace defection
