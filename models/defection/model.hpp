/// One run of the model: the world, the mechanisms, and the schedule of a step.
#pragma once

#include "models/defection/history.hpp"
#include "models/defection/outcome.hpp"
#include "models/defection/parameters.hpp"
#include "models/defection/world.hpp"
#include "sim/run/budget.hpp"

namespace defection {

/// A mechanism and its switch. Switched off, it is never called and the world keeps its null.
template <class Mechanism>
struct Switched {
    explicit Switched(const typename Mechanism::Parameters& p) : on(p.enabled), mechanism(p) {}
    bool on;
    Mechanism mechanism;
};

class Army {
 public:
    /// `log` may be null: then no events are kept. Both history and structure outlive it.
    Army(const Structure& structure, const History& history, const Parameters& parameters, double scale,
         std::uint64_t run_seed, double dt, Log* log);

    void step();

    /// What the run has used so far.
    sim::Budget used() const;
    const World& world() const { return world_; }
    World& world() { return world_; }
    const BrigadeWatch& watch() const { return watch_; }
    /// Sum over men of army and elite of role weight x field exposure x bond of the company x initiative left.
    double army_capacity() const;
    const Parameters& parameters() const { return parameters_; }

 private:
    void environment();
    void intentions();
    void casualties();
    void change_policies();
    Ranks bound_men(std::size_t brigade) const;  // by rank, each as far as his company holds together

    const History& history_;
    Parameters parameters_;  // policies change at dates
    const Parameters given_;
    bool has_policy_changes_ = false;
    World world_;
    BrigadeWatch watch_{given_.outcome};
    Switched<Stacking> stacking_{parameters_.stacking};
    Switched<Posting> posting_{parameters_.posting};
    Switched<Conscription> conscription_{parameters_.conscription};
    Switched<Surveillance> surveillance_{parameters_.surveillance};
    Switched<BlockingForces> blocking_forces_{parameters_.blocking_forces};
    Switched<Reprisal> reprisal_{parameters_.reprisal};
    Switched<Grievance> grievance_{parameters_.grievance};
    Switched<ProtestOrders> protest_orders_{parameters_.protest_orders};
    Switched<Fear> fear_{parameters_.fear};
    Switched<ExistentialThreat> existential_threat_{parameters_.existential_threat};
    Switched<Patronage> patronage_{parameters_.patronage};
    Switched<Cohesion> cohesion_{parameters_.cohesion};
    Switched<Persuasion> persuasion_{parameters_.persuasion};
    Departure departure_{parameters_.departure};  // its null acts too: planners leave at once
    std::vector<sim::hazard::Crossing> crossings_;
    std::uint64_t n_crossings_ = 0;  // since the start
    std::vector<float> death_rate_;  // [company] 1/week
};

}  // namespace defection
