/// Runs on their way to parts: nothing is lost between two flushes, and a whole block replaces its runs.
#include "sim/sweep/part_stream.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/part_index.hpp"
#include "sim/sweep/sweep_plan.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {
namespace {

/// A sweep of two points, which are one block.
class Streams : public testing::Test {
 protected:
    Streams() {
        folder_.write("toy.toml", files::toy_scenario);
        folder_.write("sweep.toml", "scenario = \"toy.toml\"\n[factors]\n\"decay.rate\" = [0.1, 0.2]\n");
        Problems problems;
        header_ = header_of(read_plan(folder_.path("sweep.toml"), {}, models_, problems));
        std::filesystem::create_directory(parts_);
    }
    std::shared_ptr<const FinishedRun> run_of(std::uint64_t point) const {
        auto run = std::make_shared<FinishedRun>();
        run->record.point = point;
        run->record.status = results::Status::done;
        run->series = Series(header_.outputs);
        return run;
    }
    results::Block block() const {
        results::Block block(header_, 0, 0);
        for (std::uint64_t point = 0; point < 2; ++point) put(*run_of(point), block);
        block.compress();
        return block;
    }
    PartStream stream() const { return PartStream(header_, PartWriter(parts_, {}, header_)); }
    PartIndex& read() {
        index_ = std::make_unique<PartIndex>(header_);
        EXPECT_EQ(index_->read(parts_), std::vector<std::string>());
        return *index_;
    }

    const files::Folder folder_;
    const Models models_ = files::toy_models();
    results::Header header_;
    const std::filesystem::path parts_ = folder_.path("out.h5.parts");
    std::unique_ptr<PartIndex> index_;
};

TEST_F(Streams, WriteNothingBeforeTheyAreFlushedAndAllThen) {
    auto stream = this->stream();
    stream.add(run_of(1));
    EXPECT_EQ(parts_in(parts_).size(), 0U);
    stream.flush();
    const PartIndex& stored = read();
    EXPECT_FALSE(stored.has_run(0, 0));
    EXPECT_TRUE(stored.has_run(1, 0));
}

TEST_F(Streams, LeaveNoPartIfNothingCame) {
    auto stream = this->stream();
    stream.flush();
    stream.add(run_of(0));
    stream.flush();
    stream.flush();
    EXPECT_EQ(parts_in(parts_).size(), 1U);
}

TEST_F(Streams, WriteABlockInsteadOfItsRuns) {
    auto stream = this->stream();
    stream.add(run_of(0));
    stream.add(run_of(1));
    stream.add(block());
    stream.flush();
    const PartIndex& stored = read();
    EXPECT_TRUE(stored.has_block(0, 0));
    EXPECT_EQ(stored.encoded().size(), 1U);
    EXPECT_EQ(std::filesystem::file_size(parts_in(parts_).front()),
              48 + 8 + stored.encoded().front().size() + 32);  // head, length, the block's record, digest
}

}  // namespace
}  // namespace sim::sweep
