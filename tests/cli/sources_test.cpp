/// Runs of a program built from other sources never mix with those of this one.
#include "sim/sources.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sim/results/file.hpp"
#include "tests/cli/program.hpp"

namespace program {
namespace {

/// Makes a file or plan one that a program of these sources began, without a run.
void write_as_of(const std::string& path, const std::string& sources) {
    auto header = sim::results::Reader(path).header();
    header.sources = sources;
    sim::results::Writer(path, header, true).close();
}

class OtherSources : public testing::TestWithParam<std::string> {
 protected:
    OtherSources() {
        EXPECT_EQ(sweep("out.h5").exit, 0);
        EXPECT_EQ(sweep("part.h5", {"--shard", "1/2"}).exit, 0);
        EXPECT_EQ(sweep("other.h5", {"--shard", "2/2"}).exit, 0);
        for (const char* name : {"out.h5", "part.h5.parts/plan.h5"}) write_as_of(folder_.path(name), GetParam());
    }
    Answer sweep(const std::string& output, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words = {"sweep", folder_.path("sweep.toml"), "-o", folder_.path(output), "--progress",
                                          "none"};
        words.insert(words.end(), more.begin(), more.end());
        return muster(words);
    }
    void expect_refused(const Answer& answer, const std::string& message) const {
        EXPECT_EQ(answer.exit, 2);
        EXPECT_TRUE(contains(answer.err, message)) << answer.err;
        EXPECT_TRUE(contains(answer.err, std::string(sim::sources::digest_of("toy")))) << answer.err;
        EXPECT_TRUE(contains(answer.err, GetParam())) << answer.err;
    }

    const Folder folder_{"replicates = 2\n[factors]\n\"decay.rate\" = [0.1, 0.2]\n"};
};
INSTANTIATE_TEST_SUITE_P(Known, OtherSources, testing::Values("0123456789abcdef", ""));

TEST_P(OtherSources, AreNotResumed) {
    expect_refused(sweep("out.h5", {"--resume"}), "the sources of muster were");
    expect_refused(sweep("part.h5", {"--shard", "1/2", "--resume"}), "the sources of muster were");
    expect_refused(sweep("part.h5", {"--shard", "2/2"}), "the sources of muster were");
}

TEST_P(OtherSources, AreNotMerged) {
    expect_refused(muster({"merge", folder_.path("part.h5.parts"), folder_.path("other.h5.parts"), "-o",
                           folder_.path("merged.h5")}),
                   "the sources of muster were");
    EXPECT_FALSE(folder_.holds("merged.h5"));
}

TEST_P(OtherSources, AreNotMergedWithoutOthersEither) {
    const char* message = GetParam().empty() ? "does not say from which sources" : "by a muster of the sources";
    expect_refused(muster({"merge", folder_.path("part.h5.parts"), "--allow-missing", "-o", folder_.path("merged.h5")}),
                   message);
    EXPECT_FALSE(folder_.holds("merged.h5"));
    EXPECT_TRUE(folder_.holds("part.h5.parts/plan.h5"));
}

TEST_P(OtherSources, AreNotRepeated) {
    const char* message = GetParam().empty() ? "does not say from which sources" : "by a muster of the sources";
    expect_refused(muster({"verify", folder_.path("out.h5")}), message);
    expect_refused(muster({"replay", folder_.path("out.h5"), "--point", "0"}), message);
}

TEST(Sources, OfEveryModelAreKnown) {
    std::set<std::string_view> known;
    for (const auto& one : sim::sources::of_models()) {
        known.insert(one.model);
        EXPECT_EQ(one.digest.size(), 16U);
        EXPECT_NE(one.digest, sim::sources::digest_of("a model of no list")) << one.model;
    }
    for (const auto& model : cli::all_models()) EXPECT_TRUE(known.contains(model->name())) << model->name();
    EXPECT_EQ(known.size(), cli::all_models().size());
    EXPECT_NE(sim::sources::digest_of("rumour"), sim::sources::digest_of("threshold"));
    EXPECT_EQ(sim::sources::digest_of("threshold"), sim::sources::digest_of("falsification"));
}

TEST(Sources, StandInTheVersionTheFileAndItsDescription) {
    const auto version = muster({"--version"}).out;
    for (const auto& [model, digest] : sim::sources::of_models())
        EXPECT_TRUE(contains(version, std::string(model) + " " + std::string(digest))) << version;
    EXPECT_EQ(contains(version, ", modified)"), sim::sources::is_modified) << version;
    const Folder folder("replicates = 1\n");
    EXPECT_EQ(muster({"sweep", folder.path("sweep.toml"), "-o", folder.path("out.h5"), "--progress", "none"}).exit, 0);
    const auto described = muster({"describe", folder.path("out.h5")}).out;
    const std::string own = "(sources " + std::string(sim::sources::digest_of("toy"));
    EXPECT_TRUE(contains(described, own + (sim::sources::is_modified ? ", modified)" : ")"))) << described;
}

}  // namespace
}  // namespace program
