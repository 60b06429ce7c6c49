/// Options that every command with intervals has.
#pragma once

#include <string>
#include <vector>

#include "analysis/resampled.hpp"

namespace CLI {
class App;
}

namespace cli {

struct AnalysisOptions {
    std::string file, format = "table";
    std::vector<std::string> metrics;
    analysis::Certainty certainty;
};

void add_analysis_options(CLI::App& verb, AnalysisOptions& options);
/// Of them, those of commands that ask for no metric and draw nothing.
void add_file_options(CLI::App& verb, AnalysisOptions& options);
/// "95 %".
std::string level_text(double level);

}  // namespace cli
