/// The order of mechanisms where their signatures leave it open: a run whose mechanisms act in another such order each
/// week is the same run, to the last bit. Those who add to a sum of numbers keep their order: its rounding follows it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "models/defection/step_in.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests::order_of_mechanisms {
namespace {

using namespace defection;

constexpr std::array<std::string_view, 2> sums = {"inflows", "ways"};

/// Each week in an order drawn anew among those that the signatures allow. Phases that act keep theirs.
struct Shuffled {
    static inline std::mt19937_64 draw;
    static inline std::set<std::pair<std::string_view, std::string_view>> turned;  // pairs seen in the other order

    static bool adds_to_one_sum(const access::Line& a, const access::Line& b) {
        for (const access::Touch& one : a.touches)
            for (const access::Touch& other : b.touches)
                if (one.what == other.what && one.way == access::Way::adds_to && other.way == access::Way::adds_to &&
                    std::find(sums.begin(), sums.end(), one.what) != sums.end())
                    return true;
        return false;
    }
    static bool must_wait(std::span<const access::Line> lines, std::size_t at, const std::vector<std::size_t>& left) {
        return std::any_of(left.begin(), left.end(), [&](std::size_t other) {
            return other != at && (!access::may_follow(lines[at], lines[other]) ||
                                   (other < at && adds_to_one_sum(lines[at], lines[other])));
        });
    }
    static std::vector<std::size_t> order_of(std::span<const access::Line> lines) {
        std::vector<std::size_t> left(lines.size()), order;
        std::iota(left.begin(), left.end(), std::size_t{0});
        while (!left.empty()) {
            std::vector<std::size_t> ready;
            for (const std::size_t at : left)
                if (!must_wait(lines, at, left)) ready.push_back(at);
            const std::size_t next = lines[0].acts ? ready.front() : ready.at(draw() % ready.size());
            for (const std::size_t other : left)
                if (other < next) turned.emplace(lines[other].mechanism, lines[next].mechanism);
            order.push_back(next);
            std::erase(left, next);
        }
        return order;
    }

    template <class Tag, class... Ms, class Switches, class Run>
    static void step_phase(Phase<Tag, Ms...>*, Switches& switches, Run& run) {
        using Call = void (*)(Switches&, Run&);
        static constexpr std::array<Call, sizeof...(Ms)> calls = {&Phase<Tag, Ms>::template step<Switches, Run>...};
        for (const std::size_t at : order_of(Phase<Tag, Ms...>::lines)) calls[at](switches, run);
    }
    template <class... Phases, class Switches, class Run>
    static void step_all(ScheduleOf<Phases...>*, Switches& switches, Run& run) {
        (step_phase(static_cast<Phases*>(nullptr), switches, run), ...);
    }
    template <class Switches, class Run>
    static void step(Switches& switches, Run& run) {
        step_all(static_cast<Schedule*>(nullptr), switches, run);
    }
};

/// The small army with every mechanism on, and belief, rebels and militias its own.
std::unique_ptr<DefectionScenario> whole_model() {
    Settings on = {{"war.recruitment", 4e-6},
                   {"patron.commitment", 0.7},
                   {"sponsors.commitment", 0.7},
                   {"departure.join", 1},
                   {"intention.log_base_rate", -4.5}};
    for (const std::string& mechanism : parameter_table().mechanisms())
        if (parameter_table().find(mechanism + ".enabled") != nullptr) on.emplace_back(mechanism + ".enabled", 1);
    return scenario_of(without_curves(small_army_text(), {"belief", "rebels", "radicalisation", "militia"}), on);
}

void expect_same_people(const Simulation& a, const Simulation& b) {
    const auto& some = a.army().people;
    const auto& others = b.army().people;
    ASSERT_EQ(some.size(), others.size());
    for (const PersonId who : some.ids()) {
        const Person &one = some[who], &other = others[who];
        ASSERT_EQ(
            std::tuple(one.key, one.status, one.rank, one.group, one.home, one.traits, one.ties_gone),
            std::tuple(other.key, other.status, other.rank, other.group, other.home, other.traits, other.ties_gone));
    }
}

TEST(OrderOfMechanisms, ThatIsFreeDecidesNothing) {
    const auto scenario = whole_model();
    Shuffled::turned.clear();
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        Shuffled::draw.seed(seed);
        ArmyRun run(*scenario, seed), other(*scenario, seed);
        for (int week = 0; week < 60; ++week) {
            run.step();
            other.run().step_in<Shuffled>();
            ASSERT_EQ(run.run().minds().grievance.stock, other.run().minds().grievance.stock) << "week " << week;
            ASSERT_EQ(run.run().minds().effort, other.run().minds().effort) << "week " << week;
            ASSERT_EQ(run.run().surroundings().war, other.run().surroundings().war) << "week " << week;
            ASSERT_EQ(run.run().surroundings().outlook.belief.of_men, other.run().surroundings().outlook.belief.of_men);
        }
        expect_same_people(run.run(), other.run());
        EXPECT_GT(run.departed(), 100);
    }
    EXPECT_GT(Shuffled::turned.size(), 200U) << "hardly an order was tried";
}

}  // namespace
}  // namespace tests::order_of_mechanisms
