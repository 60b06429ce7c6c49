/// Whoever keeps a record of each person's time at risk, told by what moves people and what changes their hazards.
#pragma once

#include "models/defection/army/people.hpp"

namespace defection {

class Witness {
 public:
    virtual ~Witness() = default;

    /// A spell of constant personal factor, company and rank begins or ends; `at`: [week].
    virtual void open_spell(PersonId who, double at) = 0;
    virtual void close_spell(PersonId who, double at, bool ended_in_intention) = 0;
    /// A person forms an intention now: they and others at risk at that moment.
    virtual void sample_risk_set(PersonId who, double at) = 0;
};

}  // namespace defection
