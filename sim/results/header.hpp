/// The header of a results file, before its first run: the plan, the declared outputs, the parameters. Written once at the
/// top of the file, read back by Reader.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/run/outputs.hpp"

namespace sim::results {

enum class Status : std::uint8_t { missing = 0, done = 1, failed = 2, stopped = 3 };

/// One swept parameter over points.
struct Factor {
    std::string name, unit, meaning;
    std::vector<double> values;        // [n_points]
    std::vector<std::string> choices;  // not empty: values are places of these names, and the file holds the names
    std::string kind{};                // "behaviour", "structure" or "policy"; empty: the file does not say

    /// The value as a user writes it.
    std::string text(std::uint64_t point) const;
};

/// A parameter as the file's provenance lists it.
struct ParameterRow {
    std::string name, kind, unit, meaning, source, origin;
    double value = 0, fallback = 0;
};

/// A scenario_toml of several scenarios has a table of this name, and in it one for each.
inline constexpr std::string_view cases_key = "cases";

/// Everything of a file that is known before its first run.
struct Header {
    std::string model, title;
    std::uint64_t n_points = 1;
    std::uint32_t n_replicates = 1;
    std::vector<Factor> factors;
    std::vector<std::string> labels;   // [n_points], or empty
    std::vector<std::string> starts;   // [n_points] "2011-03-15" of scenarios that differ in it; else empty
    std::vector<double> scale;         // [n_points] share of the agents that is simulated
    std::vector<std::uint64_t> seeds;  // [n_replicates]
    Outputs outputs;
    std::vector<ParameterRow> parameters;
    std::string scenario_toml, sweep_toml;  // resolved; sweep empty for a single run
    std::string muster_version;
    std::string sources;       // digest of those that compute its runs; empty: the file does not say
    bool is_modified = false;  // the program was no commit's
};

/// A run that could not be finished.
struct Failure {
    std::uint64_t point = 0;
    std::uint32_t replicate = 0;
    std::string stage, message;
};

/// Name of the time dimension: "time" with a calendar, else what its axis counts.
std::string time_name(const Outputs& outputs);

/// Throws InputError if the file cannot hold the plan (a name no reader takes, two things of one name, too large), and
/// std::logic_error if the header contradicts itself.
void check(const Header& header);

}  // namespace sim::results
