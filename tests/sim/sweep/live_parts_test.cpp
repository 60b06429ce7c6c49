/// A folder of parts can be read while sweeps write there, and join their small parts to larger ones.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "sim/sweep/part_sink.hpp"
#include "sim/sweep/runner.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {
namespace {

TEST(LiveParts, CountMoreAndMoreRunsAndNoFaults) {
    const files::Folder folder;
    folder.write("toy.toml", files::toy_scenario);
    folder.write("sweep.toml",
                 "scenario = \"toy.toml\"\nreplicates = 600\n[factors]\n\"decay.pause\" = [0.0002, 0.0003]\n");
    const auto models = files::toy_models();
    Problems problems;
    const auto plan = read_plan(folder.path("sweep.toml"), {}, models, problems);
    problems.throw_if_any();
    const auto header = header_of(plan);
    PartSink sink(folder.path("out.h5"), header,
                  {.shard = {1, 2}, .earlier = Earlier::refuse, .interval = std::chrono::milliseconds(1)});

    std::atomic<bool> over = false;
    std::size_t n_looks = 0;
    std::uint64_t n_seen = 0;
    std::vector<std::string> wrong;
    const auto look = [&] {
        PartIndex parts(header);
        for (auto& fault : parts.read(sink.folder())) wrong.push_back(std::move(fault));
        const auto n = n_runs_in(parts);
        if (n < n_seen) wrong.push_back(fmt::format("{} runs after {}", n, n_seen));
        n_seen = n;
        ++n_looks;
    };
    std::thread reader([&] {
        while (!over) try {
                look();
            } catch (const std::exception& error) {
                wrong.emplace_back(error.what());
            }
    });
    Control control;
    run(plan, header, sink, {.threads = 2}, control);
    over = true;
    reader.join();
    EXPECT_EQ(wrong, std::vector<std::string>());
    EXPECT_GT(n_looks, 10U);
    EXPECT_GT(n_seen, 0U);
}

}  // namespace
}  // namespace sim::sweep
