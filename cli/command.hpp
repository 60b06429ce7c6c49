/// A verb of the command line: it adds its options to the program and leaves what is to be done.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>

#include "cli/models.hpp"

namespace cli {

/// For ->transform of an option: decimal digits within these bounds. CLI11 alone wraps "-1" round, cuts what is too
/// large and takes "010" for eight.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most);
/// For ->check: a number at all; what range it has is said elsewhere.
CLI::Validator real_number();
/// For ->transform of a length of time, such as "90s", "30m", "2h" or "1d", to seconds; a bare number is seconds.
CLI::Validator length_of_time();
/// For ->check of what names a file: not empty.
CLI::Validator file_name();
/// The same of a results file: no table.
CLI::Validator results_name();

/// Set by the verb that was given.
struct Chosen {
    const sim::sweep::Models& models;
    std::function<int()> act;
};

void add_init(CLI::App& app, Chosen& chosen);
void add_run(CLI::App& app, Chosen& chosen);
void add_sweep(CLI::App& app, Chosen& chosen);
void add_plan(CLI::App& app, Chosen& chosen);
void add_check(CLI::App& app, Chosen& chosen);
void add_params(CLI::App& app, Chosen& chosen);
void add_keys(CLI::App& app, Chosen& chosen);
void add_metrics(CLI::App& app, Chosen& chosen);
void add_models(CLI::App& app, Chosen& chosen);
void add_describe(CLI::App& app, Chosen& chosen);
void add_status(CLI::App& app, Chosen& chosen);
void add_merge(CLI::App& app, Chosen& chosen);
void add_replay(CLI::App& app, Chosen& chosen);
void add_verify(CLI::App& app, Chosen& chosen);
void add_export(CLI::App& app, Chosen& chosen);
void add_compare(CLI::App& app, Chosen& chosen);
void add_report(CLI::App& app, Chosen& chosen);
void add_analyze(CLI::App& app, Chosen& chosen);

}  // namespace cli
