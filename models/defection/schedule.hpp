/// The week on one page, and a run that goes through it.
#pragma once

#include "models/defection/access.hpp"
#include "models/defection/army/roster.hpp"
#include "models/defection/mechanisms.hpp"
#include "models/defection/phases.hpp"
#include "models/defection/record/log.hpp"
#include "models/defection/scenario/history.hpp"
#include "models/defection/scenario/parameters.hpp"
#include "models/defection/state/state.hpp"
#include "sim/run/budget.hpp"

namespace defection {

/// Before the first week. Terms stand in this order in the sum of a hazard.
using Preparation =
    ScheduleOf<Phase<phase::Prepare, Stacking, Posting, BlockingForces, Reprisal, Deterrence, Grievance, MoralInjury,
                     ProtestOrders, Fear, Danger, Bereavement, ExistentialThreat, Patronage, Cohesion, Persuasion,
                     Reports, Reassurance, Normalisation, Detention, Mourning, ForeignExample, Command, Stance, Purge>>;

/// A mechanism that is switched off is left out. In the phases that act, people are moved one after another in the
/// order listed; everywhere else the order is checked when this is compiled.
using Schedule = ScheduleOf<
    Phase<phase::Environment, Deployment, Script, News, BasePressure, ForeignExample, Normalisation, Sponsors, Patron,
          War, Violence, Opposition, Core>,
    Phase<phase::Policy, Intention, Stacking, Posting, Manpower, Militia, Conscription, Surveillance, BlockingForces,
          Reprisal, Cohesion, Propaganda, Deception, BlockedOptions>,
    Phase<phase::Attitudes, Reassurance, Detention, SurvivalBelief, ExistentialThreat, Patronage, Fear, Danger,
          Bereavement, Deterrence, ProtestOrders, Stacking, Patron, Conscription, Persuasion, Cohesion, Purge, Careers,
          Legitimacy, Grievance, MoralInjury, Effort, Factions, Reception, HostStates, Amnesty>,
    Phase<phase::Hazard, Stacking, BlockingForces, Deterrence, Grievance, MoralInjury, ProtestOrders, Danger,
          Bereavement, ExistentialThreat, Patronage, Cohesion, Persuasion, Reassurance, Normalisation, Detention,
          Mourning, ForeignExample>,
    Phase<phase::Planners, Intention, Surveillance, Persuasion, Coordination, Departure>,
    Phase<phase::Command, Leadership, Offices, Command, Stance, LeadingOut, Plot, QuietExit, Purge, Careers>,
    Phase<phase::Police, BlockingForces, Reprisal, Detention, Suspects>,
    Phase<phase::Leavers, Persuasion, Reports, Reprisal, Deception, Aftermath>,
    Phase<phase::Demography, War, Conscription, Militia>, Phase<phase::Record, OutcomeWatch>>;

/// A mechanism and its switch.
template <class Mechanism>
struct Switched {
    template <class Parameters>
    static Mechanism made(const Parameters& p) {
        if constexpr (requires { typename Mechanism::Parameters; })
            return Mechanism(p.template of<Mechanism>());
        else
            return Mechanism();
    }
    template <class Parameters>
    static bool is_on(const Parameters& p) {
        if constexpr (
            requires { p.template of<Mechanism>().enabled; } && !requires { Mechanism::acts_when_off; })
            return p.template of<Mechanism>().enabled;
        else
            return true;
    }
    template <class Parameters>
    explicit Switched(const Parameters& p) : on(is_on(p)), mechanism(made(p)) {}
    bool on;
    Mechanism mechanism;
};

template <class List>
class SwitchesOf;
template <class... Ms>
class SwitchesOf<MechanismList<Ms...>> {
 public:
    template <class Parameters>
    explicit SwitchesOf(const Parameters& p) : all_(Switched<Ms>(p)...) {}
    template <class Mechanism>
    const Mechanism& get() const {
        return std::get<Switched<Mechanism>>(all_).mechanism;
    }
    template <class Mechanism, class Visit>
    void when_on(Visit&& visit) {
        if (auto& one = std::get<Switched<Mechanism>>(all_); one.on) visit(one.mechanism);
    }

 private:
    std::tuple<Switched<Ms>...> all_;
};

/// One run: the state, the army, and the mechanisms that move them.
class Simulation {
 public:
    /// `log` may be null: then no events are kept. Structure and history outlive the run.
    Simulation(const Structure& structure, const History& history, const Parameters& parameters, double scale,
               std::uint64_t run_seed, double dt, Log* log);
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    void step();
    /// A step in another schedule; step_in.hpp has it.
    template <class OneSchedule>
    void step_in();

    /// The resources that the run has used so far.
    sim::Budget used() const;
    const state::Setting& setting() const { return setting_; }
    const state::Week& week() const { return week_; }
    const History& history() const { return history_; }
    const Army& army() const { return army_; }
    Roster& roster() { return roster_; }
    Ledger& ledger() { return army_.ledger; }
    const Surroundings& surroundings() const { return surroundings_; }
    const Policies& policies() const { return policies_; }
    const Minds& minds() const { return minds_; }
    const Beyond& beyond() const { return beyond_; }
    const HighCommand& high_command() const { return high_command_; }
    template <class Mechanism>
    const Mechanism& mechanism() const {
        return mechanisms_.template get<Mechanism>();
    }
    /// Policies as they stand this week.
    const Parameters& parameters() const { return parameters_; }

 private:
    void change_policies();
    auto everything();

    const History& history_;
    Parameters parameters_;  // policies change at dates
    const Parameters given_;
    bool has_policy_changes_ = false;
    state::Setting setting_;
    state::Week week_;
    Army army_;
    Surroundings surroundings_{setting_};
    Policies policies_{setting_, army_.units};
    Minds minds_{setting_, army_.units};
    Beyond beyond_{setting_, army_.leavers.outside};
    HighCommand high_command_{setting_.structure, army_.units};
    Enlistment enlistment_{setting_,        policies_.admission, policies_.postings, policies_.companionship,
                           policies_.watch, policies_.service,   policies_.frailty,  policies_.homes};
    Personal personal_;
    Roster roster_;
    SwitchesOf<Mechanisms> mechanisms_{parameters_};
    Log* log_;
};

}  // namespace defection
