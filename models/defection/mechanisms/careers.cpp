#include "models/defection/mechanisms/careers.hpp"

namespace defection {

struct Careers::Scene {
    const state::Setting& setting;
    const state::Week& week;
    const Units& units;
    const People& people;
    const Strength& strength;
    Roster& roster;
};

void Careers::attitudes(const state::Setting& setting, const Units& units, const Strength& strength,
                        state::Inflows& inflows) {
    if (p_.inversion <= 0) return;
    double juniors = 0, of_elite = 0;
    for (const BrigadeId b : units.brigades.ids())
        for (const CompanyId c : units.brigades.companies_of(b))
            for (std::size_t g = 0; g < units.lanes.n_groups; ++g) {
                const double here = double(strength.cells[units.cell_of(c, g, Rank::junior_officer)]);
                juniors += here;
                if (units.branch_of(b) == Branch::elite) of_elite += here;
            }
    const double inflow = juniors > 0 ? p_.inversion * of_elite / juniors : 0.0;
    for (std::size_t o = 0; o < units.n_organisations(); ++o)
        if (units.branch[o] == Branch::army)
            for (std::size_t g = 0; g < setting.n_groups(); ++g) inflows.add(o, g, Rank::senior_officer, inflow);
}

void Careers::command(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                      const People& people, const Strength& strength, const state::War& war,
                      const state::Offices& offices, Roster& roster) {
    for (const NodeId node : nodes.generals()) {
        const PersonId who = offices.holder[node];
        if (!who.names_somebody() || !serves(people[who].status)) continue;
        auto draw = roster.stream("careers/murder", who);
        const double rate = p_.assassination * (1.0 - war.control[nodes.region[node]]);
        if (sim::random::uniform(draw) < week.approach(rate)) roster.move(who, Status::killed, {.what = What::death});
    }
    const Scene scene{setting, week, units, people, strength, roster};
    for (const Rank into : {Rank::senior_officer, Rank::junior_officer, Rank::nco}) promote(scene, into);
    roster.fill(Rank::senior_officer, some_of_the_vacant(scene, Rank::senior_officer, p_.recall, "careers/recall"));
}

/// How many of a rank's vacant posts are filled this week at a rate [1/week].
std::size_t Careers::some_of_the_vacant(const Scene& scene, Rank rank, double rate, Purpose purpose) {
    const auto r = static_cast<std::size_t>(rank);
    const auto vacant = static_cast<std::int64_t>(scene.units.n_posts[r]) - scene.strength.of(rank);
    if (vacant <= 0 || rate <= 0) return 0;
    sim::random::Stream draw(scene.setting.run_seed, purpose, r, scene.week.step);
    return static_cast<std::size_t>(
        sim::random::binomial(sim::random::uniform(draw), vacant, scene.week.approach(rate)));
}

/// Vacant posts of a rank, longest vacant first, each filled from below if a person there is fit.
void Careers::promote(const Scene& scene, Rank into) {
    const std::size_t n = some_of_the_vacant(scene, into, p_.speed, "careers/vacant");
    sim::random::Stream draw(scene.setting.run_seed, Purpose("careers/promote"), static_cast<std::uint64_t>(into),
                             scene.week.step);
    const Rank from = Rank(static_cast<std::uint8_t>(into) + 1);
    for (const PostId post : scene.roster.take_vacant(into, n)) {
        const PersonId who = candidate(scene, post, from, draw);
        if (who.names_somebody())
            scene.roster.move(who, {post, into, scene.people[who].status}, {});
        else
            scene.roster.give_back(post);
    }
}

PersonId Careers::candidate(const Scene& scene, PostId post, Rank from, sim::random::Stream& draw) {
    candidates_.clear();
    const CompanyId company = scene.units.posts.company[post];
    const BrigadeId brigade = scene.units.companies.brigade[company];
    if (from != Rank::junior_officer) {
        look_for(scene, company, from);
    } else {  // a post at headquarters: from any company of the brigade, beginning somewhere
        const std::size_t n = scene.units.brigades.n_companies[brigade];
        const std::size_t first = scene.units.brigades.first_company[brigade];
        const auto begin = static_cast<std::size_t>(sim::random::uniform(draw) * static_cast<double>(n));
        for (std::size_t i = 0; i < n && candidates_.empty(); ++i)
            look_for(scene, CompanyId(first + (begin + i) % n), from);
    }
    double sum = 0;
    for (const Candidate& one : candidates_) sum += one.odds;
    double left = sim::random::uniform(draw) * sum;
    for (const Candidate& one : candidates_)
        if ((left -= one.odds) < 0) return one.who;
    return candidates_.empty() ? PersonId() : candidates_.back().who;
}

void Careers::look_for(const Scene& scene, CompanyId company, Rank rank) {
    for (const PostId post : scene.units.companies.posts_of(company)) {
        const PersonId who = scene.units.posts.holder[post];
        if (!who.names_somebody() || scene.people[who].rank != rank) continue;
        candidates_.push_back({who, odds(scene.people[who].group == scene.setting.structure.ingroup)});
    }
}

}  // namespace defection
