#include "models/defection/army/enlistment.hpp"

#include <array>
#include <cmath>

#include "sim/random/batch.hpp"
#include "sim/random/sample.hpp"

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
    std::vector<double>& luck() { return u[9]; }
};

Enlistment::Enlistment(const state::Setting& setting, const state::Admission& admission,
                       const state::Postings& postings, const state::Companionship& companionship,
                       const state::Watch& watch, const state::Service& service, const state::Frailty& frailty,
                       const state::Homes& homes)
    : setting_(setting),
      admission_(admission),
      postings_(postings),
      companionship_(companionship),
      watch_(watch),
      service_(service),
      frailty_(frailty),
      homes_(homes) {}

Newcomers Enlistment::draw(std::span<const PostId> posts, std::span<const std::uint64_t> keys, const Units& units) {
    look_at_postings();
    Draws draws(setting_.run_seed, keys);
    if (companionship_.by_group > 0 || companionship_.by_home > 0) pick_together(posts, keys, units, draws);
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
    out.luck = std::move(draws.luck());
    return out;
}

void Enlistment::pick_together(std::span<const PostId> posts, std::span<const std::uint64_t> keys, const Units& units,
                               Draws& draws) const {
    std::vector<double> by_group(posts.size()), by_home(posts.size());
    sim::random::fill_uniforms(setting_.run_seed, Tag("person/company"), keys, 0, by_group, by_home);
    const double of_group = std::sqrt(companionship_.by_group), of_home = std::sqrt(companionship_.by_home);
    for (std::size_t i = 0; i < posts.size(); ++i) {
        if (by_group[i] >= of_group && by_home[i] >= of_home) continue;
        const Origins::Uniforms here = of_company(units.posts.company[posts[i]], units);
        if (by_group[i] < of_group) draws.in()[i] = here.in, draws.group()[i] = here.group;
        if (by_home[i] < of_home) draws.local()[i] = here.local, draws.home()[i] = here.home;
    }
}

/// The companies of a brigade are spread evenly over the tables, so that the brigade is as mixed as it would be.
Origins::Uniforms Enlistment::of_company(CompanyId company, const Units& units) const {
    constexpr double golden = 0.6180339887498949, plastic = 0.7548776662466927;  // irrational steps that never bunch
    const BrigadeId brigade = units.companies.brigade[company];
    sim::random::Stream draw(setting_.run_seed, Tag("company/people"), units.brigades.key[brigade]);
    const auto number = static_cast<double>(company - units.brigades.first_company[brigade]);
    const auto spread = [&](double step) {
        const double place = sim::random::uniform(draw) + number * step;
        return place - std::floor(place);
    };
    const double in = spread(golden), group = spread(plastic), local = spread(plastic), home = spread(golden);
    return {in, group, local, home};
}

void Enlistment::look_at_postings() {
    if (postings_.away_from_capital == away_from_capital_) return;
    away_from_capital_ = postings_.away_from_capital;
    origins_.emplace(setting_.structure, admission_, away_from_capital_);
}

void Enlistment::come_from(Person& person, const PostKind& kind, const Origins::Origin& origin) const {
    person.group = origin.group;
    person.home = origin.home;
    person.home_level = homes_.level[origin.home];
    if (postings_.look_at_home && origin.home != kind.posting) person.traits |= away_from_home;
}

Enlistment::Expected Enlistment::open(const Units& units) {
    away_from_capital_ = postings_.away_from_capital;
    origins_.emplace(setting_.structure, admission_, away_from_capital_);
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
