#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "models/defection/defection.hpp"

namespace cli {

sim::sweep::Models all_models() {
    sim::sweep::Models models;
    models.push_back(defection::make_model());
    return models;
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
