/// All parameters of the model, by mechanism, and the table derived from their declarations. Both follow the list of
/// mechanisms.
#pragma once

#include "models/defection/mechanisms.hpp"
#include "sim/param/table.hpp"

namespace defection {

/// The parameters of one mechanism; empty if it has none.
template <class Mechanism>
struct ParametersOf {};
template <class Mechanism>
requires requires { typename Mechanism::Parameters; }
struct ParametersOf<Mechanism> {
    typename Mechanism::Parameters part;
};

template <class List>
struct ParametersOfAll;
template <class... Ms>
struct ParametersOfAll<MechanismList<Ms...>> : ParametersOf<Ms>... {
    template <class Mechanism>
    typename Mechanism::Parameters& of() {
        return static_cast<ParametersOf<Mechanism>&>(*this).part;
    }
    template <class Mechanism>
    const typename Mechanism::Parameters& of() const {
        return static_cast<const ParametersOf<Mechanism>&>(*this).part;
    }
};
struct Parameters : ParametersOfAll<Mechanisms> {};

const sim::param::Table& parameter_table();

}  // namespace defection
