/// The town with its bit boards against a plain one that looks at site after site: the same trajectories.
#include <gtest/gtest.h>

#include <numeric>

#include "models/civil_violence/town.hpp"
#include "sim/random/permutation.hpp"
#include "sim/random/sample.hpp"

namespace {

using namespace civil_violence;
using sim::random::Stream;
using sim::random::Tag;
using sim::random::uniform;

struct Resident {
    State state = State::quiet;
    int x = 0, y = 0, term = 0;
    double hardship = 0, risk = 0;
};

/// Model I as one would first write it, with the streams of Town.
class PlainTown {
 public:
    PlainTown(const Parameters& p, std::uint64_t seed) : p_(p), seed_(seed) {
        const int n_sites = p.grid.width * p.grid.height;
        const auto n_cops = static_cast<std::uint64_t>(std::round(p.cops.density * n_sites));
        const auto n_people = static_cast<std::uint64_t>(std::round(p.people.density * n_sites));
        const sim::random::Permutation sites(seed, Tag("civil_violence/sites"), 0, static_cast<std::uint64_t>(n_sites));
        for (std::uint64_t i = 0; i < n_cops + n_people; ++i) {
            const int site = static_cast<int>(sites[i]);
            Resident one{.x = site % p.grid.width, .y = site / p.grid.width};
            Stream self(seed, Tag("civil_violence/self"), i);
            if (i < n_cops) {
                one.state = State::cop;
            } else {
                one.hardship = uniform(self);
                one.risk = uniform(self);
            }
            all_.push_back(one);
        }
        order_.resize(all_.size());
        std::iota(order_.begin(), order_.end(), std::size_t{0});
    }

    void step(int step) {
        now_ = static_cast<std::uint32_t>(step);
        const std::size_t half = (order_.size() + 1) / 2;
        for (std::size_t i = order_.size(); i > 1; --i) {
            const std::size_t drawn = i - 1;
            const auto u = uniforms("civil_violence/order", drawn % half)[drawn / half];
            std::swap(order_[i - 1], order_[sim::random::pick(u, i)]);
        }
        for (const std::size_t who : order_) turn(who);
    }

    State at(int x, int y) const {
        for (const Resident& one : all_)
            if (one.x == x && one.y == y && on_grid(one)) return one.state;
        return State::gone;
    }

 private:
    std::array<double, 2> uniforms(std::string_view name, std::uint64_t id) const {
        Stream draw(seed_, Tag(name), id, now_);
        const double first = uniform(draw);
        return {first, uniform(draw)};
    }
    bool on_grid(const Resident& one) const {
        return one.state != State::jailed || Jail(p_.jail.place) == Jail::on_site;
    }
    bool sees(double vision, int dx, int dy) const {
        switch (Shape(p_.grid.shape)) {
            case Shape::euclidean:
                return dx * dx + dy * dy <= vision * vision;
            case Shape::von_neumann:
                return std::abs(dx) + std::abs(dy) <= vision;
            case Shape::moore:
                break;
        }
        return true;
    }
    /// The sites in sight, row by row.
    std::vector<std::pair<int, int>> sight(const Resident& one) const {
        const double vision = one.state == State::cop ? p_.cops.vision : p_.people.vision;
        const int reach = static_cast<int>(vision), w = p_.grid.width, h = p_.grid.height;
        std::vector<std::pair<int, int>> sites;
        for (int dy = -reach; dy <= reach; ++dy)
            for (int dx = -reach; dx <= reach; ++dx)
                if ((dx != 0 || dy != 0) && sees(vision, dx, dy))
                    sites.emplace_back((one.x + dx + w) % w, (one.y + dy + h) % h);
        return sites;
    }
    std::vector<std::pair<int, int>> in_state(const Resident& one, State state) const {
        auto sites = sight(one);
        std::erase_if(sites, [&](const auto& site) { return at(site.first, site.second) != state; });
        return sites;
    }
    bool move(Resident& one, double u) {
        const auto free = in_state(one, State::gone);
        if (!free.empty()) std::tie(one.x, one.y) = free[sim::random::pick(u, free.size())];
        return !free.empty();
    }

    void turn(std::size_t who) {
        Resident& one = all_[who];
        const auto u = uniforms("civil_violence/turn", who);
        bool moves_first = Order(p_.grid.order) == Order::move_first;
        const bool moves_last = !moves_first;
        if (one.state == State::jailed) {
            if (JailClock(p_.jail.clock) == JailClock::steps ? int(now_) < one.term : one.term-- > 0) return;
            one.term = 0;
            if (Jail(p_.jail.place) == Jail::away) {
                if (!move(one, u[0])) return;
                moves_first = false;
            }
            one.state = State::quiet;
        }
        if (moves_first) move(one, u[0]);
        one.state == State::cop ? arrest(who, u[1]) : decide(one);
        if (moves_last) move(one, u[0]);
    }
    void decide(Resident& one) {
        const auto cops = static_cast<int>(in_state(one, State::cop).size());
        auto actives = 1 + static_cast<int>(in_state(one, State::active).size());
        if (SelfCount(p_.arrest.self) == SelfCount::twice && one.state == State::active) ++actives;
        const double chance = chance_of_arrest(p_.arrest, cops, actives);
        const double net = one.hardship * (1 - p_.legitimacy.level) - one.risk * chance;
        one.state = net > p_.people.threshold ? State::active : State::quiet;
    }
    void arrest(std::size_t cop, double u) {
        const auto actives = in_state(all_[cop], State::active);
        if (actives.empty()) return;
        const auto [x, y] = actives[sim::random::pick(u, actives.size())];
        for (Resident& one : all_) {
            if (one.x != x || one.y != y || one.state != State::active) continue;
            Stream draw(seed_, Tag("civil_violence/term"), cop, now_);
            const auto longest = static_cast<std::size_t>(p_.jail.max_term);
            one.term = JailClock(p_.jail.clock) == JailClock::steps
                           ? static_cast<int>(now_ + sim::random::pick(uniform(draw), longest))
                           : static_cast<int>(sim::random::pick(uniform(draw), longest + 1));
            one.state = State::jailed;
        }
        if (p_.cops.pursuit) std::tie(all_[cop].x, all_[cop].y) = std::tie(x, y);
    }

    Parameters p_;
    std::uint64_t seed_;
    std::uint32_t now_ = 0;
    std::vector<Resident> all_;
    std::vector<std::size_t> order_;
};

TEST(Town, GoesThePlainOnesWay) {
    for (int variant = 0; variant < 12; ++variant) {
        Parameters p;
        p.grid = {.width = 20, .height = 17, .shape = variant % 3, .order = variant / 3 % 2};
        p.people.vision = variant % 2 == 0 ? 4 : 1.7;
        p.cops.vision = variant < 9 ? 3.5 : 8;  // a larger square of bits
        p.arrest.form = (variant + 1) % 3;
        p.arrest.self = variant % 2;
        p.jail = {.max_term = 12, .clock = variant / 2 % 2, .place = variant / 6 % 2};
        p.cops.pursuit = p.jail.place == static_cast<int>(Jail::away) && variant % 4 < 2;
        p.legitimacy.level = 0.7;
        const auto seed = static_cast<std::uint64_t>(variant) + 1;
        Town town(p, {20, 17}, Groups::one, seed);
        PlainTown plain(p, seed);
        for (int step = 1; step <= 40; ++step) {
            town.step(step);
            plain.step(step);
            for (int y = 0; y < 17; ++y)
                for (int x = 0; x < 20; ++x)
                    ASSERT_EQ(town.at({x, y}), plain.at(x, y))
                        << variant << ", step " << step << ": " << x << ", " << y;
        }
        EXPECT_GT(town.n(State::jailed), 0);
    }
}

}  // namespace
