/// Keys of a sweep that have options of their own, as settings.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace cli {

class SweepFlags {
 public:
    /// Adds --set, --replicates, --seed, --scale and --events.
    void add_to(CLI::App& verb);
    /// All of them as "NAME=VALUE".
    std::vector<std::string> settings() const;

 private:
    std::vector<std::string> sets_;
    std::string replicates_, seed_, scale_, events_;
};

}  // namespace cli
