#include "models/defection/army/enlistment.hpp"

#include <array>

#include "sim/random/batch.hpp"

namespace defection {
namespace {

using sim::random::Tag;

}  // namespace

/// Uniforms of many people, two to a block of the generator, drawn together.
struct Enlistment::Draws {
    static constexpr std::size_t n_blocks = 5;  // two purposes each: below
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
      homes_(homes) {}

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
        const PostKind kind = origins_->kind_of(units, posts[i]);
        come_from(
            person, kind,
            origins_->draw(kind, {draws.in()[i], draws.group()[i], draws.local()[i], draws.home()[i]}, postings_.away));
        if (draws.informer()[i] < watch_.informer_density[kind.organisation]) person.traits |= informer;
    }
    out.resistance = std::move(draws.resistance());
    out.endurance = std::move(draws.endurance());
    out.circle = std::move(draws.circle());
    out.served = std::move(draws.term());
    return out;
}

void Enlistment::come_from(Person& person, const PostKind& kind, const Origins::Origin& origin) const {
    person.group = origin.group;
    person.home = origin.home;
    person.home_level = homes_.level[origin.home];
    if (postings_.look_at_home && origin.home != kind.posting) person.traits |= away_from_home;
}

Enlistment::Expected Enlistment::open(const Units& units) {
    origins_.emplace(setting_.structure, admission_);
    std::vector<double> posts(origins_->n_kinds(), 0.0);
    Expected out;
    for (const PostId post : units.posts.ids()) {
        if (is_officer(units.posts.rank[post]))
            out.officers += 1;
        else
            posts[origins_->number_of(origins_->kind_of(units, post))] += 1;
    }
    out.by_home_and_group.assign((setting_.n_regions() + 1) * setting_.n_groups(), 0.0);
    for (std::size_t kind = 0; kind < posts.size(); ++kind) {
        if (posts[kind] == 0) continue;
        const auto probabilities = origins_->probabilities(origins_->kind(kind), postings_.away);
        for (std::size_t i = 0; i < probabilities.size(); ++i)
            out.by_home_and_group[i] += posts[kind] * probabilities[i];
    }
    return out;
}

}  // namespace defection
