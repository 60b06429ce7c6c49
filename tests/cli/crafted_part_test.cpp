/// Parts made up, with a digest that fits: what is wrong in them is found before a run of theirs is used.
#include <gtest/gtest.h>

#include <functional>

#include "sim/results/file_reader.hpp"
#include "sim/results/part.hpp"
#include "sim/results/run_key.hpp"
#include "tests/cli/program.hpp"

namespace program {
namespace {

using namespace sim::results;

/// A sweep that ended at its first failed run, and so left parts.
class CraftedPart : public testing::Test {
 protected:
    void SetUp() override {
        ASSERT_EQ(sweep("whole.h5", {}), 3);
        ASSERT_EQ(sweep("out.h5", {"--on-error", "stop"}), 3);
        ASSERT_TRUE(std::filesystem::exists(part_));
    }

    int sweep(const std::string& output, const std::vector<std::string>& more) {
        std::vector<std::string> words = {"sweep", folder_.path("sweep.toml"), "-o", folder_.path(output), "--progress",
                                          "none"};
        words.insert(words.end(), more.begin(), more.end());
        const auto answer = muster(words);
        said_ = answer.err;
        return answer.exit;
    }

    /// Changes every record that holds a run that is done, and makes the digest fit again.
    void craft(const std::function<void(Record&)>& change) const {
        const Header header = sim::results::Reader(folder_.path("out.h5.parts/plan.h5")).header();
        const Identity identity = RunKeys(header).identity();
        std::vector<std::vector<std::byte>> records;
        {
            const PartFile file(part_);
            for (const auto& place : file.check(identity)) {
                Record record = file.record(place);
                if (!record.values.empty()) change(record);
                records.push_back(encode(record));
            }
        }
        std::filesystem::remove(part_);
        write_part(part_, identity, records);
    }

    /// The sweep goes on, names the part and what is wrong in it, and comes to the same file.
    void expect_computed_again(const std::string& fault) {
        EXPECT_EQ(sweep("out.h5", {"--resume"}), 3);
        EXPECT_TRUE(contains(said_, part_ + ": " + fault + " (not used; its runs are computed again)\n")) << said_;
        EXPECT_TRUE(folder_.read("out.h5") == folder_.read("whole.h5"));
    }

    const Folder folder_{"replicates = 8\n[factors]\n\"decay.failing\" = [0, 0.1]\n"};
    const std::string part_ = folder_.path("out.h5.parts/part-1of1-00000001");
    std::string said_;
};

/// A zlib stream of so many zeros.
std::vector<std::byte> stream_of(std::size_t bytes) { return compress_chunk(std::vector<std::byte>(bytes), 1).bytes; }

TEST_F(CraftedPart, WithAChunkThatInflatesToLessIsNotUsed) {
    craft([](Record& record) { record.values[0] = {stream_of(60), 0}; });
    expect_computed_again("a chunk cannot be decompressed");
}

TEST_F(CraftedPart, WithAChunkThatInflatesToMoreIsNotUsed) {
    craft([](Record& record) { record.values[0] = {stream_of(10'000), 0}; });
    expect_computed_again("a chunk cannot be decompressed");
}

TEST_F(CraftedPart, WithAStreamCutShortIsNotUsed) {
    craft([](Record& record) { record.values[1].bytes.pop_back(); });
    expect_computed_again("a chunk cannot be decompressed");
}

TEST_F(CraftedPart, WithAnUnknownFilterIsNotUsed) {
    craft([](Record& record) { record.values[0].filter_mask = 4; });
    expect_computed_again("a chunk cannot be decompressed");
}

TEST_F(CraftedPart, WithRoomForOtherRunsIsNotUsed) {
    craft([](Record& record) { record.room += 100'000; });
    expect_computed_again("a chunk is of a wrong size");
}

TEST_F(CraftedPart, WithMetricsOfAnotherSizeIsNotUsed) {
    craft([](Record& record) { record.values[2].bytes.pop_back(); });
    expect_computed_again("a record holds values of a wrong size");
}

TEST_F(CraftedPart, WithFewerVariablesIsNotUsed) {
    craft([](Record& record) { record.values.pop_back(); });
    expect_computed_again("a record is of other outputs");
}

TEST_F(CraftedPart, WithAStatusThatNoRunHasIsNotUsed) {
    craft([](Record& record) { record.status.back() = Status::stopped; });
    expect_computed_again("a record holds an unknown status");
}

TEST_F(CraftedPart, WithAFailureOfAnotherRunIsNotUsed) {
    craft([](Record& record) { record.failures.push_back({record.first_point + 1000, 0, "week 0", "made up"}); });
    expect_computed_again("a record holds a failure of a run that did not fail");
}

TEST_F(CraftedPart, IsRefusedByMergeIfItsSizesAreWrong) {
    craft([](Record& record) { record.values[0].bytes.resize(1); });
    const auto answer = muster({"merge", folder_.path("out.h5.parts"), "-o", folder_.path("merged.h5")});
    EXPECT_EQ(answer.exit, 2);
    EXPECT_TRUE(contains(answer.err, part_ + ": a chunk is of a wrong size (not used)\n")) << answer.err;
}

}  // namespace
}  // namespace program
