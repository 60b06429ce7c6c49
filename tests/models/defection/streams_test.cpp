/// The purposes of the model's random streams, read from its sources: no two share a tag, and none is used twice, so
/// that no two decisions of a person in a step draw the same numbers.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "sim/random/stream.hpp"

namespace tests {
namespace {

namespace fs = std::filesystem;

/// Texts such as "departure/plan" in the code of one file, comments left out.
void collect(const fs::path& path, std::vector<std::string>& purposes) {
    static const std::regex purpose("\"([a-z_-]+/[a-z_-]+)\"");
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        line = line.substr(0, line.find("//"));
        for (std::sregex_iterator at(line.begin(), line.end(), purpose), end; at != end; ++at)
            purposes.push_back((*at)[1]);
    }
}

std::vector<std::string> purposes_in(const std::string& folder) {
    std::vector<std::string> purposes;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(MUSTER_SOURCE_DIR) / folder))
        if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp") collect(entry.path(), purposes);
    return purposes;
}

TEST(Streams, HaveOnePurposeEach) {
    std::vector<std::string> purposes = purposes_in("models/defection");
    EXPECT_GE(purposes.size(), 12U);
    EXPECT_TRUE(std::find(purposes.begin(), purposes.end(), "departure/plan") != purposes.end());
    for (const std::string& own : purposes_in("sim")) purposes.push_back(own);
    const std::vector<std::string_view> names(purposes.begin(), purposes.end());
    const auto shared = sim::random::colliding(names);
    EXPECT_FALSE(shared) << shared->first << " and " << shared->second;
}

}  // namespace
}  // namespace tests
