/// A folder of input files for one test, removed afterwards, and the toy model as a list.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "sim/sweep/load_scenario.hpp"
#include "tests/toy_model.hpp"

namespace files {

class Folder {
 public:
    Folder() {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        path_ = std::filesystem::temp_directory_path() /
                ("muster-" + std::to_string(getpid()) + "-" + test->test_suite_name() + "-" + std::to_string(++made_));
        std::filesystem::create_directories(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string path(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name)) << text;
        return path(name);
    }
    std::string read(const std::string& name) const {
        std::ifstream file(path(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

 private:
    static inline int made_ = 0;
    std::filesystem::path path_;
};

inline sim::sweep::Models toy_models() {
    sim::sweep::Models models;
    models.push_back(std::make_unique<toy::Model>());
    return models;
}

inline constexpr const char* toy_scenario = "model = \"toy\"\nweeks = 4\n[decay]\nrate = 0.2\n";

}  // namespace files
