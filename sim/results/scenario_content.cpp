#include "sim/results/scenario_content.hpp"

#include "sim/check.hpp"
#include "sim/results/header.hpp"

namespace sim::results {
namespace {

void strip(param::Value& value) {
    if (value.is_array())
        for (auto& entry : value.array()) strip(entry);
    if (!value.is_map()) return;
    std::erase_if(value.map().entries, [](const auto& entry) {
        return entry.second.is_text() && (entry.first == "title" || entry.first == "source");
    });
    for (auto& [key, below] : value.map().entries) strip(below);
}

}  // namespace

param::Value scenario_content(const std::string& toml) {
    Problems none;
    auto document = param::parse_toml(toml, "scenario_toml", none);
    if (!document.is_map()) return {param::Map{}, {}};
    strip(document);
    return document;
}

std::vector<std::string> cases_of(const param::Value& scenario) {
    std::vector<std::string> names;
    if (const param::Value* cases = scenario.map().find(cases_key); cases && cases->is_map())
        for (const auto& [name, its] : cases->map().entries) names.push_back(name);
    return names;
}

}  // namespace sim::results
