/// The signatures of phases tell what they touch: a schedule in a wrong order is refused, and so is a phase that
/// no one calls. A mechanism is tried without an army.
#include <gtest/gtest.h>

#include <algorithm>
#include <compare>
#include <concepts>
#include <type_traits>

#include "models/defection/schedule.hpp"

namespace tests {
namespace {

using namespace defection;

struct Rain {
    static constexpr std::string_view name = "rain";
    double level = 0;
};
struct Flood {
    static constexpr std::string_view name = "flood";
    double level = 0;
};
struct Sum {
    static constexpr std::string_view name = "sum";
    static constexpr bool gathers = true;
    double all = 0;
};
struct Sky {
    static constexpr std::string_view name = "sky";
    void attitudes(Rain& rain) const { rain.level = 2; }
};
struct SecondSky {
    static constexpr std::string_view name = "second_sky";
    void attitudes(Rain& rain) const { rain.level = 3; }
};
struct River {
    static constexpr std::string_view name = "river";
    void attitudes(const Rain& rain, Flood& flood, Sum& sum) {
        flood.level += rain.level;
        sum.all += 1;
    }
};
struct Memory {
    static constexpr std::string_view name = "memory";
    void attitudes(Last<Rain> rain, Sum& sum) const { sum.all += rain->level; }
};
struct Reader {
    static constexpr std::string_view name = "reader";
    void attitudes(const Sum&) const {}
};
struct Mover {
    static constexpr std::string_view name = "mover";
    void hazard(Roster&) const {}
};

struct Late {
    static constexpr std::string_view name = "late";
    void hazard(Last<Rain>) const {}
};

struct Overloaded {
    void attitudes(Rain&) const {}
    void attitudes(const Sum&) const {}
};
struct Templated {
    template <class T>
    void attitudes(T&) const {}
};
class Hidden {
    void attitudes(Rain&) const {}
};

struct Layout {
    static constexpr std::string_view name = "layout";
    static constexpr bool is_given = true;
};
struct Ready {
    static constexpr std::string_view name = "ready";
    void prepare(const Layout&, Sum&) const {}
};
struct Writes {
    static constexpr std::string_view name = "writes";
    void prepare(Rain&) const {}
};
struct Reads {
    static constexpr std::string_view name = "reads";
    void prepare(const Rain&, Sum&) const {}
};
struct Moves {
    static constexpr std::string_view name = "moves";
    void prepare(Roster&) const {}
};

template <class... Ms>
using Attitudes = ScheduleOf<Phase<phase::Attitudes, Ms...>>;

TEST(Access, AWriterComesBeforeItsReaders) {
    EXPECT_TRUE((Attitudes<Sky, River>::in_order()));
    EXPECT_FALSE((Attitudes<River, Sky>::in_order()));
}

TEST(Access, LastWeeksValueIsReadBeforeItIsOverwritten) {
    EXPECT_TRUE((Attitudes<Memory, Sky>::in_order()));
    EXPECT_FALSE((Attitudes<Sky, Memory>::in_order()));
}

TEST(Access, NothingHasTwoWriters) { EXPECT_FALSE((Attitudes<Sky, SecondSky>::in_order())); }

TEST(Access, WhatGathersIsReadAfterAllAdditions) {
    EXPECT_TRUE((Attitudes<Memory, Sky, River, Reader>::in_order()));
    EXPECT_FALSE((Attitudes<Memory, Reader, Sky, River>::in_order()));
}

TEST(Access, OrderHoldsAcrossPhases) {
    EXPECT_FALSE((ScheduleOf<Phase<phase::Attitudes, Sky>, Phase<phase::Hazard, Late>>::in_order()));
}

TEST(Access, PeopleAreMovedInPhasesThatActAlone) {
    EXPECT_TRUE((Attitudes<Sky, River>::moves_people_in_turn()));
    EXPECT_FALSE((ScheduleOf<Phase<phase::Hazard, Mover>>::moves_people_in_turn()));
}

TEST(Access, APhaseThatNobodyCallsIsFound) {
    EXPECT_TRUE((Attitudes<Sky, River>::calls_once<phase::Attitudes, Sky, River>()));
    EXPECT_FALSE((Attitudes<Sky>::calls_once<phase::Attitudes, Sky, River>()));
    EXPECT_FALSE((Attitudes<Sky, Sky>::calls_once<phase::Attitudes, Sky>()));
}

TEST(Access, AMemberOfAPhasesNameThatCannotBeCalledIsFound) {
    EXPECT_TRUE((access::can_call_all<phase::Attitudes, Sky, River, Mover>()));
    EXPECT_FALSE((access::can_call_all<phase::Attitudes, Sky, Overloaded>()));
    EXPECT_FALSE((access::can_call_all<phase::Attitudes, Templated>()));
    EXPECT_FALSE((access::can_call_all<phase::Attitudes, Hidden>()));
}

TEST(Access, BeforeTheFirstWeekNothingIsWrittenReadOrMoved) {
    EXPECT_TRUE((ScheduleOf<Phase<phase::Prepare, Ready>>::only_sets_up()));
    EXPECT_FALSE((ScheduleOf<Phase<phase::Prepare, Ready, Writes>>::only_sets_up()));
    EXPECT_FALSE((ScheduleOf<Phase<phase::Prepare, Reads>>::only_sets_up()));
    EXPECT_FALSE((ScheduleOf<Phase<phase::Prepare, Moves>>::only_sets_up()));
}

TEST(Access, ThingsOfOneNameAreFound) {
    struct OtherRain : Rain {};
    using Distinct = std::tuple<Rain&, const Sum&, Flood&>;
    using Alike = std::tuple<Rain&, Sum&, const OtherRain&>;
    EXPECT_TRUE(access::have_own_names(static_cast<Distinct*>(nullptr)));
    EXPECT_FALSE(access::have_own_names(static_cast<Alike*>(nullptr)));
}

TEST(Access, APhaseGetsWhatItsSignatureAsksFor) {
    Rain rain;
    Flood flood;
    Sum sum;
    auto run = std::tie(rain, flood, sum);
    River river;
    rain.level = 5;
    access::call(river, &River::attitudes, run);
    EXPECT_EQ(flood.level, 5);
    EXPECT_EQ(sum.all, 1);
}

TEST(Access, TheScheduleSaysWhoWritesWhat) {
    const std::vector<access::Line> lines = Schedule::lines();
    const auto fear = std::find_if(lines.begin(), lines.end(), [](const access::Line& line) {
        return line.mechanism == "fear" && line.phase == "attitudes";
    });
    ASSERT_NE(fear, lines.end());
    std::vector<std::string_view> written;
    for (const access::Touch& touch : fear->touches)
        if (touch.way == access::Way::writes) written.push_back(touch.what);
    EXPECT_EQ(written, std::vector<std::string_view>{"homes"});
}

TEST(Numbers, OfDifferentKindsDoNotMix) {
    EXPECT_TRUE((std::is_constructible_v<PostId, Index>));
    EXPECT_FALSE((std::is_constructible_v<PostId, PersonId>));
    EXPECT_TRUE((std::three_way_comparable<PostId>));
    EXPECT_FALSE((std::three_way_comparable_with<PostId, PersonId>));
    EXPECT_FALSE((std::equality_comparable_with<PostId, PersonId>));
}

Structure one_army() {
    Structure structure;
    structure.groups = {{.name = "all", .standing = Standing::in, .share = 1}};
    structure.regions = {{.name = "country", .group_share = {1.0}, .population = 1e6}};
    structure.organisations = {{.name = "army", .watch = 0.8}};
    structure.formations = {{.name = "first", .brigades = 2, .companies = 1, .company_size = 10, .headquarters = 1}};
    return structure;
}

TEST(Access, AMechanismRunsWithoutAnArmy) {
    const Surveillance::Parameters p{.informer_density = 0.07, .agencies = 0};
    const Structure structure = one_army();
    const state::Setting setting(structure, 1.0, 1);
    const Units units = lay_out(structure, 1.0, 1);
    const Strength strength(units, 1);
    state::Watch watch(1);
    Surveillance(p).policy(setting, strength, watch);
    EXPECT_EQ(watch.informer_density[0], 0.07);
    EXPECT_EQ(watch.coverage[0], 0);
}

TEST(Access, InflowsOfSeveralMechanismsAddUp) {
    const Structure structure = one_army();
    const Units units = lay_out(structure, 1.0, 1);
    state::Inflows inflows(units);
    const std::vector<float> orders = {0.5F, 0.25F}, purge = {0.0F, 1.0F}, everywhere = {0.125F};
    std::vector<float> stock(2 * n_ranks, 1.0F);
    inflows.add(2.0F, orders);
    inflows.add(1.0F, purge);
    inflows.add(0, 0, Rank::nco, 4.0);
    inflows.integrate(units.brigades, 1.0F, everywhere, {.keep = 0.5F, .gain = 1.0F}, stock);
    EXPECT_EQ(stock[Lanes::at(0, Rank::conscript)], 0.5F + 0.125F + 1.0F);
    EXPECT_EQ(stock[n_ranks + Lanes::at(0, Rank::conscript)], 0.5F + 0.125F + 0.5F + 1.0F);
    EXPECT_EQ(stock[Lanes::at(0, Rank::nco)], 0.5F + 0.125F + 1.0F + 4.0F);
    std::fill(stock.begin(), stock.end(), 1.0F);
    inflows.integrate(units.brigades, 0.5F, everywhere, {.keep = 0.5F, .gain = 1.0F}, stock);
    EXPECT_EQ(stock[Lanes::at(0, Rank::nco)], 0.5F + 0.125F + 0.5F * (1.0F + 4.0F)) << "half of what others add";
    inflows.begin_week();
    inflows.integrate(units.brigades, 2.0F, everywhere, {.keep = 0.0F, .gain = 1.0F}, stock);
    EXPECT_EQ(stock[Lanes::at(0, Rank::nco)], 0.125F) << "empty at the start of a week";
}

}  // namespace
}  // namespace tests
