#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

/// The address sanitizer keeps freed memory for a while, which would hide what is measured here.
extern "C" const char* __asan_default_options() {  // NOLINT(bugprone-reserved-identifier): its name is theirs
    return "quarantine_size_mb=4";
}

namespace {

using namespace sim::results;

double resident_mib() {
    std::size_t total = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> total >> resident;
    return static_cast<double>(resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) / (1 << 20);
}

/// Two short series and twenty end-of-run values.
Header wide_plan(std::uint64_t n_points, std::uint32_t n_replicates) {
    Header header = synthetic::header(1, 1, n_replicates, 20);
    header.factors.clear();
    header.n_points = n_points;
    header.scale.assign(n_points, 1);
    header.outputs.variables.resize(2);
    for (int i = 0; i < 20; ++i)
        header.outputs.variables.push_back(
            {"metric_" + std::to_string(i), "1", "", "", sim::Store::real, false, {}, {}});
    return header;
}

TEST(ResultsFile, TakesTenThousandPointsAndFourReplicatesInFlatMemory) {
    const Scratch scratch;
    const Header header = wide_plan(10'000, 4);
    sim::Series series(header.outputs);
    Writer writer(scratch / "out.h5", header, false);
    double after_first = 0;
    const std::uint64_t k = points_per_chunk(header);
    for (std::uint32_t replicate = 0; replicate < 4; ++replicate) {
        for (std::uint64_t first = 0; first < header.n_points; first += k) {
            Block block(header, first, replicate);
            for (std::uint64_t point = first; point < first + block.n_points(); ++point) {
                series.counts(0)[0] = static_cast<std::int32_t>(point);
                for (std::size_t v = 2; v < 22; ++v)
                    series.reals(v)[0] = static_cast<double>(point * v) + 0.25 * replicate;
                block.put(point, series);
            }
            block.compress();
            writer.write(block);
        }
        if (replicate == 0) after_first = resident_mib();
    }
    EXPECT_LT(resident_mib() - after_first, 8);  // the three replicates hold 30 MiB of values
    writer.close();

    const Reader reader(scratch / "out.h5");
    const sim::Variable& last = reader.header().outputs.variables.back();
    EXPECT_EQ(reader.values(last, 9999, 3), std::vector<double>{9999.0 * 21 + 0.75});
    EXPECT_EQ(reader.values(reader.header().outputs.variables[0], 8191, 2)[0], 8191);
    EXPECT_EQ(reader.status(), std::vector<Status>(40'000, Status::done));
    EXPECT_LT(std::filesystem::file_size(scratch / "out.h5"), 4u << 20);
}

}  // namespace
