/// The whole programme called as a function, with the toy model, its two outputs caught.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/models.hpp"
#include "tests/sim/sweep/files.hpp"

namespace programme {

struct Answer {
    int exit = -1;
    std::string out, err;
};

inline Answer muster(std::vector<std::string> words) {
    const auto models = files::toy_models();
    words.insert(words.begin(), "muster");
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    Answer answer;
    answer.exit = cli::run_command(models, static_cast<int>(words.size()), argv.data());
    answer.out = testing::internal::GetCapturedStdout();
    answer.err = testing::internal::GetCapturedStderr();
    return answer;
}

/// A folder with toy.toml and, of this text after the line that names it, sweep.toml.
class Folder : public files::Folder {
 public:
    explicit Folder(const std::string& sweep = "") {
        write("toy.toml", files::toy_scenario);
        write("sweep.toml", "scenario = \"toy.toml\"\n" + sweep);
    }
    bool holds(const std::string& name) const { return std::filesystem::exists(path(name)); }
};

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace programme
