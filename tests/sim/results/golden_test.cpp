/// A file of format 1, written once and kept: whatever the program becomes, it reads this file and finds the same in
/// it.
#include <gtest/gtest.h>

#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

const std::filesystem::path golden = std::filesystem::path(MUSTER_SOURCE_DIR) / "tests/sim/results/golden/format-1.h5";
constexpr const char* golden_content = "884f6b096ca7bdb3ea8d0ed4d580bf7f445c6063553faeead9ebad1fb1e417d1";

TEST(Golden, AFileOfFormatOneIsReadForEver) {
    const Reader reader(golden);
    EXPECT_EQ(reader.content_digest(), golden_content);
    const Header& header = reader.header();
    EXPECT_EQ(header.n_points, 2u);
    EXPECT_EQ(header.n_replicates, 2u);
    EXPECT_EQ(header.factors[0].name, "surveillance.informer_density");
    EXPECT_EQ(header.factors[0].values, (std::vector<double>{0, 0.04}));
    EXPECT_EQ(header.outputs.time.at, (std::vector<std::int32_t>{0, 7, 14}));
    EXPECT_EQ(reader.status(), std::vector<Status>(4, Status::done));
    EXPECT_EQ(reader.values(*header.outputs.variable("serving"), 1, 1),
              (std::vector<double>{2999, 21977, 2500, 1000, 1000, 2997, 21953, 2500, 1000, 1000, 2996, 21929, 2500,
                                   1000, 1000}));
    EXPECT_EQ(reader.table("events").columns[1].numbers, (std::vector<double>{0.25, 3.5, 3.75}));
}

TEST(Golden, TheSamePlanAndRunsHaveTheSameContentToday) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 1, 2, 3));
    EXPECT_EQ(Reader(scratch / "out.h5").content_digest(), golden_content);
}

}  // namespace
