#include "models/defection/mechanisms/command.hpp"

#include <cmath>

#include "sim/random/sample.hpp"

namespace defection {

/// The week as commanders see it.
struct Command::Scene {
    const state::Setting& setting;
    const Nodes& nodes;
    const Units& units;
    const People& people;
    const Strength& strength;
    const state::Drivers& drivers;
    const state::Patron& patron;
    const state::Belief& belief;
    const state::Rent& rent;
    const state::Fate& fate;
    const state::Effort& effort;
    double orders, breadth, nonviolence;
};

void Command::prepare(const Nodes& nodes) {
    mood_.assign(nodes.generals().size() + 1, 0.0);
    captains_.assign(nodes.of_companies().size(), {});
}

void Command::command(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                      const People& people, const Strength& strength, const Commands& commands,
                      const state::Drivers& drivers, const state::Orders& orders, const state::War& war,
                      const state::Violence& violence, const state::Patron& patron, const state::Belief& belief,
                      const state::Rent& rent, const state::Fate& fate, const state::Effort& effort,
                      const state::Offices& offices, state::Motives& motives) {
    const double breadth = setting.mean_over_people(drivers.protest);
    const Scene scene{setting,  nodes,
                      units,    people,
                      strength, drivers,
                      patron,   belief,
                      rent,     fate,
                      effort,   orders.to_repress,
                      breadth,  nonviolence(breadth, war.rebels_in_all, setting.force)};
    weeks_of_war_ += violence.of_country * week.dt;
    stir(setting, week, nodes);
    for (std::size_t o = 0; o < setting.n_organisations(); ++o)
        motives.claim[o] = p_.rivalry * setting.structure.organisations[o].succession;
    for (const NodeId node : nodes.generals()) {
        const PersonId who = offices.holder[node];
        motives.to_refuse[node] = who.names_somebody()
                                      ? reasons_of_general(scene, node, people[who], double(offices.kin_to_ruler[node]))
                                      : state::Motives::never;
    }
    for (const BrigadeId brigade : units.brigades.ids()) reasons_of_companies(scene, commands, brigade, motives);
}

/// The moods of a week; each step is drawn so that its length does not matter.
void Command::stir(const state::Setting& setting, const state::Week& week, const Nodes& nodes) {
    const double keep = week.step == 0 ? 0.0 : 1.0 - week.approach(p_.calming);
    const double fresh = std::sqrt(1.0 - keep * keep);
    for (const NodeId node : nodes.generals()) {
        sim::random::Stream draw(setting.run_seed, Purpose("command/mood"), nodes.key[node], week.step);
        mood_[node] = keep * mood_[node] + fresh * sim::random::normal_quantile(sim::random::uniform(draw));
    }
}

Command::Case Command::case_of(const Scene& scene, NodeId node, std::size_t group, Rank rank, bool is_home) const {
    const Nodes& nodes = scene.nodes;
    const std::size_t o = nodes.organisation[node], region = nodes.region[node];
    const Organisation& organisation = scene.setting.structure.organisations[o];
    const bool is_chief = nodes.echelon[node] == Echelon::organisation;
    const double local = is_chief ? 0.0 : p_.local * (is_home ? 2.0 : 1.0);
    const double protest = scene.drivers.protest[region];
    return {.orders = scene.orders,
            .breadth = (1.0 - local) * scene.breadth + local * protest,
            .nonviolence = scene.nonviolence,
            .autonomy = organisation.autonomy,
            .own = is_chief ? 0.0 : own(is_home, scene.setting.structure.regions[region].group_share[group]),
            .protest = protest,
            .rent = scene.rent.believed[o * scene.units.lanes.size() + Lanes::at(group, rank)],
            .patron = scene.belief.of(group, rank) * organisation.patron * scene.patron.support,
            .fate = scene.fate.shared[group],
            .claim = is_chief ? p_.rivalry * organisation.succession : 0.0,
            .weeks_of_war = weeks_of_war_};
}

double Command::trait_of(const state::Setting& setting, std::uint64_t key, double& kin_luck) const {
    sim::random::Stream draw(setting.run_seed, Purpose("command/trait"), key);
    const double trait = p_.trait * sim::random::normal_quantile(sim::random::uniform(draw));
    kin_luck = sim::random::uniform(draw);
    return trait;
}

float Command::reasons_of_general(const Scene& scene, NodeId node, const Person& person, double kin) const {
    Case seen = case_of(scene, node, person.group, person.rank, person.home == scene.nodes.region[node]);
    seen.kin = kin;
    double men = 0, at_work = 0;
    for (const BrigadeId brigade : scene.nodes.brigades[node]) {
        men += scene.strength.brigades[brigade];
        at_work += scene.effort.men_at_work(scene.units, scene.strength, brigade);
    }
    seen.withheld = men > 0 ? 1.0 - at_work / men : 0.0;
    double unused = 0;
    const NodeId chief = scene.nodes.chief_of(scene.nodes.organisation[node]);
    const double mood = std::sqrt(p_.common) * mood_[chief] + std::sqrt(1.0 - p_.common) * mood_[node];
    return float(base(seen) + trait_of(scene.setting, person.key, unused) +
                 p_.noise * (node == chief ? mood_[chief] : mood));
}

void Command::reasons_of_companies(const Scene& scene, const Commands& commands, BrigadeId brigade,
                                   state::Motives& motives) {
    const NodeId above = scene.nodes.of(brigade), chief = scene.nodes.chief_of(scene.nodes.organisation[above]);
    const double mood = std::sqrt(p_.common) * mood_[chief] + std::sqrt(1.0 - p_.common) * mood_[above];
    const double men = scene.strength.brigades[brigade];
    const double withheld = men > 0 ? 1.0 - scene.effort.men_at_work(scene.units, scene.strength, brigade) / men : 0.0;
    table_.clear();
    for (std::size_t g = 0; g < scene.units.lanes.n_groups; ++g)
        for (const bool is_home : {false, true}) {
            Case seen = case_of(scene, above, g, Rank::junior_officer, is_home);
            seen.withheld = withheld;
            table_.push_back(float(base(seen) + p_.noise * mood));
        }
    const double kin_share = scene.setting.structure.organisations[scene.nodes.organisation[above]].kin;
    for (const CompanyId company : scene.units.brigades.companies_of(brigade)) {
        const PersonId who = commands.commander(company);
        Captain& captain = captains_[company];
        float& reasons = motives.to_refuse[scene.nodes.of(company)];
        if (!who.names_somebody() || company == scene.units.brigades.first_company[brigade]) {
            reasons = state::Motives::never;
            continue;
        }
        if (captain.who != who) {
            const Person& person = scene.people[who];
            double kin_luck = 0;
            const double trait = trait_of(scene.setting, person.key, kin_luck);
            captain = {.who = who,
                       .lasting = float(trait - (kin_luck < kin_share ? p_.kin : 0.0)),
                       .table = static_cast<std::uint8_t>(2 * person.group +
                                                          (person.home == scene.units.companies.region[company]))};
        }
        reasons = captain.lasting + table_[captain.table];
    }
}

}  // namespace defection
