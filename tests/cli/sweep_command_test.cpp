/// The sweep command: exits, failures, overwriting, the log beside the file, and stops.
#include <gtest/gtest.h>
#include <signal.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>

#include "sim/sweep/part_folder.hpp"
#include "tests/cli/program.hpp"

namespace program {
namespace {

constexpr const char* some_fail = "replicates = 6\n[factors]\n\"decay.failing\" = [0, 0.6]\n";
constexpr const char* slow = "replicates = 1000\n[set]\n\"decay.pause\" = 0.01\n";

std::vector<std::string> sweep_words(const Folder& folder, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words = {"sweep", folder.path("sweep.toml"), "-o", folder.path("out.h5")};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

TEST(SweepCommand, NamesFailedRunsAndEndsWithThree) {
    const Folder folder(some_fail);
    const auto answer = muster(sweep_words(folder, {"--progress", "none"}));
    EXPECT_EQ(answer.exit, 3);
    EXPECT_EQ(answer.out, "");
    EXPECT_TRUE(contains(answer.err, "failed: point 1 (decay.failing = 0.6), replicate ")) << answer.err;
    EXPECT_TRUE(contains(answer.err, ": week 0: failed on demand\n")) << answer.err;
    EXPECT_TRUE(folder.holds("out.h5"));
    EXPECT_TRUE(folder.holds("out.h5.sha256"));
}

TEST(SweepCommand, GivesTheSameBytesForAnyThreadsAndWithForceAgain) {
    const Folder folder(some_fail);
    muster(sweep_words(folder, {"--threads", "1", "--progress", "none"}));
    const auto first = folder.read("out.h5");
    for (const std::string threads : {"2", "8"}) {
        EXPECT_EQ(muster(sweep_words(folder, {"--threads", threads, "--force", "--progress", "none"})).exit, 3);
        EXPECT_TRUE(first == folder.read("out.h5")) << threads;
    }
}

TEST(SweepCommand, LogsEveryRunBesideTheFile) {
    const Folder folder(some_fail);
    muster(sweep_words(folder, {"--threads", "2", "--progress", "none"}));
    std::istringstream log(folder.read("out.h5.log.jsonl"));
    std::string line;
    ASSERT_TRUE(std::getline(log, line));
    const auto first = nlohmann::json::parse(line);
    EXPECT_EQ(first["threads"], 2);
    for (const auto* key : {"muster", "commit", "compiler", "flags", "level", "tbb", "host", "started"})
        EXPECT_NE(first[key], "") << key;
    int runs = 0, failed = 0;
    while (std::getline(log, line)) {
        const auto run = nlohmann::json::parse(line);
        EXPECT_GE(run["seconds"].get<double>(), 0);
        if (run["status"] == "failed") {
            ++failed;
            EXPECT_EQ(run["message"], "failed on demand");
        }
        ++runs;
    }
    EXPECT_EQ(runs, 12);
    EXPECT_GT(failed, 0);
}

/// Names in the folder, hidden ones too, that the sweep or the tests did not put there as input.
std::vector<std::string> written_to(const Folder& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path(".")))
        if (const auto name = entry.path().filename().string(); contains(name, "out.h5")) names.push_back(name);
    std::sort(names.begin(), names.end());
    return names;
}

TEST(SweepCommand, StopsAtTheTimeLimitWithFourAndCanGoOn) {
    const Folder folder(slow);
    const auto answer = muster(sweep_words(folder, {"--max-time", "0.2s", "--progress", "none"}));
    EXPECT_EQ(answer.exit, 4);
    EXPECT_TRUE(contains(answer.err, "stopped by --max-time after ")) << answer.err;
    EXPECT_TRUE(contains(answer.err, " of 1000 runs; continue with --resume\n")) << answer.err;
    EXPECT_EQ(written_to(folder), std::vector<std::string>{"out.h5.parts"});
}

TEST(SweepCommand, KeepsTheLogOfAWholeFileBesidePartsWithoutOne) {
    const Folder folder(some_fail);
    muster(sweep_words(folder, {"--progress", "none"}));
    const auto log = folder.read("out.h5.log.jsonl");
    std::filesystem::create_directory(folder.path("out.h5.parts"));
    EXPECT_EQ(muster(sweep_words(folder, {"--resume", "--progress", "none"})).exit, 3);
    EXPECT_EQ(folder.read("out.h5.log.jsonl"), log);
}

TEST(SweepCommand, SaysThatItsLogCouldNotBeWritten) {
    const Folder folder(slow);
    muster(sweep_words(folder, {"--max-time", "0.1s", "--progress", "none"}));
    std::filesystem::remove(folder.path("out.h5.parts/log-1of1.jsonl"));
    std::filesystem::create_symlink("/dev/full", folder.path("out.h5.parts/log-1of1.jsonl"));
    const auto answer = muster(sweep_words(folder, {"--resume", "--max-time", "0.1s", "--progress", "none"}));
    EXPECT_EQ(answer.exit, 4);
    EXPECT_TRUE(contains(answer.err, "the log lacks runs: it could not be written (the results are not affected)\n"))
        << answer.err;
}

TEST(SweepCommand, CountsRunsThatMovedToOtherPoints) {
    const Folder folder("replicates = 2\n[factors]\n\"decay.rate\" = [0.1, 0.2]\n");
    ASSERT_EQ(muster(sweep_words(folder, {"--progress", "none"})).exit, 0);
    folder.write("sweep.toml",
                 "scenario = \"toy.toml\"\nreplicates = 2\n[factors]\n\"decay.rate\" = [0.05, 0.1, 0.2]\n");
    const auto answer = muster(sweep_words(folder, {"--resume", "--progress", "none"}));
    EXPECT_EQ(answer.exit, 0);
    EXPECT_TRUE(contains(answer.err, "resuming: 4 of 6 runs are done\n")) << answer.err;
}

TEST(SweepCommand, ThatStopsLeavesOlderResultsAndTheirLogAsTheyWere) {
    const Folder folder(slow);
    ASSERT_EQ(muster(sweep_words(folder, {"--set", "replicates=1", "--progress", "none"})).exit, 0);
    std::vector<std::string> before;
    for (const auto& name : written_to(folder)) before.push_back(name + folder.read(name));
    EXPECT_EQ(muster(sweep_words(folder, {"--force", "--max-time", "0.2s", "--progress", "none"})).exit, 4);
    std::vector<std::string> after;
    for (const auto& name : written_to(folder))
        if (name != "out.h5.parts") after.push_back(name + folder.read(name));
    EXPECT_EQ(before.size(), 3U);
    EXPECT_TRUE(before == after);
}

TEST(SweepCommand, StopsOnSignalsWithFourAndCanGoOn) {
    for (const int signal : {SIGINT, SIGTERM, SIGUSR1}) {
        const Folder folder(slow);
        std::thread sender([&] {
            while (sim::sweep::parts_in(folder.path("out.h5.parts")).empty())
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            kill(getpid(), signal);
        });
        const auto answer = muster(sweep_words(folder, {"--progress", "none"}));
        sender.join();
        EXPECT_EQ(answer.exit, 4);
        EXPECT_TRUE(contains(answer.err, "stopped by a signal after ")) << answer.err;
        EXPECT_EQ(written_to(folder), std::vector<std::string>{"out.h5.parts"});
    }
}

TEST(SweepCommand, ThatExtendsAFileKeepsTheLogOfItsFirstRuns) {
    const Folder folder("replicates = 2\n");
    muster(sweep_words(folder, {"--progress", "none"}));
    EXPECT_EQ(muster(sweep_words(folder, {"--resume", "--set", "replicates=5", "--progress", "none"})).exit, 0);
    const auto log = folder.read("out.h5.log.jsonl");
    std::size_t n = 0;
    for (auto at = log.find("\"replicate\""); at != log.npos; at = log.find("\"replicate\"", at + 1)) ++n;
    EXPECT_EQ(n, 5U) << log;
}

TEST(SweepCommand, OfAWholeFileClearsWhatACrashLeftOfItsParts) {
    const Folder folder("replicates = 2\n");
    muster(sweep_words(folder, {"--progress", "none"}));
    std::filesystem::create_directory(folder.path("out.h5.parts"));
    folder.write("out.h5.parts/log-1of1.jsonl", "{}\n");
    EXPECT_EQ(muster(sweep_words(folder, {"--resume", "--progress", "none"})).exit, 0);
    EXPECT_FALSE(folder.holds("out.h5.parts"));
    EXPECT_EQ(folder.read("out.h5.log.jsonl"), "{}\n");
}

TEST(SweepCommand, OfAWholeFileLeavesThePartsOfItsExtension) {
    const Folder folder("replicates = 2\n");
    muster(sweep_words(folder, {"--progress", "none"}));
    const std::vector<std::string> more = {"--resume", "--progress", "none", "--set", "replicates=9"};
    auto stopped = more;
    stopped.insert(stopped.end(), {"--max-time", "0.0001s"});
    EXPECT_EQ(muster(sweep_words(folder, stopped)).exit, 4);
    const auto refused = muster(sweep_words(folder, {"--resume", "--progress", "none"}));
    EXPECT_EQ(refused.exit, 2);
    EXPECT_TRUE(contains(refused.err, "holds runs of another sweep")) << refused.err;
    EXPECT_TRUE(folder.holds("out.h5.parts"));
    EXPECT_EQ(muster(sweep_words(folder, more)).exit, 0);
    EXPECT_FALSE(folder.holds("out.h5.parts"));
}

TEST(SweepCommand, OfAWholeFileSaysAgainThatRunsFailed) {
    const Folder folder(some_fail);
    muster(sweep_words(folder, {"--progress", "none"}));
    EXPECT_EQ(muster(sweep_words(folder, {"--resume", "--progress", "none"})).exit, 3);
}

TEST(SweepCommand, OfShardsExtendsAFile) {
    const Folder folder("replicates = 4\n[factors]\n\"decay.rate\" = [0.1, 0.2]\n");
    muster(sweep_words(folder, {"--progress", "none", "--set", "replicates=9"}));
    const auto whole = folder.read("out.h5");
    muster(sweep_words(folder, {"--force", "--progress", "none"}));
    for (const std::string shard : {"1/2", "2/2"}) {
        const auto answer =
            muster(sweep_words(folder, {"--resume", "--shard", shard, "--set", "replicates=9", "--progress", "none"}));
        EXPECT_EQ(answer.exit, 0) << answer.err;
        EXPECT_TRUE(contains(answer.err, "resuming: 4 of ")) << answer.err;
        EXPECT_TRUE(contains(answer.err, "out.h5 --force\n")) << answer.err;
    }
    const auto parts = folder.path("out.h5.parts");
    EXPECT_EQ(muster({"merge", parts, "-o", folder.path("out.h5"), "--force"}).exit, 0);
    EXPECT_TRUE(folder.read("out.h5") == whole);
}

TEST(SweepCommand, OfAShardSaysAgainThatRunsFailed) {
    const Folder halves("replicates = 40\n[factors]\n\"decay.failing\" = [0, 0.6]\n");
    EXPECT_EQ(muster(sweep_words(halves, {"--shard", "1/2", "--progress", "none"})).exit, 3);
    EXPECT_EQ(muster(sweep_words(halves, {"--shard", "1/2", "--resume", "--progress", "none"})).exit, 3);
}

TEST(SweepCommand, SaysHowFarItIsAsJsonLines) {
    const Folder folder("replicates = 8\n");
    const auto answer = muster(sweep_words(folder, {"--progress", "json"}));
    const auto last = nlohmann::json::parse(answer.err.substr(0, answer.err.find('\n')));
    EXPECT_EQ(last["runs"], 8);
    EXPECT_EQ(last["done"], 8);
}

TEST(RunCommand, ThatFailsEndsWithThreeAndNoFile) {
    const Folder folder;
    const auto answer = muster({"run", folder.path("toy.toml"), "--set", "decay.failing=1", "-o", folder.path("r.h5")});
    EXPECT_EQ(answer.exit, 3);
    EXPECT_EQ(answer.err, "the run failed: week 0: failed on demand; nothing was written\n");
    EXPECT_FALSE(folder.holds("r.h5"));
}

}  // namespace
}  // namespace program
