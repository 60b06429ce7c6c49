/// Sight and the bit boards, against counting site by site.
#include "models/civil_violence/board.hpp"

#include <gtest/gtest.h>

#include <map>

#include "sim/random/stream.hpp"
#include "tests/statistics.hpp"

namespace {

using namespace civil_violence;

TEST(Sight, TakesInTheSitesOfItsShape) {
    EXPECT_EQ(Sight(Shape::euclidean, 1).n_sites(), 4);
    EXPECT_EQ(Sight(Shape::euclidean, 1.7).n_sites(), 8);
    EXPECT_EQ(Sight(Shape::euclidean, 7).n_sites(), 148);
    EXPECT_EQ(Sight(Shape::von_neumann, 7).n_sites(), 112);
    EXPECT_EQ(Sight(Shape::moore, 7).n_sites(), 224);
    EXPECT_EQ(Sight(Shape::moore, 28).n_sites(), 57 * 57 - 1);
}

int around(int i, int n) { return ((i % n) + n) % n; }

/// Sites in sight, one by one, by their distance on the torus.
std::vector<Place> in_sight(Torus torus, Place from, Shape shape, double vision) {
    std::vector<Place> all;
    const int reach = static_cast<int>(vision);
    for (int dy = -reach; dy <= reach; ++dy)
        for (int dx = -reach; dx <= reach; ++dx) {
            const bool near = shape == Shape::euclidean     ? dx * dx + dy * dy <= vision * vision
                              : shape == Shape::von_neumann ? std::abs(dx) + std::abs(dy) <= vision
                                                            : true;
            if (near && (dx != 0 || dy != 0))
                all.push_back({around(from.x + dx, torus.width), around(from.y + dy, torus.height)});
        }
    return all;
}

TEST(Board, CountsAndChoosesWhatIsInSightOnEverySite) {
    for (const Torus torus : {Torus{15, 15}, Torus{40, 40}, Torus{64, 17}, Torus{57, 57}, Torus{200, 60}})
        for (const Shape shape : {Shape::euclidean, Shape::von_neumann, Shape::moore})
            for (const double vision : {1.0, 1.7, 7.0, 28.0}) {
                if (2 * static_cast<int>(vision) + 1 > std::min(torus.width, torus.height)) continue;
                const Sight sight(shape, vision);
                Board board(torus, sight.reach());
                std::vector<bool> has(static_cast<std::size_t>(torus.n_sites()));
                sim::random::Stream draw(3, sim::random::Tag("test"), 0);
                for (int i = 0; i < 4000; ++i) {
                    const auto site = sim::random::pick(sim::random::uniform(draw), has.size());
                    const Place place = torus.place(static_cast<int>(site));
                    has[site] ? board.take(place) : board.put(place);
                    has[site] = !has[site];
                }
                for (int site = 0; site < torus.n_sites(); site += 7) {
                    auto all = in_sight(torus, torus.place(site), shape, vision);
                    std::erase_if(all, [&](Place at) { return !has[static_cast<std::size_t>(torus.site(at))]; });
                    ASSERT_EQ(board.count(torus.place(site), sight), static_cast<int>(all.size()));
                    if (all.empty()) continue;
                    const double u = sim::random::uniform(draw);
                    const auto chosen = board.any(torus.place(site), sight, Board::Wanted::something, u);
                    ASSERT_EQ(torus.site(chosen.value()), torus.site(all[sim::random::pick(u, all.size())]));
                }
            }
}

/// Sees a site that is chosen 20 % too often.
TEST(Board, ChoosesEachSiteAlike) {
    const Torus torus{20, 20};
    const Place corner{0, 19};
    const Sight sight(Shape::von_neumann, 3);
    Board board(torus, sight.reach());
    std::map<int, std::size_t> free;
    for (const Place seen : in_sight(torus, corner, Shape::von_neumann, 3))
        if ((seen.x + seen.y) % 3 == 0)
            board.put(seen);
        else
            free[torus.site(seen)] = 0;
    constexpr int n = 20000;
    for (std::uint64_t i = 0; i < n; ++i) {
        sim::random::Stream draw(5, sim::random::Tag("test"), i);
        const auto chosen = board.any(corner, sight, Board::Wanted::nothing, sim::random::uniform(draw));
        ASSERT_TRUE(chosen);
        ASSERT_TRUE(free.contains(torus.site(*chosen)));
        ++free[torus.site(*chosen)];
    }
    std::vector<std::size_t> counts;
    for (const auto& [site, count] : free) counts.push_back(count);
    tests::expect_chi_square(counts, std::vector<double>(counts.size(), 1.0 / static_cast<double>(counts.size())));
}

TEST(Board, FindsNothingWhereThereIsNothing) {
    const Sight sight(Shape::moore, 2);
    Board board(Torus{9, 9}, 2);
    EXPECT_FALSE(board.any({4, 4}, sight, Board::Wanted::something, 0.5));
    board.put({4, 4});  // oneself
    EXPECT_FALSE(board.any({4, 4}, sight, Board::Wanted::something, 0.5));
    board.put({6, 6});
    EXPECT_EQ(board.any({4, 4}, sight, Board::Wanted::something, 0.5)->x, 6);
}

}  // namespace
