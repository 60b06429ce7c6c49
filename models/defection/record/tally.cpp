#include "models/defection/record/tally.hpp"

#include <algorithm>
#include <limits>

namespace defection {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t conscripts = role_of(Rank::conscript), last_officers = role_of(Rank::junior_officer);

}  // namespace

const std::array<Part, 5> parts = {
    {{"", "people", [](const Structure&, std::size_t, std::size_t, std::size_t) { return true; }},
     {"_officers", "officers",
      [](const Structure&, std::size_t, std::size_t role, std::size_t) { return role <= last_officers; }},
     {"_conscripts", "conscripts",
      [](const Structure&, std::size_t, std::size_t role, std::size_t) { return role == conscripts; }},
     {"_elite", "people of elite units",
      [](const Structure& structure, std::size_t organisation, std::size_t, std::size_t) {
          return structure.organisations[organisation].branch == Branch::elite;
      }},
     {"_ingroup", "people of the ruler's group",
      [](const Structure& structure, std::size_t, std::size_t, std::size_t group) {
          return group == structure.ingroup;
      }}}};

Tally::Tally(const DefectionScenario& scenario, const Simulation& run)
    : scenario_(scenario), run_(run), shots_(scenario.snapshots().size(), {missing, missing, missing}) {
    start_ = capacities();
    regulars_at_start_ = regulars();
}

void Tally::look(int step) {
    departed_.push_back(leavers());
    const double now = step * scenario_.dt(), half = 0.5 * scenario_.dt();
    for (std::size_t i = 0; i < shots_.size(); ++i) {
        const double week = scenario_.snapshots()[i].week;
        if (week < now - half || week >= now + half) continue;
        shots_[i] = {leavers() / run_.setting().scale, regulars_left(), militia_ratio()};
    }
}

double Tally::regulars() const {
    const auto& organisations = scenario_.structure().organisations;
    const auto is_regular = [&](std::size_t o, std::size_t, std::size_t) {
        return organisations[o].branch == Branch::army || organisations[o].branch == Branch::elite;
    };
    return static_cast<double>(run_.army().ledger.total(Ending::serves, is_regular));
}

double Tally::regulars_at_work() const {
    const Army& army = run_.army();
    double men = 0;
    for (const BrigadeId b : army.units.brigades.ids())
        if (const Branch branch = army.units.branch_of(b); branch == Branch::army || branch == Branch::elite)
            men += run_.minds().effort.men_at_work(army.units, army.strength, b);
    return men;
}

double Tally::militia_ratio() const {
    return static_cast<double>(run_.army().strength.of(Rank::militia)) / std::max(1.0, regulars());
}

double Tally::belief() const {
    const state::Belief& belief = run_.surroundings().outlook.belief;
    const std::vector<float>& men = run_.army().strength.lanes;
    const std::size_t width = run_.army().units.lanes.size();
    double sum = 0, all = 0;
    for (std::size_t i = 0; i < men.size(); ++i) {
        const auto n = static_cast<double>(men[i]);
        sum += n * belief.of(i % width / n_ranks, Rank(i % n_ranks));
        all += n;
    }
    return all > 0 ? sum / all : missing;
}

double Tally::peak_week() const {
    constexpr double quarter = 13.0;  // [week] of a year, as metrics.md says
    const auto window = static_cast<std::size_t>(quarter / scenario_.dt());
    double most = 0, middle = missing;
    for (std::size_t end = window; end < departed_.size(); ++end) {
        const double here = departed_[end] - departed_[end - window];
        if (here <= most) continue;
        most = here;
        middle = (static_cast<double>(end) - 0.5 * static_cast<double>(window)) * scenario_.dt();
    }
    return middle;
}

double Tally::ever_served(const Part& part) const {
    return of(part, Ending::serves) + of(part, Ending::departed) + of(part, Ending::punished) + of(part, Ending::lost);
}

Form Tally::form() const {
    const auto& watch = run_.mechanism<OutcomeWatch>();
    return watch.form({.share_gone = watch.share_gone(run_.army().strength),
                       .soldiers_left = regulars_at_work() / regulars_at_start_,
                       .departure_rate = leavers() / ever_served(parts[0]),
                       .declined = watch.declined(),
                       .block = watch.block()},
                      ruler());
}

double Tally::refusing() const {
    const HighCommand& command = run_.high_command();
    double n = 0;
    for (const NodeId node : command.nodes.generals())
        n += command.stances.refuses(node) && command.offices.is_held(node);
    return n;
}

std::vector<double> Tally::leadership() const {
    const HighCommand& command = run_.high_command();
    std::vector<double> skill;
    for (std::size_t r = 0; r < run_.setting().n_regions(); ++r)
        skill.push_back(1.0 - command.offices.lack(command.nodes, run_.army().units, run_.army().strength, r));
    return skill;
}

double Tally::declining() const {
    const Army& army = run_.army();
    const HighCommand& command = run_.high_command();
    double men = 0, declining = 0;
    for (const BrigadeId b : army.units.brigades.ids()) {
        if (army.units.branch_of(b) != Branch::army) continue;
        men += army.strength.brigades[b];
        if (command.stances.declines(command.nodes, b)) declining += army.strength.brigades[b];
    }
    return men > 0 ? declining / men : 0.0;
}

double Tally::control() const { return run_.setting().mean_over_people(run_.surroundings().war.control); }

double Tally::mean_over_regulars(const sim::agents::Column<BrigadeId, double>& of_brigade) const {
    const Units& units = run_.army().units;
    double sum = 0, people = 0;
    for (const BrigadeId b : units.brigades.ids()) {
        const Branch branch = units.branch_of(b);
        if (branch != Branch::army && branch != Branch::elite) continue;
        people += run_.army().strength.brigades[b];
        sum += run_.army().strength.brigades[b] * of_brigade[b];
    }
    return people > 0 ? sum / people : missing;
}

double Tally::deployed_share() const { return mean_over_regulars(run_.policies().deployment.deployed); }
double Tally::skill() const { return mean_over_regulars(run_.policies().deployment.skill); }

Tally::Capacity Tally::capacities() const {
    const auto& war = run_.mechanism<War>();
    const Units& units = run_.army().units;
    const state::Blocking& blocking = run_.policies().blocking;
    const state::Deployment& deployment = run_.policies().deployment;
    Ranks weight;
    for (std::size_t r = 0; r < n_ranks; ++r)
        weight[static_cast<Eigen::Index>(r)] = static_cast<float>(war.capacity(Rank(r)));
    Capacity sum;
    for (const BrigadeId b : units.brigades.ids()) {
        const Branch branch = units.branch_of(b);
        if (branch != Branch::army && branch != Branch::elite) continue;
        const double initiative = 1.0 - blocking.initiative_loss * static_cast<double>(blocking.presence[b]);
        const double trained = run_.setting().structure.organisations[units.brigades.organisation[b]].skill;
        const double skill_left = trained > 0 ? deployment.skill[b] / trained : 1.0;
        const double of_brigade =
            static_cast<double>(sum_of(weight * bound_people(b))) * deployment.exposure[b] * skill_left * initiative;
        const double distance = run_.setting().structure.regions[units.brigades.region[b]].distance;
        sum.core += (1.0 - distance) * of_brigade;
        sum.periphery += distance * of_brigade;
    }
    return sum;
}

Ranks Tally::bound_people(BrigadeId brigade) const {
    const Units& units = run_.army().units;
    const std::size_t width = units.lanes.size();
    const float* effort = run_.minds().effort.given.data() + brigade * width;
    Ranks people = Ranks::Zero();
    for (const CompanyId c : units.brigades.companies_of(brigade)) {
        const float* cells = run_.army().strength.cells.data() + c * width;
        Ranks of_company = Ranks::Zero();
        for (std::size_t g = 0; g < units.lanes.n_groups; ++g)
            of_company += ranks_at(cells + g * n_ranks) * ranks_at(effort + g * n_ranks);
        people += run_.minds().bonds.of_company[c] * of_company;
    }
    return people;
}

}  // namespace defection
