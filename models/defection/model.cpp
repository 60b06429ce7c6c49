/// The schedule: what happens in a step, in order, and which mechanisms take part in each phase.
#include "models/defection/model.hpp"

#include <algorithm>

#include "sim/param/table.hpp"

namespace defection {
namespace {

constexpr auto prepare = [](auto& mechanism, World& world) { mechanism.prepare(world); };
constexpr auto decide = [](auto& mechanism, World& world) { mechanism.decide(world); };
constexpr auto appraise = [](auto& mechanism, World& world) { mechanism.appraise(world); };
constexpr auto hazard = [](auto& mechanism, World& world) { mechanism.hazard(world); };
constexpr auto act = [](auto& mechanism, World& world) { mechanism.act(world); };
constexpr auto follow_up = [](auto& mechanism, World& world) { mechanism.follow_up(world); };

template <class Phase, class... Mechanisms>
void each(Phase phase, World& world, Mechanisms&... mechanisms) {
    ((mechanisms.on ? phase(mechanisms.mechanism, world) : void()), ...);
}

}  // namespace

Army::Army(const Structure& structure, const History& history, const Parameters& parameters, double scale,
           std::uint64_t run_seed, double dt, Log* log)
    : history_(history), parameters_(parameters), given_(parameters), world_(structure, scale, run_seed, dt) {
    world_.log = log;
    for (const Event& event : history.events) has_policy_changes_ |= !event.changes.empty();
    each(prepare, world_, stacking_, posting_, conscription_, surveillance_, blocking_forces_, reprisal_, grievance_,
         protest_orders_, fear_, existential_threat_, patronage_, cohesion_, persuasion_);
    world_.populate(parameters_.intention);
    death_rate_.assign(world_.companies.size(), 0.0F);
}

void Army::step() {
    world_.begin_step();
    change_policies();
    environment();
    each(decide, world_, posting_, conscription_, surveillance_, blocking_forces_, reprisal_);
    each(appraise, world_, existential_threat_, patronage_, fear_, reprisal_, protest_orders_, stacking_, conscription_,
         persuasion_, cohesion_, grievance_);
    each(hazard, world_, blocking_forces_, reprisal_, grievance_, protest_orders_, fear_, existential_threat_,
         patronage_, cohesion_, persuasion_);
    intentions();
    each(act, world_, surveillance_, persuasion_);
    departure_.act(world_);
    each(follow_up, world_, persuasion_, reprisal_);
    casualties();
    each(follow_up, world_, conscription_);
    world_.raise_militia(world_.forcing[Force::militia_strength]);
    watch_.look(world_);
    world_.end_step();
}

/// Policies are those given, as changed by every event that holds this week, in the order of the scenario.
void Army::change_policies() {
    if (!has_policy_changes_) return;
    parameters_ = given_;
    for (const Event& event : history_.events) {
        if (!event.holds(world_.week)) continue;
        for (const Event::Change& change : event.changes)
            sim::param::Table::set(&parameters_, *parameter_table().find(change.parameter), change.value);
    }
}

void Army::environment() {
    const WarParameters& p = parameters_.war;
    history_.force(world_.week, world_.structure->regions.size(), world_.forcing);
    std::vector<double> soldiers = world_.soldiers_in, joiners = world_.joiners_from;
    for (auto* men : {&soldiers, &joiners})
        for (double& count : *men) count /= world_.scale;
    world_.war.advance(p, *world_.structure, world_.forcing, soldiers, joiners, world_.initial_force,
                       1.0 - world_.approach(1.0 / p.lag));
    const double loyal = world_.loyal_strength() / world_.scale + world_.forcing[Force::patron_forces];
    if (loyal < p.survival_strength * p.core_requirement) world_.war.regime_alive = false;
}

void Army::intentions() {
    world_.terms.sum(world_.base, world_.brigades.organisation, world_.companies.size());
    const auto hazard_of = [&](Index company, std::span<float> row) {
        if (world_.men_in(company) == 0) return false;
        world_.terms.hazard_of(world_.place_of(company), row);
        return true;
    };
    crossings_.clear();
    world_.intention.advance_blocks(hazard_of, world_.dt, crossings_);
    world_.now = world_.week + world_.dt;
    n_crossings_ += crossings_.size();
    visit_ahead(
        crossings_, [&](const auto& crossing) { world_.prefetch_post(crossing.seat); },
        [&](const auto& crossing) { world_.prefetch_holder(crossing.seat); },
        [&](const sim::hazard::Crossing& crossing) { world_.plan(crossing); });
}

void Army::casualties() {
    const Brigades& brigades = world_.brigades;
    for (std::size_t b = 0; b < brigades.size(); ++b) {
        const double rate =
            parameters_.war.death_rate * world_.exposure_of_brigade(b) * world_.war.contact[brigades.region[b]];
        std::fill_n(death_rate_.begin() + brigades.first_company[b], brigades.n_companies[b], static_cast<float>(rate));
    }
    crossings_.clear();
    world_.casualty.advance(death_rate_, world_.dt, crossings_);
    n_crossings_ += crossings_.size();
    visit_ahead(
        crossings_, [&](const auto& crossing) { world_.prefetch_post(crossing.seat); },
        [&](const auto& crossing) { world_.prefetch_holder(crossing.seat); },
        [&](const auto& crossing) { world_.prefetch_post_and_circle_of(world_.posts.holder[crossing.seat]); },
        [&](const sim::hazard::Crossing& crossing) {
            world_.lose(world_.posts.holder[crossing.seat], Status::killed);
        });
}

sim::Budget Army::used() const {
    constexpr std::size_t bytes_of_post = 2 * sizeof(Index) + 4 + 2 * sizeof(double);  // with its seats in the clocks
    constexpr std::size_t bytes_of_cell = 4 * sizeof(float);
    sim::Budget used;
    used.people = world_.people.size();
    used.events = used.people + n_crossings_;
    used.bytes = used.people * sizeof(Person) + world_.posts.size() * bytes_of_post + world_.n_cells() * bytes_of_cell;
    return used;
}

double Army::army_capacity() const {
    const WarParameters& p = parameters_.war;
    Ranks weight;
    for (std::size_t r = 0; r < n_ranks; ++r)
        weight[static_cast<Eigen::Index>(r)] = static_cast<float>(is_officer(Rank(r))     ? p.capacity_officer
                                                                  : is_conscript(Rank(r)) ? p.capacity_conscript
                                                                                          : p.capacity_career);
    double sum = 0;
    for (std::size_t b = 0; b < world_.brigades.size(); ++b) {
        const Branch branch = world_.branch_of_brigade(b);
        if (branch != Branch::army && branch != Branch::elite) continue;
        const double initiative = 1.0 - world_.initiative_loss * static_cast<double>(world_.blocking[b]);
        sum += static_cast<double>(sum_of(weight * bound_men(b))) * world_.exposure_of_brigade(b) * initiative;
    }
    return sum;
}

Ranks Army::bound_men(std::size_t brigade) const {
    Ranks men = Ranks::Zero();
    const std::size_t first = world_.brigades.first_company[brigade];
    for (std::size_t c = first; c < first + world_.brigades.n_companies[brigade]; ++c) {
        const float* strength = world_.strength.data() + c * world_.n_lanes();
        Ranks of_company = Ranks::Zero();
        for (std::size_t g = 0; g < world_.n_groups(); ++g) of_company += ranks_at(strength + g * n_ranks);
        men += world_.bond[c] * of_company;
    }
    return men;
}

}  // namespace defection
