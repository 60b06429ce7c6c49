/// The Schelling of the benchmarks against a plain one that looks at site after site: the same trajectories.
#include "bench/schelling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace {

using sim::random::Stream;
using sim::random::Tag;
using sim::random::uniform;

/// The rules as one would first write them, with the streams of bench::Schelling.
class PlainSchelling {
 public:
    PlainSchelling(const bench::SchellingParameters& p, std::uint64_t seed) : p_(p), seed_(seed) {
        for (int site = 0; site < p.width * p.height; ++site) free_.push_back(site);
        grid_.assign(free_.size(), nobody);
        for (int who = 0; who < p.n_people; ++who) {
            order_.push_back(who);
            Stream draw(seed, Tag("schelling/place"), static_cast<std::uint64_t>(who));
            const std::size_t k = sim::random::pick(uniform(draw), free_.size());
            place_.push_back(free_[k]);
            grid_[static_cast<std::size_t>(free_[k])] = who;
            std::swap(free_[k], free_.back());
            free_.pop_back();
        }
    }

    void step(std::uint32_t step) {
        for (std::size_t i = order_.size(); i > 0; --i)
            std::swap(order_[i - 1], order_[sim::random::pick(draws(i - 1, step).first, i)]);
        std::for_each(order_.rbegin(), order_.rend(), [&](int who) {
            if (n_alike(who) < p_.wanted) move(who, draws(static_cast<std::size_t>(who), step).second);
        });
    }

    int site(int who) const { return place_[static_cast<std::size_t>(who)]; }
    int n_content() const {
        return static_cast<int>(
            std::count_if(order_.begin(), order_.end(), [&](int who) { return n_alike(who) >= p_.wanted; }));
    }

 private:
    static constexpr int nobody = -1;

    std::pair<double, double> draws(std::size_t id, std::uint32_t step) const {
        Stream draw(seed_, Tag("schelling/turn"), id, step);
        const double first = uniform(draw);
        return {first, uniform(draw)};
    }
    int group(int who) const { return who < p_.n_people / 2 ? 0 : 1; }
    int n_alike(int who) const {
        const int x = site(who) % p_.width, y = site(who) / p_.width;
        int n = 0;
        for (int v = std::max(0, y - p_.radius); v <= std::min(p_.height - 1, y + p_.radius); ++v)
            for (int u = std::max(0, x - p_.radius); u <= std::min(p_.width - 1, x + p_.radius); ++u) {
                const int other = grid_[static_cast<std::size_t>(v * p_.width + u)];
                if (other != nobody && other != who && group(other) == group(who)) ++n;
            }
        return n;
    }
    void move(int who, double u) {
        int& free = free_[sim::random::pick(u, free_.size())];
        grid_[static_cast<std::size_t>(site(who))] = nobody;
        grid_[static_cast<std::size_t>(free)] = who;
        std::swap(place_[static_cast<std::size_t>(who)], free);
    }

    bench::SchellingParameters p_;
    std::uint64_t seed_;
    std::vector<int> grid_, place_, free_, order_;
};

template <int radius>
void expect_the_plain_way(const bench::SchellingParameters& p) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        bench::Schelling<radius> town(p, seed);
        PlainSchelling plain(p, seed);
        const int content_at_first = plain.n_content();
        for (std::uint32_t step = 0; step <= bench::schelling_steps; ++step) {
            if (step > 0) {
                town.step(step);
                plain.step(step);
            }
            for (int who = 0; who < p.n_people; ++who)
                ASSERT_EQ(town.site(who), plain.site(who))
                    << "seed " << seed << ", step " << step << ", person " << who;
        }
        EXPECT_LT(content_at_first, p.n_people * 9 / 10) << "too few move for the comparison to say much";
        EXPECT_GT(plain.n_content(), p.n_people * 95 / 100);
    }
}

TEST(Schelling, GoesThePlainOnesWay) {
    expect_the_plain_way<1>(bench::schelling_small);
    expect_the_plain_way<2>(bench::schelling_large);
}

}  // namespace
