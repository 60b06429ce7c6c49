#include "cli/certainty.hpp"

#include <fmt/format.h>

#include "cli/command.hpp"

namespace cli {

void add_file_options(CLI::App& verb, AnalysisOptions& options) {
    verb.add_option("FILE", options.file, "results file")->required();
    verb.add_option("--format", options.format, "table, json or csv")
        ->check(CLI::IsMember({"table", "json", "csv"}))
        ->capture_default_str();
    verb.add_option("--level", options.certainty.level, "coverage of the intervals")
        ->check(CLI::Range(0.5, 0.9999))
        ->capture_default_str();
}

void add_analysis_options(CLI::App& verb, AnalysisOptions& options) {
    add_file_options(verb, options);
    verb.add_option("--metric", options.metrics,
                    "NAME of `muster metrics`, or NAME=VALUE of one that has names for values, such as outcome=split; "
                    "several may follow");
    verb.add_option("--resamples", options.certainty.resamples, "resamples of the bootstrap")
        ->transform(whole_number(100, 1000000))
        ->capture_default_str();
    verb.add_option("--seed", options.certainty.seed, "seed of the bootstrap")
        ->transform(whole_number(0, ~std::uint64_t{0}))
        ->capture_default_str();
}

std::string level_text(double level) { return fmt::format("{:.4g} %", 100 * level); }

}  // namespace cli
