/// Offices: who commands brigades, divisions and organisations, and how they stand. A brigade's commander is that of its
/// headquarters; above, the next senior officer of the headquarters beneath holds the office, and the next one follows
/// when that one is gone.
///     kin to the ruler ~ Bernoulli(kin_o)          of a chief: chief_tie_o
///     kin to the chief ~ Bernoulli(chief_kin_o)
///     skill of a successor = (1 - skill_loss) skill of who is gone
///     suspicion = min(1, outsider [of a group out of power] + per_tie ties gone)
/// Generals are those in office: those who are gone are counted, with the week of the first.
/// Rows F66, F67, F85, F89. Not a switch: offices are held.
#pragma once

#include <algorithm>
#include <vector>

#include "models/defection/army/commands.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Offices {
 public:
    static constexpr std::string_view name = "offices";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, skill_loss, 0.4, "1", in(0, 1), behaviour, "part of a general's skill that a successor lacks",
                  "F67 0.4 [0.2-0.7]");
        SIM_PARAM(double, tenure_at_start, 104.0, "week", in(0, 5200), structure,
                  "how long those in office at the start have held it", "assumed");
        SIM_PARAM(double, outsider, 0.2, "1", in(0, 1), behaviour,
                  "suspicion of a general of a group that is out of power", "F27 for the sign; size assumed");
        SIM_PARAM(double, per_tie, 0.2, "1", in(0, 1), behaviour,
                  "suspicion for each strong tie of theirs who has left", "F87, F89 for the sign; size assumed");
    };
    explicit Offices(const Parameters& p) : p_(p) {}

    double suspicion(bool is_outsider, int ties_gone) const {
        return std::min(1.0, (is_outsider ? p_.outsider : 0.0) + p_.per_tie * ties_gone);
    }

    void command(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                 const People& people, const Commands& commands, state::Offices& offices) {
        const Scene scene{setting, week, nodes, units, people, commands};
        for (const NodeId node : nodes.generals()) {
            if (nodes.echelon[node] == Echelon::brigade)
                hold(scene, offices, node, commands.commander(nodes.brigade_of(node)));
            else if (!offices.is_held(node) || !is_fit(scene, offices.holder[node], node))
                hold(scene, offices, node, next(scene, offices, node));
        }
        for (const NodeId node : nodes.generals()) {
            if (!offices.is_held(node)) continue;
            const Person& person = people[offices.holder[node]];
            const bool is_outsider = setting.structure.groups[person.group].standing == Standing::out;
            offices.suspicion[node] = float(suspicion(is_outsider, person.ties_gone));
        }
    }

 private:
    struct Scene {
        const state::Setting& setting;
        const state::Week& week;
        const Nodes& nodes;
        const Units& units;
        const People& people;
        const Commands& commands;
    };

    static bool is_fit(const Scene& scene, PersonId who, NodeId node) {
        const Person& person = scene.people[who];
        return serves(person.status) && person.rank == Rank::senior_officer &&
               scene.units.organisation_of(person) == scene.nodes.organisation[node];
    }

    /// The next senior officer of the headquarters beneath who holds no office. If headquarters are too small for that,
    /// the first commander of a brigade beneath holds a higher one, too; `nobody` if there is none.
    static PersonId next(const Scene& scene, const state::Offices& offices, NodeId node) {
        PersonId at_need;
        for (const BrigadeId brigade : scene.nodes.brigades[node])
            for (const PostId post : scene.units.companies.posts_of(scene.units.brigades.first_company[brigade])) {
                const PersonId who = scene.units.posts.holder[post];
                if (!who.names_somebody() || !is_fit(scene, who, node) || holds_office(scene.nodes, offices, who))
                    continue;
                if (who != scene.commands.commander(brigade)) return who;
                if (!at_need.names_somebody()) at_need = who;
            }
        return at_need;
    }
    static bool holds_office(const Nodes& nodes, const state::Offices& offices, PersonId who) {
        for (const Ids<NodeId> some : {nodes.chiefs(), nodes.divisions()})
            for (const NodeId node : some)
                if (offices.holder[node] == who) return true;
        return false;
    }

    void hold(const Scene& scene, state::Offices& offices, NodeId node, PersonId who) {
        const PersonId before = offices.holder[node];
        if (before == who) return;
        if (before.names_somebody()) count(scene, offices, before);
        const bool is_first = !before.names_somebody() && scene.week.step == 0;
        offices.holder[node] = who;
        offices.since[node] = float(is_first ? -p_.tenure_at_start : scene.week.start);
        if (!is_first) offices.skill[node] *= float(1.0 - p_.skill_loss);
        if (who.names_somebody()) tie(scene, offices, node, scene.people[who]);
    }

    /// Whoever is gone counts once, of however many offices.
    void count(const Scene& scene, state::Offices& offices, PersonId gone) {
        const Ending ending = row_of(scene.people[gone].status).ending;
        if (ending == Ending::serves || std::ranges::find(gone_, gone) != gone_.end()) return;
        gone_.push_back(gone);
        if (ending == Ending::punished) ++offices.punished;
        if (ending != Ending::departed) return;
        ++offices.left;
        offices.first_left = std::min(offices.first_left, scene.week.start);
    }

    static void tie(const Scene& scene, state::Offices& offices, NodeId node, const Person& person) {
        const Organisation& organisation = scene.setting.structure.organisations[scene.nodes.organisation[node]];
        sim::random::Stream draw(scene.setting.run_seed, Purpose("offices/kin"), person.key);
        const bool is_kin = sim::random::uniform(draw) < organisation.kin;
        const bool is_of_chief = sim::random::uniform(draw) < organisation.chief_kin;
        const bool is_chief = scene.nodes.echelon[node] == Echelon::organisation;
        offices.kin_to_ruler[node] = float(is_chief ? organisation.chief_tie : is_kin ? 1.0 : 0.0);
        offices.kin_to_chief[node] = is_chief || is_of_chief ? 1.0F : 0.0F;
    }

    const Parameters& p_;
    std::vector<PersonId> gone_;  // generals
};

}  // namespace defection
