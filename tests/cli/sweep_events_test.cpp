/// Events that a sweep keeps: the same bytes however it was computed, and only of the replicates asked for.
#include <gtest/gtest.h>

#include "sim/results/file.hpp"
#include "sim/sweep/stored_sweep.hpp"
#include "tests/cli/program.hpp"

namespace program {
namespace {

const std::string points = "seed = 4\n[factors]\n\"decay.rate\" = [0.1, 0.2, 0.4]\n";

class SweepEvents : public testing::Test {
 protected:
    Answer sweep(const std::string& to, std::vector<std::string> more, int expected = 0) const {
        std::vector<std::string> words = {"sweep", folder_.path("sweep.toml"), "-o", folder_.path(to), "--progress",
                                          "none"};
        words.insert(words.end(), more.begin(), more.end());
        const auto answer = muster(words);
        EXPECT_EQ(answer.exit, expected) << answer.err;
        return answer;
    }
    void change(const std::string& top) const {
        folder_.write("sweep.toml", "scenario = \"toy.toml\"\n" + top + points);
    }
    /// The bytes that a fresh sweep of one thread writes.
    std::string fresh() const {
        sweep("fresh.h5", {"--events", "2", "--threads", "1", "--force"});
        return folder_.read("fresh.h5");
    }
    bool is_fresh(const std::string& name) const { return folder_.read(name) == fresh(); }

    const Folder folder_{"replicates = 3\n" + points};
};

TEST_F(SweepEvents, AreThoseOfTheFirstReplicatesOfEachPoint) {
    sweep("out.h5", {"--events", "2"});
    const sim::results::Reader file(folder_.path("out.h5"));
    EXPECT_EQ(file.header().outputs.replicates_with_events, 2U);
    for (std::uint64_t point = 0; point < 3; ++point)
        for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
            const auto tables = file.tables_of(point, replicate);
            double people = 0;
            for (const double gone : tables.at(0).columns.at(2).numbers) people += gone;
            const auto& outputs = file.header().outputs;
            const auto departed = file.values(*outputs.variable("departed"), point, replicate);
            EXPECT_EQ(people, replicate < 2 ? *departed.rbegin() + *std::next(departed.rbegin()) : 0.0)
                << point << ", " << replicate;
        }
}

TEST_F(SweepEvents, AreTheSameBytesForAnyThreads) {
    for (const std::string threads : {"2", "8"}) {
        sweep("out.h5", {"--events", "2", "--threads", threads, "--force"});
        EXPECT_TRUE(is_fresh("out.h5")) << threads;
    }
}

TEST_F(SweepEvents, AreTheSameBytesOfShardsThatAreJoined) {
    for (const std::string shard : {"2/3", "1/3", "3/3"}) sweep("out.h5", {"--events", "2", "--shard", shard});
    EXPECT_EQ(muster({"merge", folder_.path("out.h5.parts"), "-o", folder_.path("out.h5")}).exit, 0);
    EXPECT_TRUE(is_fresh("out.h5"));
}

TEST_F(SweepEvents, AreTheSameBytesWhenASweepGoesOn) {
    sweep("out.h5", {"--events", "2", "--shard", "2/3"});  // parts that a whole sweep finds and goes on with
    sweep("out.h5", {"--events", "2", "--resume"});
    EXPECT_TRUE(is_fresh("out.h5"));
}

TEST_F(SweepEvents, AreTheSameBytesWhenASweepIsExtended) {
    change("replicates = 1\n");
    sweep("out.h5", {"--events", "2"});
    change("replicates = 3\n");
    sweep("out.h5", {"--events", "2", "--resume"});
    EXPECT_TRUE(is_fresh("out.h5"));
}

TEST_F(SweepEvents, OfOtherReplicatesAreAnotherSweep) {
    sweep("out.h5", {"--events", "2"});
    const auto answer = sweep("out.h5", {"--resume"}, 2);
    EXPECT_TRUE(contains(answer.err, "events were kept of 2 replicates, now of 0")) << answer.err;
}

TEST_F(SweepEvents, AreVerifiedAndReplayed) {
    sweep("out.h5", {"--events", "2"});
    EXPECT_TRUE(contains(muster({"verify", folder_.path("out.h5")}).out, "9 runs repeated: 9 the same, 0 not"));
    using namespace sim::results;
    const Reader reader(folder_.path("out.h5"));
    {
        Writer changed(folder_.path("changed.h5"), reader.header(), false);
        for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
            Block block(reader.header(), 0, replicate);
            for (std::uint64_t point = 0; point < 3; ++point) {
                auto run = sim::sweep::run_of(reader, point, replicate);
                auto tables = reader.tables_of(point, replicate);
                if (point == 1 && replicate == 1) tables[0].columns[2].numbers[0] += 1;
                if (replicate < 2) run.tables = pack(tables, reader.header().outputs.tables);
                put(run, block);
            }
            block.compress();
            changed.write(block);
        }
        changed.close();
    }
    const auto verified = muster({"verify", folder_.path("changed.h5")});
    EXPECT_EQ(verified.exit, 1);
    EXPECT_TRUE(contains(verified.err, "point 1, replicate 1: differs in leavings/people\n")) << verified.err;
    const auto replayed = muster({"replay", folder_.path("changed.h5"), "--point", "1", "--replicate", "1"});
    EXPECT_EQ(replayed.exit, 1);
    EXPECT_TRUE(contains(replayed.err, "differs in leavings/people")) << replayed.err;
}

TEST_F(SweepEvents, OfARunAloneAreThoseOfTheSweep) {
    sweep("out.h5", {"--events", "2"});
    for (const std::string replicate : {"1", "2"}) {  // of which the sweep keeps them, and not
        EXPECT_EQ(muster({"replay", folder_.path("out.h5"), "--point", "2", "--replicate", replicate, "--events", "-o",
                          folder_.path("run.h5"), "--force"})
                      .exit,
                  0);
        const sim::results::Reader sweep(folder_.path("out.h5")), run(folder_.path("run.h5"));
        const auto alone = run.tables_of(0, 0);
        EXPECT_GT(alone.at(0).size(), 0U);
        if (replicate == "1") {
            EXPECT_EQ(alone[0].columns[2].numbers, sweep.tables_of(2, 1)[0].columns[2].numbers);
        }
    }
}

}  // namespace
}  // namespace program
