/// The make-up of a scenario, in tables for people to read (`muster describe SCENARIO.toml`).
#pragma once

#include <string>
#include <vector>

namespace sim {

struct PortraitTable {
    std::string title;
    std::vector<std::vector<std::string>> rows;  // of words and numbers; the first is the heading
};

}  // namespace sim
