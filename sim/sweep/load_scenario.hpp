/// A scenario file and the model it names. All mistakes become problems.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/run/model.hpp"
#include "sim/sweep/settings.hpp"

namespace sim::sweep {

using Models = std::vector<std::unique_ptr<Model>>;

struct LoadedScenario {
    const Model* model = nullptr;
    std::unique_ptr<Scenario> scenario;  // null if there are problems
    std::string toml;                    // resolved
};
/// Of a scenario or a sweep: its title is one line of pictures and terminals, and an attribute that readers take whole.
void check_title(const param::Value& document, Problems& problems);

LoadedScenario load_scenario(const std::string& path, const Models& models, Problems& problems);
/// Several of one model as Cases, named by their files; at least two paths.
LoadedScenario load_cases(const std::vector<std::string>& paths, const Models& models, Problems& problems);
/// Either, of a resolved text such as a results file holds.
LoadedScenario load_resolved(const std::string& toml, const std::string& name, const Models& models,
                             Problems& problems);

}  // namespace sim::sweep
