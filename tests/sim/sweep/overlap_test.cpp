/// Runs that the parts of two shards hold: a block twice is an overlap, other results for the same run are a conflict.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "sim/sweep/part_index.hpp"
#include "sim/sweep/part_record.hpp"
#include "sim/sweep/sweep_plan.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {
namespace {

/// A folder of parts of a sweep of two points, which are one block.
class FoundOverlaps : public testing::Test {
 protected:
    FoundOverlaps() {
        folder_.write("toy.toml", files::toy_scenario);
        folder_.write("sweep.toml", "scenario = \"toy.toml\"\n[factors]\n\"decay.rate\" = [0.1, 0.2]\n");
        Problems problems;
        header_ = header_of(read_plan(folder_.path("sweep.toml"), {}, models_, problems));
        std::filesystem::create_directory(parts_);
    }

    /// A part with the run of one point, of which so many serve.
    void write_run(const std::string& name, std::uint64_t point, int serving) const {
        FinishedRun run;
        run.record.point = point;
        run.record.status = results::Status::done;
        run.series = series_of(serving);
        write(name, record_of(run, keys(), results::extents_of(header_.outputs)));
    }
    /// A part with the block of both points.
    void write_block(const std::string& name, int serving) const {
        results::Block block(header_, 0, 0);
        for (std::uint64_t point = 0; point < 2; ++point) block.put(point, series_of(serving));
        block.compress();
        write(name, record_of(block, keys(), results::points_per_chunk(header_)));
    }
    /// The message on the parts: how many overlap, or the conflict.
    std::string said() const {
        PartIndex index(header_);
        for (const auto& fault : index.read(parts_)) return fault;
        try {
            index.overlaps().refuse_conflicts();
        } catch (const InputError& error) {
            return error.what();
        }
        return std::to_string(index.overlaps().n_blocks()) + " overlaps";
    }

 private:
    void write(const std::string& name, const results::Record& record) const {
        results::write_part(parts_ / name, keys().identity(),
                            std::vector<std::vector<std::byte>>{results::encode(record)});
    }
    results::RunKeys keys() const { return results::RunKeys(header_); }
    Series series_of(int serving) const {
        Series series(header_.outputs);
        std::ranges::fill(series.counts(0), serving);
        return series;
    }
    const files::Folder folder_;
    const Models models_ = files::toy_models();
    results::Header header_;
    const std::filesystem::path parts_ = folder_.path("out.h5.parts");
};

TEST_F(FoundOverlaps, OfSingleRunsAreCompared) {
    write_run("part-1of2-00000001", 1, 7);
    EXPECT_EQ(said(), "0 overlaps");
    write_run("part-2of2-00000001", 1, 7);
    EXPECT_EQ(said(), "0 overlaps");
    write_run("part-2of2-00000002", 0, 7);
    write_run("part-1of2-00000002", 0, 8);
    EXPECT_NE(said().find("hold other results for the same runs (point 0, replicate 0)"), std::string::npos) << said();
}

TEST_F(FoundOverlaps, OfARunAndABlockAreComparedInEitherOrder) {
    write_block("part-1of2-00000001", 7);
    write_run("part-2of2-00000001", 1, 7);
    EXPECT_EQ(said(), "0 overlaps");  // of shards dealt anew
    write_run("part-2of2-00000002", 0, 8);
    EXPECT_NE(said().find("(point 0, replicate 0)"), std::string::npos) << said();
}

TEST_F(FoundOverlaps, OfABlockAndARunBeforeItAreCompared) {
    write_run("part-1of2-00000001", 1, 8);
    write_block("part-2of2-00000001", 7);
    EXPECT_NE(said().find("(point 1, replicate 0)"), std::string::npos) << said();
}

TEST_F(FoundOverlaps, OfBlocksAreCounted) {
    write_block("part-1of2-00000001", 7);
    write_block("part-2of2-00000001", 7);
    EXPECT_EQ(said(), "1 overlaps");
}

TEST_F(FoundOverlaps, AreNoneWithinAShard) {
    write_run("part-1of2-00000001", 1, 7);
    write_block("part-1of2-00000002", 7);
    EXPECT_EQ(said(), "0 overlaps");
}

}  // namespace
}  // namespace sim::sweep
