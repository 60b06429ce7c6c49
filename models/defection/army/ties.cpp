#include "models/defection/army/ties.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace defection {
namespace {

/// Circles keep their members when a share moves a little: at scale 1 their number is a power of two, and at a smaller
/// scale its share of that, so that circles are as large at every scale.
Index n_circles_for(double expected_members, double members_each, double scale) {
    constexpr double half_way = 1.41;  // to the next power of two, as a ratio: about sqrt(2)
    const auto wanted = static_cast<Index>(std::max(1.0, expected_members / scale / members_each));
    const Index below = std::bit_floor(wanted);
    const Index whole = static_cast<double>(wanted) > half_way * below ? 2 * below : below;
    return static_cast<Index>(std::max(1.0, std::round(scale * whole)));
}

}  // namespace

Ids<PostId> Ties::squad_of(const Person& person) const {
    const Index first = units_.companies.first_post[person.company];
    const Index begin = first + (person.post - first) / sizes_.squad * sizes_.squad;
    return {begin, std::min(begin + sizes_.squad, first + units_.companies.n_posts[person.company])};
}

bool Ties::join(PersonId one, PersonId other) const {
    const Person &a = people_[one], &b = people_[other];
    return *squad_of(a).begin() == *squad_of(b).begin() || (a.circle != nobody && a.circle == b.circle);
}

PersonId Ties::any_of(PersonId who, std::uint64_t bits) const {
    const auto below = [&](std::size_t n) { return static_cast<Index>((bits >> 32) * n >> 32); };
    PersonId tie;
    if ((bits & 1) != 0) {
        const auto circle = circles_.members(people_[who].circle);
        if (!circle.empty()) tie = PersonId(circle[below(circle.size())]);
    } else {
        const Ids<PostId> squad = squad_of(people_[who]);
        tie = units_.posts.holder[PostId(*squad.begin() + below(squad.size()))];
    }
    return tie == who ? PersonId() : tie;
}

void Ties::open(const std::vector<double>& expected_by_home_and_group, double officers, double scale) {
    Index n = 0;
    const auto open_pool = [&](double members) {
        pool_first_.push_back(n);
        pool_count_.push_back(n_circles_for(members, sizes_.circle, scale));
        n += pool_count_.back();
    };
    for (const double expected : expected_by_home_and_group) open_pool(expected);
    open_pool(officers);
    circles_ = sim::network::Circles(n);
}

void Ties::seek(PersonId who, double u) {
    const Person& person = people_[who];
    const std::size_t pool =
        is_officer(person.rank) ? pool_first_.size() - 1 : person.home * units_.lanes.n_groups + person.group;
    seekers_.push_back({who, static_cast<std::uint32_t>(pool), static_cast<Index>(u * pool_count_[pool])});
}

void Ties::join_all_who_seek() {
    constexpr std::size_t distance = 24;  // as little is done in between
    visit_ahead<distance>(
        seekers_, [&](const Seeker& next) { circles_.prefetch(pool_first_[next.pool] + next.wanted); },
        [&](const Seeker& here) {
            people_[here.who].circle =
                circles_.join(here.who, pool_first_[here.pool], pool_count_[here.pool], here.wanted);
        });
    seekers_.clear();
}

void Ties::leave(PersonId who) {
    Person& person = people_[who];
    if (person.circle != nobody) circles_.leave(who, person.circle);
    person.circle = nobody;
}

void Ties::leave(const std::vector<PersonId>& all) {
    visit_ahead(
        all, [&](PersonId who) { people_.prefetch(who); }, [&](PersonId who) { prefetch(who); },
        [&](PersonId who) { leave(who); });
}

}  // namespace defection
