/// The whole program called as a function, its two outputs caught.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/models.hpp"

namespace program {

struct Answer {
    int exit = -1;
    std::string out, err;
};

inline Answer call(const sim::sweep::Models& models, std::vector<std::string> words) {
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

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace program
