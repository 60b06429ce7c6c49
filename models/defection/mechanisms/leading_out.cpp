#include "models/defection/mechanisms/leading_out.hpp"

#include "sim/random/sample.hpp"

namespace defection {

struct LeadingOut::Scene {
    const state::Week& week;
    const Nodes& nodes;
    const Units& units;
    const People& people;
    const Commands& commands;
    const state::Watch& watch;
    const state::Effort& effort;
    const state::Offices& offices;
    const state::Stances& stances;
    Roster& roster;
};

/// A commander who has to go, and the companies that they command.
struct LeadingOut::Attempt {
    NodeId node;
    PersonId leader;
    Person commander;  // as they stood
    Ids<CompanyId> companies;
    double coverage, expected, suspicion, authority;
};

void LeadingOut::command(const state::Week& week, const Nodes& nodes, const Units& units, const People& people,
                         const Commands& commands, const state::Watch& watch, const state::Effort& effort,
                         const state::Offices& offices, const state::Stances& stances, state::LedOut& led,
                         Roster& roster) {
    const Scene scene{week, nodes, units, people, commands, watch, effort, offices, stances, roster};
    for (const Ids<NodeId> some : {nodes.of_brigades(), nodes.of_companies()})
        for (const NodeId node : some)
            if (stances.refuses(node) && !stances.refuses(nodes.chief_of(nodes.organisation[node])))
                try_node(scene, node, led);
    for (const NodeId node : nodes.divisions())
        if (stances.refuses(node) && !stances.refuses(nodes.superior[node])) take_division(scene, node, led);
}

void LeadingOut::try_node(const Scene& scene, NodeId node, state::LedOut& led) {
    const Nodes& nodes = scene.nodes;
    const bool is_brigade = nodes.echelon[node] == Echelon::brigade;
    const PersonId leader = is_brigade ? scene.offices.holder[node] : scene.commands.commander(nodes.company_of(node));
    if (!leader.names_somebody() || !serves(scene.people[leader].status)) return;
    auto draw = scene.roster.stream("leading-out/act", leader);
    if (sim::random::uniform(draw) >= scene.week.approach(p_.acting)) return;
    const CompanyId company = is_brigade ? CompanyId() : nodes.company_of(node);
    const double tenure = is_brigade ? scene.week.end() - double(scene.offices.since[node]) : 0.0;
    lead(scene,
         {.node = node,
          .leader = leader,
          .commander = scene.people[leader],
          .companies = is_brigade ? scene.units.brigades.companies_of(nodes.brigade_of(node))
                                  : Ids<CompanyId>(company, std::size_t{company} + 1),
          .coverage = scene.watch.coverage[nodes.organisation[node]],
          .expected = double(scene.stances.expected[node]),
          .suspicion = is_brigade ? double(scene.offices.suspicion[node]) : 0.0,
          .authority = is_brigade ? authority(double(scene.offices.skill[node]), tenure) : 1.0},
         led);
}

bool LeadingOut::is_found_out(const Scene& scene, const Attempt& attempt) const {
    auto draw = scene.roster.stream("leading-out/found", attempt.leader);
    return sim::random::uniform(draw) < found_out(attempt.coverage, attempt.expected, attempt.suspicion);
}

void LeadingOut::lead(const Scene& scene, const Attempt& attempt, state::LedOut& led) {
    if (is_found_out(scene, attempt))
        return scene.roster.move(attempt.leader, Status::arrested, {.what = What::arrest, .found_by = FoundBy::agency});
    gather(scene, attempt);
    double willing = 0;
    for (const Asked& one : asked_) willing += one.follows;
    go(scene, attempt.leader, {}, true);
    if (willing < p_.least * static_cast<double>(asked_.size())) return;
    led.week[attempt.node] = scene.week.start;
    ++led.units;
    for (const Asked& one : asked_) {
        auto draw = scene.roster.stream("leading-out/follow", one.who);
        const bool follows = sim::random::uniform(draw) < one.follows;
        led.people += follows;
        if (follows)
            go(scene, one.who, attempt.leader, sim::random::uniform(draw) < p_.join);
        else if (one.is_at_home && sim::random::uniform(draw) < p_.melting)
            go(scene, one.who, {}, false);
    }
}

/// Every person under command, and how likely they are to follow.
void LeadingOut::gather(const Scene& scene, const Attempt& attempt) {
    asked_.clear();
    const double watched = attempt.coverage * (1.0 - attempt.expected);
    for (const CompanyId company : attempt.companies)
        for (const PostId post : scene.units.companies.posts_of(company)) {
            const PersonId who = scene.units.posts.holder[post];
            if (!who.names_somebody() || who == attempt.leader) continue;
            const Person& person = scene.people[who];
            const bool is_at_home = person.home == scene.units.companies.region[company];
            const double effort = double(scene.effort.given[scene.units.brigade_lane(person)]);
            const Follower follower{.is_townsman = person.home == attempt.commander.home,
                                    .is_own_group = person.group == attempt.commander.group,
                                    .is_at_home = is_at_home,
                                    .withheld = 1.0 - effort};
            asked_.push_back({who, follows(follower, attempt.authority, watched), is_at_home});
        }
}

void LeadingOut::go(const Scene& scene, PersonId who, PersonId leader, bool joins) const {
    scene.roster.move(who, joins ? Status::joined_opposition : Status::hiding,
                      {.what = What::departure, .leader = leader});
}

void LeadingOut::take_division(const Scene& scene, NodeId division, state::LedOut& led) const {
    const PersonId who = scene.offices.holder[division];
    for (const BrigadeId brigade : scene.nodes.brigades[division]) {
        if (led.week[scene.nodes.of(brigade)] != scene.week.start) continue;
        led.week[division] = scene.week.start;
        if (serves(scene.people[who].status)) go(scene, who, {}, true);
        return;
    }
}

}  // namespace defection
