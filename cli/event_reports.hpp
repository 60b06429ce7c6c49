/// The reports of `muster analyze` on the tables of events.
#pragma once

#include <optional>
#include <string>

#include "cli/certainty.hpp"
#include "cli/findings.hpp"
#include "sim/results/file.hpp"

namespace CLI {
class App;
}

namespace cli {

struct EventOptions {
    AnalysisOptions analysis;
    std::string of;                                       // which points
    std::string by, until = "departure", from = "start";  // of survival, as the rest
    std::optional<double> horizon;                        // [unit of time]
    bool curve = false, covariates = false;
};

void add_event_options(CLI::App& verb, EventOptions& options);
void add_survival_options(CLI::App& verb, EventOptions& options);
Findings report_survival(const sim::results::Reader& file, const EventOptions& options);
Findings report_sizes(const sim::results::Reader& file, const EventOptions& options);

}  // namespace cli
