#include "sim/results/header.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "sim/check.hpp"
#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

std::string refusal(const Header& header) {
    return message_of<sim::InputError>([&] { check(header); });
}

TEST(Header, TakesTheNamesOfParametersAndEvents) {
    Header header = synthetic::header(2, 2, 1, 3);
    header.factors[0].name = "event.décret.week";
    EXPECT_NO_THROW(check(header));
}

TEST(Header, RefusesNamesThatReadersDoNotTake) {
    Header header = synthetic::header(2, 2, 1, 3);
    const auto with_name = [&](const std::string& name) {
        header.factors[0].name = name;
        return refusal(header);
    };
    EXPECT_EQ(with_name(""), "factor '' is empty: choose another name");
    EXPECT_EQ(with_name("event.a/b.week"),
              "factor 'event.a/b.week' means a group in the results file: choose another name");
    EXPECT_EQ(with_name("event.my decree.week"),
              "factor 'event.my decree.week' has a space or a control character: choose another name");
    EXPECT_NE(with_name("bad\xff").find("is not UTF-8"), std::string::npos);
    EXPECT_NE(with_name(std::string(256, 'x')).find("longer than 255 bytes"), std::string::npos);
}

TEST(Header, RefusesTwoThingsOfOneName) {
    for (const char* taken : {"serving", "role", "time", "scale", "point", "seed", "stacking.officer_share"}) {
        Header header = synthetic::header(2, 2, 1, 3);
        header.factors[0].name = taken;
        EXPECT_EQ(refusal(header), "factor '" + std::string(taken) +
                                       "' has the name of another variable of the results file: rename it");
    }
}

TEST(Header, RefusesPlansBeyondTheFormat) {
    Header header = synthetic::header(1, 1, 1, 3);
    header.n_points = 3'000'000'000;
    EXPECT_EQ(refusal(header), "the plan has more than 2147483647 points or replicates: split it");
    header = synthetic::header(1, 1, 1, 3);
    header.outputs.dimensions[0].labels.assign(50'000, "x");
    header.outputs.dimensions[1].labels.assign(50'000, "y");
    EXPECT_EQ(refusal(header),
              "variable 'departed' is larger than 1 GiB per run: record fewer times or fewer dimensions");
}

TEST(Header, RefusesToContradictItself) {
    const Header good = synthetic::header(2, 2, 2, 3);
    const auto expect_refused = [&](auto&& spoil) {
        Header header = good;
        spoil(header);
        EXPECT_THROW(check(header), std::logic_error);
    };
    expect_refused([](Header& h) { h.n_points = 0; });
    expect_refused([](Header& h) { h.scale.pop_back(); });
    expect_refused([](Header& h) { h.seeds.pop_back(); });
    expect_refused([](Header& h) { h.labels = {"one"}; });
    expect_refused([](Header& h) { h.factors[1].values.pop_back(); });
    expect_refused([](Header& h) { h.outputs.time.at.clear(); });
    expect_refused([](Header& h) { h.outputs.dimensions[1].labels.clear(); });
    expect_refused([](Header& h) { h.outputs.variables[3].flag_meanings = {"two words"}; });
    expect_refused([](Header& h) { h.outputs.variables[0].dims = {"region"}; });
}

}  // namespace
