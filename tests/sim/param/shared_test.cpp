/// Scenarios that come with the program: found by their bare name alone, below an installation or a clone.
#include "sim/param/shared.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace sim::param {
namespace {

namespace fs = std::filesystem;

class SharedScenario : public testing::Test {
 protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "muster-shared-XXXXXX";
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = fs::canonical(name);
        for (const char* below : {"installed/share/muster/scenarios", "clone/scenarios", "clone/scenarios/sweeps"}) {
            fs::create_directories(folder_ / below);
            std::ofstream(folder_ / below / "behaviour.toml") << "x = 1\n";
        }
    }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path folder_;
};

TEST_F(SharedScenario, IsFoundBelowAnInstallationAndAClone) {
    EXPECT_EQ(shared_scenario("behaviour.toml", folder_ / "installed/bin/muster"),
              folder_ / "installed/share/muster/scenarios/behaviour.toml");
    EXPECT_EQ(shared_scenario("behaviour.toml", folder_ / "clone/build/dev/muster"),
              folder_ / "clone/scenarios/behaviour.toml");
}

TEST_F(SharedScenario, IsAFileByItsBareName) {
    const fs::path program = folder_ / "clone/build/dev/muster";
    for (const char* name :
         {"", ".", "..", "sweeps", "sweeps/behaviour.toml", "../scenarios/behaviour.toml", "none.toml"})
        EXPECT_FALSE(shared_scenario(name, program)) << name;
    EXPECT_FALSE(shared_scenario((folder_ / "clone/scenarios/behaviour.toml").string(), program));
}

}  // namespace
}  // namespace sim::param
