#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "models/civil_violence/civil_violence.hpp"
#include "models/defection/defection.hpp"
#include "models/rumour/rumour.hpp"
#include "models/threshold/falsification.hpp"
#include "models/threshold/threshold.hpp"

namespace cli {

sim::sweep::Models all_models() {
    sim::sweep::Models models;
    models.push_back(defection::make_model());
    models.push_back(threshold::make_threshold());
    models.push_back(threshold::make_falsification());
    models.push_back(civil_violence::make_civil_violence());
    models.push_back(civil_violence::make_ethnic_violence());
    models.push_back(rumour::make_model());
    return models;
}

const sim::Model& model_named(const std::string& name, const sim::sweep::Models& models) {
    std::vector<std::string_view> names;
    for (const auto& model : models) {
        if (model->name() == name) return *model;
        names.push_back(model->name());
    }
    throw sim::InputError(
        fmt::format("--model: there is no model '{}' (allowed {})", sim::shown(name), fmt::join(names, ", ")));
}

void add_models(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("models", "The models this program holds");
    verb->callback([&chosen] {
        chosen.act = [&chosen] {
            for (const auto& model : chosen.models) put(fmt::format("{}  {}\n", model->name(), model->summary()));
            return int{done};
        };
    });
}

}  // namespace cli
