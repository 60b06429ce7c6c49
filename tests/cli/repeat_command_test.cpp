/// verify and replay: runs of a file computed again are the same, and what is not is named.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "sim/results/file.hpp"
#include "sim/sweep/stored_sweep.hpp"
#include "tests/cli/program.hpp"

namespace program {
namespace {

/// A sweep of four points, one of which fails now and then, with a setting and a seed.
class Repeat : public testing::Test {
 protected:
    Repeat() { EXPECT_EQ(muster({"sweep", folder_.path("sweep.toml"), "-o", file_, "--progress", "none"}).exit, 3); }

    /// The first run of the file in this status.
    std::vector<std::string> words_of(sim::results::Status wanted) const {
        const sim::results::Reader reader(file_);
        const auto status = reader.status();
        const auto at = static_cast<std::size_t>(std::ranges::find(status, wanted) - status.begin());
        const auto n = reader.header().n_replicates;
        return {"replay", file_, "--point", std::to_string(at / n), "--replicate", std::to_string(at % n)};
    }
    std::ptrdiff_t count(sim::results::Status wanted) const {
        return std::ranges::count(sim::results::Reader(file_).status(), wanted);
    }
    /// The same sweep with one count of one run changed, whole and with a digest that fits.
    std::string changed() const {
        using namespace sim::results;
        const Reader reader(file_);
        auto path = folder_.path("changed.h5");
        Writer writer(path, reader.header(), false);
        const std::uint64_t k = points_per_chunk(reader.header());
        const auto status = reader.status();
        for (std::uint32_t r = 0; r < reader.header().n_replicates; ++r)
            for (std::uint64_t first = 0; first < reader.header().n_points; first += k) {
                Block block(reader.header(), first, r);
                for (std::uint64_t p = first; p < std::min(first + k, reader.header().n_points); ++p) {
                    if (status[p * reader.header().n_replicates + r] != Status::done) continue;
                    auto run = sim::sweep::run_of(reader, p, r);
                    ++run.series.counts(0)[1];
                    block.put(p, run.series);
                }
                block.compress();
                writer.write(block);
            }
        writer.close();
        return path;
    }

    const Folder folder_{
        "replicates = 5\nseed = 4\n[factors]\n\"decay.rate\" = [0.1, 0.2]\n\"decay.failing\" = [0, 0.6]\n"
        "[set]\n\"weeks\" = 30\n"};
    const std::string file_ = folder_.path("out.h5");
};

TEST_F(Repeat, VerifyFindsAllRunsTheSame) {
    const auto answer = muster({"verify", file_, "--sample", "1000"});
    EXPECT_EQ(answer.exit, 0) << answer.err;
    EXPECT_TRUE(contains(answer.out, "matches its digest\n")) << answer.out;
    EXPECT_TRUE(contains(answer.out, " the same, 0 not\n")) << answer.out;
    EXPECT_FALSE(contains(answer.out, "\n0 runs repeated")) << answer.out;
    EXPECT_TRUE(contains(answer.out, "not repeated: " + std::to_string(count(sim::results::Status::failed)) +
                                         " runs that failed (see `muster replay`)\n"))
        << answer.out;
}

TEST_F(Repeat, VerifyNamesWhatDiffers) {
    const auto answer = muster({"verify", changed(), "--sample", "3"});
    EXPECT_EQ(answer.exit, 1);
    const auto name = sim::results::Reader(file_).header().outputs.variables[0].name;
    EXPECT_TRUE(contains(answer.err, ": differs in " + name + "\n")) << answer.err;
    EXPECT_TRUE(contains(answer.out, "3 runs repeated: 0 the same, 3 not\n")) << answer.out;
}

TEST_F(Repeat, VerifyRefusesADamagedFile) {
    auto content = folder_.read("out.h5");
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
    folder_.write("out.h5", content);
    const auto answer = muster({"verify", file_});
    EXPECT_EQ(answer.exit, 2);
    EXPECT_TRUE(contains(answer.err, "is damaged")) << answer.err;
}

TEST_F(Repeat, ReplayGivesTheSameRunAndWritesItAlone) {
    auto words = words_of(sim::results::Status::done);
    words.insert(words.end(), {"-o", folder_.path("one.h5")});
    const auto answer = muster(words);
    EXPECT_EQ(answer.exit, 0) << answer.err;
    EXPECT_TRUE(contains(answer.err, "the same as in the file\n")) << answer.err;
    EXPECT_EQ(muster({"verify", folder_.path("one.h5")}).exit, 0);
}

TEST_F(Repeat, ReplayReproducesAFailure) {
    const auto answer = muster(words_of(sim::results::Status::failed));
    EXPECT_EQ(answer.exit, 3);
    EXPECT_EQ(answer.err, "the run failed: week 0: failed on demand; in the file it failed too\n");
}

TEST_F(Repeat, ReplayOfARunThatDiffersSaysSo) {
    auto words = words_of(sim::results::Status::done);
    words[1] = changed();
    const auto answer = muster(words);
    EXPECT_EQ(answer.exit, 1);
    EXPECT_TRUE(contains(answer.err, "NOT the same as in the file: differs in ")) << answer.err;
}

TEST_F(Repeat, ReplayRefusesARunThatIsNotThere) {
    const auto answer = muster({"replay", file_, "--point", "4"});
    EXPECT_EQ(answer.exit, 2);
    EXPECT_EQ(answer.err, file_ + ": has no point 4, replicate 0 (it has 4 points x 5 replicates)\n");
}

}  // namespace
}  // namespace program
