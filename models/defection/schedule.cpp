#include "models/defection/schedule.hpp"

#include "models/defection/step_in.hpp"

namespace defection {
namespace {

static_assert(Schedule::in_order(),
              "a mechanism reads what a later one writes, or two write the same: reorder, or take Last<...>");
static_assert(Schedule::moves_people_in_turn(), "only the phases from planners to demography move people");

static_assert(std::is_same_v<Schedule::Tags, phase::All>, "the phases of a week come in the order of the ODD");
static_assert(Preparation::only_sets_up(),
              "before the first week nothing is written, no person moved, and no state read: add to what gathers");

template <class... Tags, class... Ms>
constexpr bool calls_every_phase(std::tuple<Tags...>*, MechanismList<Ms...>*) {
    return Preparation::calls_once<phase::Prepare, Ms...>() && (Schedule::calls_once<Tags, Ms...>() && ...);
}
static_assert(calls_every_phase(static_cast<phase::All*>(nullptr), static_cast<Mechanisms*>(nullptr)),
              "a mechanism has a phase that the schedule does not call, or calls twice");

template <class... Tags, class... Ms>
constexpr bool can_call_every_phase(std::tuple<Tags...>*, MechanismList<Ms...>*) {
    return access::can_call_all<phase::Prepare, Ms...>() && (access::can_call_all<Tags, Ms...>() && ...);
}
static_assert(can_call_every_phase(static_cast<phase::All*>(nullptr), static_cast<Mechanisms*>(nullptr)),
              "a mechanism has a private, overloaded or templated member of a phase's name: it would not be called");

}  // namespace

Simulation::Simulation(const Structure& structure, const History& history, const Parameters& parameters, double scale,
                       std::uint64_t run_seed, double dt, Log* log)
    : history_(history),
      parameters_(parameters),
      given_(parameters),
      setting_(structure, scale, run_seed),
      week_{.dt = dt},
      army_(setting_, parameters.of<Persuasion>().sizes()),
      personal_(army_, week_, log),
      roster_(army_, personal_, enlistment_, setting_, week_, log),
      log_(log) {
    for (const Event& event : history.events) has_policy_changes_ |= !event.changes.empty();
    if (log_ != nullptr) log_->bind(army_, high_command_.nodes, high_command_.offices, minds_.terms, setting_, week_);
    change_policies();
    auto run = everything();
    static_assert(access::have_own_names(static_cast<decltype(run)*>(nullptr)));
    Preparation::step(mechanisms_, run);
    Schedule::step_phase<phase::Policy>(mechanisms_, run);  // decides who the army starts with
    roster_.raise();
    if (log_ != nullptr) log_->call_roll();
}

void Simulation::step() { step_in<Schedule>(); }

/// Policies are those given, as changed by every event that holds this week, in the order of the scenario.
void Simulation::change_policies() {
    if (!has_policy_changes_) return;
    parameters_ = given_;
    for (const Event& event : history_.events) {
        if (!event.holds(week_.start)) continue;
        for (const Event::Change& change : event.changes)
            sim::param::Table::set(&parameters_, *parameter_table().find(change.parameter), change.value);
    }
}

sim::Budget Simulation::used() const {
    constexpr std::size_t bytes_of_post = 2 * sizeof(Index) + 4 + 2 * sizeof(double);  // with its seats in the clocks
    constexpr std::size_t bytes_of_cell = 4 * sizeof(float);
    sim::Budget used;
    used.people = army_.people.size();
    used.events = used.people + roster_.n_crossings();
    used.bytes =
        used.people * sizeof(Person) + army_.units.posts.size() * bytes_of_post + army_.units.n_cells() * bytes_of_cell;
    return used;
}

}  // namespace defection
