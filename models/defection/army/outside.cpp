#include "models/defection/army/outside.hpp"

#include "sim/check.hpp"

namespace defection {
namespace {

constexpr std::size_t n_outside =
    static_cast<std::size_t>(Status::ideological_faction) - static_cast<std::size_t>(Status::fled) + 1;

}  // namespace

Outside::Outside(std::size_t n_regions, std::size_t n_groups, bool has_specialists)
    : n_regions_(n_regions), n_groups_(n_groups), n_skills_(has_specialists ? 2 : 1) {
    for (std::size_t s = 0; s < n_outside; ++s)
        for (std::size_t r = 0; r < n_regions; ++r)
            for (std::size_t g = 0; g < n_groups; ++g)
                for (const bool of_officers : {false, true})
                    for (std::size_t skill = 0; skill < n_skills_; ++skill)
                        cells_.push_back({.status = Status(static_cast<std::size_t>(Status::fled) + s),
                                          .region = r,
                                          .group = g,
                                          .of_officers = of_officers,
                                          .of_specialists = skill == 1});
    people_.assign(cells_.size(), 0);
    clocks_.assign(cells_.size(), 0.0);
    waiting_.resize(cells_.size());
}

std::size_t Outside::cell_of(const Units& units, const Person& person) const {
    SIM_EXPECT(is_outside(person.status));
    const std::size_t status = static_cast<std::size_t>(person.status) - static_cast<std::size_t>(Status::fled);
    const std::size_t place = (status * n_regions_ + units.region_of(person)) * n_groups_ + person.group;
    const std::size_t rank = 2 * place + (is_officer(person.rank) ? 1 : 0);
    return n_skills_ * rank + (units.is_specialist(person) ? 1 : 0);
}

std::size_t Outside::with_status(std::size_t at, Status status) const {
    SIM_EXPECT(is_outside(status));
    const std::size_t width = cells_.size() / n_outside;
    return (static_cast<std::size_t>(status) - static_cast<std::size_t>(Status::fled)) * width + at % width;
}

void Outside::come(PersonId who, std::size_t at) {
    ++people_[at];
    arrivals_.push_back({who, stay(who), static_cast<std::uint32_t>(at)});
}

void Outside::go(PersonId who, std::size_t at) {
    --people_[at];
    if (stays_.size() <= who) stays_.resize(who + std::size_t{1}, 0);
    ++stays_[who];
}

void Outside::advance(std::span<const double> rate, double dt, std::vector<Crossing>& out) {
    SIM_EXPECT(rate.size() == cells_.size());
    is_watched_ = true;
    for (std::size_t at = 0; at < cells_.size(); ++at) {
        if (rate[at] <= 0) continue;
        clocks_[at] += rate[at] * dt;
        for (Queue& queue = waiting_[at]; !queue.empty() && queue.top().threshold <= clocks_[at]; queue.pop())
            if (stay(queue.top().who) == queue.top().stay) out.push_back({queue.top().who, at});
    }
}

}  // namespace defection
