#include "models/defection/army/enlistment.hpp"

#include <array>

#include "sim/random/batch.hpp"

namespace defection {
namespace {

using sim::random::Tag;

std::size_t index_below(double u, const std::vector<double>& weights) {
    double rest = u;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
        if (rest < weights[i]) return i;
        rest -= weights[i];
    }
    return weights.size() - 1;
}

std::vector<double> outgroup_weights(const Structure& structure) {
    std::vector<double> weights(structure.groups.size(), 0.0);
    double outgroups = 0;
    for (std::size_t g = 0; g < weights.size(); ++g)
        if (g != structure.ingroup) outgroups += structure.groups[g].share;
    for (std::size_t g = 0; g < weights.size(); ++g)
        if (g != structure.ingroup && outgroups > 0) weights[g] = structure.groups[g].share / outgroups;
    return weights;
}

}  // namespace

/// Uniforms of many people, two to a block of the generator, drawn together.
struct Enlistment::Draws {
    static constexpr std::size_t n_blocks = 5;
    std::array<std::vector<double>, 2 * n_blocks> u;

    explicit Draws(std::uint64_t seed, std::span<const std::uint64_t> keys) {
        constexpr std::array<std::string_view, n_blocks> purpose = {"person/resistance", "person/endurance",
                                                                    "person/group", "person/home", "person/circle"};
        for (auto& column : u) column.resize(keys.size());
        for (std::size_t b = 0; b < n_blocks; ++b)
            sim::random::fill_uniforms(seed, Tag(purpose[b]), keys, 0, u[2 * b], u[2 * b + 1]);
        sim::random::make_exponential(u[0]);
        sim::random::make_exponential(u[2]);
    }
    std::vector<double>& resistance() { return u[0]; }
    std::vector<double>& frailty() { return u[1]; }
    std::vector<double>& endurance() { return u[2]; }
    std::vector<double>& in() { return u[3]; }
    std::vector<double>& group() { return u[4]; }
    std::vector<double>& local() { return u[5]; }
    std::vector<double>& home() { return u[6]; }
    std::vector<double>& informer() { return u[7]; }
    std::vector<double>& circle() { return u[8]; }
    std::vector<double>& term() { return u[9]; }
};

Enlistment::Enlistment(const state::Setting& setting, const state::Admission& admission,
                       const state::Postings& postings, const state::Watch& watch, const state::Service& service,
                       const state::Frailty& frailty, const state::Homes& homes)
    : setting_(setting),
      admission_(admission),
      postings_(postings),
      watch_(watch),
      service_(service),
      frailty_(frailty),
      homes_(homes),
      home_share_(setting.structure.home_share()),
      outgroup_weight_(outgroup_weights(setting.structure)) {}

Newcomers Enlistment::draw(std::span<const PostId> posts, std::span<const std::uint64_t> keys,
                           const Units& units) const {
    Draws draws(setting_.run_seed, keys);
    const double deviation = frailty_.deviation;
    const auto mean_log = static_cast<float>(-0.5 * deviation * deviation);
    if (deviation > 0) sim::random::make_lognormal(draws.frailty(), mean_log, deviation);
    Newcomers out;
    out.people.resize(posts.size());
    for (std::size_t i = 0; i < posts.size(); ++i) {
        Person& person = out.people[i];
        person.key = keys[i];
        person.post = posts[i];
        person.company = units.posts.company[posts[i]];
        person.rank = units.posts.rank[posts[i]];
        if (deviation > 0) person.frailty = static_cast<float>(draws.frailty()[i]);
        choose_group(person, units, draws.in()[i], draws.group()[i]);
        choose_home(person, units, draws.local()[i], draws.home()[i]);
        if (draws.informer()[i] < watch_.informer_density) person.traits |= informer;
    }
    out.resistance = std::move(draws.resistance());
    out.endurance = std::move(draws.endurance());
    out.circle = std::move(draws.circle());
    out.served = std::move(draws.term());
    return out;
}

void Enlistment::choose_group(Person& person, const Units& units, double u_in, double u_group) const {
    const auto& by_rank = admission_.ingroup_share[units.organisation_of(person)];
    const bool in = u_in < by_rank[static_cast<std::size_t>(person.rank)];
    person.group = static_cast<std::uint8_t>(in ? setting_.structure.ingroup : index_below(u_group, outgroup_weight_));
}

void Enlistment::choose_home(Person& person, const Units& units, double u_local, double u_home) const {
    const std::size_t region = units.region_of(person);
    const bool local = postings_.look_at_home && u_local < postings_.local_share[units.organisation_of(person)];
    const std::size_t home = local ? region : index_below(u_home, home_share_[person.group]);
    person.home = static_cast<std::uint8_t>(home);
    person.home_level = homes_.level[home];
    if (postings_.look_at_home && home != region) person.traits |= away_from_home;
}

Enlistment::Expected Enlistment::expected(const Units& units) const {
    const std::size_t n_groups = setting_.n_groups();
    std::vector<double> of_group(n_groups, 0.0);
    Expected out;
    for (const PostId post : units.posts.ids()) {
        const Rank rank = units.posts.rank[post];
        if (is_officer(rank)) {
            out.officers += 1;
            continue;
        }
        const std::size_t organisation = units.companies.organisation[units.posts.company[post]];
        const double in = admission_.ingroup_share[organisation][static_cast<std::size_t>(rank)];
        for (std::size_t g = 0; g < n_groups; ++g)
            of_group[g] += g == setting_.structure.ingroup ? in : (1.0 - in) * outgroup_weight_[g];
    }
    for (std::size_t r = 0; r < setting_.n_regions(); ++r)
        for (std::size_t g = 0; g < n_groups; ++g) out.by_home_and_group.push_back(of_group[g] * home_share_[g][r]);
    return out;
}

}  // namespace defection
