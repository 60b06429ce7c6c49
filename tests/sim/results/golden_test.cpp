/// Files of formats 1 and 2, written once and kept: whatever the program becomes, it reads these files and finds the same
/// in them.
#include <gtest/gtest.h>

#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

std::filesystem::path golden(const char* name) {
    return std::filesystem::path(MUSTER_SOURCE_DIR) / "tests/sim/results/golden" / name;
}
constexpr const char *content_1 = "884f6b096ca7bdb3ea8d0ed4d580bf7f445c6063553faeead9ebad1fb1e417d1",
                     *content_2 = "ab341ba58afd980622851c60d5ec1b9a6548ba6a5ce0578afb036dd04f45725f";

void expect_the_golden_runs(const Reader& reader) {
    const Header& header = reader.header();
    EXPECT_EQ(header.n_points, 2u);
    EXPECT_EQ(header.n_replicates, 2u);
    EXPECT_EQ(header.factors[0].name, "surveillance.informer_density");
    EXPECT_EQ(header.factors[0].values, (std::vector<double>{0, 0.04}));
    EXPECT_EQ(header.parameters.at(0).kind, "policy");
    EXPECT_EQ(header.outputs.time.at, (std::vector<std::int32_t>{0, 7, 14}));
    EXPECT_EQ(reader.status(), std::vector<Status>(4, Status::done));
    EXPECT_TRUE(reader.failures().empty());
    EXPECT_EQ(reader.values(*header.outputs.variable("serving"), 1, 1),
              (std::vector<double>{2999, 21977, 2500, 1000, 1000, 2997, 21953, 2500, 1000, 1000, 2996, 21929, 2500,
                                   1000, 1000}));
}

TEST(Golden, AFileOfFormatOneIsReadForEver) {
    const Reader reader(golden("format-1.h5"));
    EXPECT_EQ(reader.content_digest(), content_1);
    expect_the_golden_runs(reader);
    EXPECT_EQ(reader.n_rows("events"), 3u);
    const sim::RowTable events = reader.rows("events", 0, 3, {"at", "what", "company"});  // under the names of today
    ASSERT_EQ(events.columns.size(), 3u);
    EXPECT_EQ(events.columns[0].numbers, (std::vector<double>{0.25, 3.5, 3.75}));
    EXPECT_EQ(events.columns[1].numbers, (std::vector<double>{0, 0, 1}));
    EXPECT_EQ(events.columns[1].flag_meanings, (std::vector<std::string>{"departed", "punished"}));
    EXPECT_EQ(events.columns[2].texts.at(2), "été");
}

TEST(Golden, AFileOfFormatTwoIsReadForEver) {
    const Reader reader(golden("format-2.h5"));
    EXPECT_EQ(reader.content_digest(), content_2);
    expect_the_golden_runs(reader);
    EXPECT_EQ(reader.tables_of(1, 0).at(0).columns.at(0).numbers, (std::vector<double>{1, 8, 9}));
}

TEST(Golden, TheSamePlanAndRunsHaveTheSameContentToday) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 1, 2, 3));
    EXPECT_EQ(Reader(scratch / "out.h5").content_digest(), content_2);
}

}  // namespace
