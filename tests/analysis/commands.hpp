/// `muster compare` and `analyze` called as functions, on files that real sweeps of functions wrote.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/analysis/functions_model.hpp"
#include "tests/called_program.hpp"
#include "tests/sim/sweep/files.hpp"

namespace commands {

using program::Answer, program::contains;

inline Answer muster(std::vector<std::string> words) {
    sim::sweep::Models models;
    models.push_back(std::make_unique<functions::Model>());
    return program::call(models, std::move(words));
}

/// A sweep of this text, run.
class Swept {
 public:
    explicit Swept(const std::string& sweep, int expected_exit = 0) {
        folder_.write("f.toml", "model = \"functions\"\nsteps = 4\n");
        folder_.write("sweep.toml", "scenario = \"f.toml\"\n" + sweep);
        const auto answer = muster({"sweep", folder_.path("sweep.toml"), "-o", file(), "--progress", "none"});
        EXPECT_EQ(answer.exit, expected_exit) << answer.err;
    }
    std::string file() const { return folder_.path("out.h5"); }
    Answer ask(std::vector<std::string> command, const std::vector<std::string>& more) const {
        command.push_back(file());
        command.insert(command.end(), more.begin(), more.end());
        return muster(command);
    }
    nlohmann::json rows(const std::vector<std::string>& command, std::vector<std::string> more) const {
        more.insert(more.end(), {"--format", "json"});
        const auto answer = ask(command, more);
        EXPECT_EQ(answer.exit, 0) << answer.err;
        const auto whole = nlohmann::json::parse(answer.out, nullptr, false);
        return whole.is_discarded() ? nlohmann::json::array() : whole["rows"];
    }
    std::string complaint(const std::vector<std::string>& command, const std::vector<std::string>& more) const {
        const auto answer = ask(command, more);
        EXPECT_EQ(answer.exit, 2) << answer.out;
        return answer.err;
    }

 private:
    files::Folder folder_;
};

}  // namespace commands
