/// Broken sweep files and what is said of them, word for word: a table for each file of tests.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "sim/sweep/sweep_plan.hpp"
#include "tests/sim/sweep/files.hpp"

namespace sim::sweep {

struct BrokenCase {
    std::string name, sweep;
    std::vector<std::string> sets;
    std::vector<std::string> expected;  // lines; "@" stands for the sweep file, "%" for its folder
};

inline void PrintTo(const BrokenCase& broken, std::ostream* out) { *out << broken.name; }

inline void expect_words(const BrokenCase& broken) {
    const files::Folder folder;
    folder.write("toy.toml", files::toy_scenario);
    const auto path = folder.write("sweep.toml", broken.sweep);
    const auto models = files::toy_models();
    Problems problems;
    read_plan(path, broken.sets, models, problems);
    std::string expected;
    for (const auto& line : broken.expected) expected += (expected.empty() ? "" : "\n") + line;
    for (std::size_t at; (at = expected.find('@')) != std::string::npos;) expected.replace(at, 1, path);
    for (std::size_t at; (at = expected.find('%')) != std::string::npos;) expected.replace(at, 1, folder.path(""));
    EXPECT_EQ(problems.text(), expected);
}

inline const std::string toy = "scenario = \"toy.toml\"\n";
inline std::string name_of(const testing::TestParamInfo<BrokenCase>& tested) { return tested.param.name; }

}  // namespace sim::sweep
