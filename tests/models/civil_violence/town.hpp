/// Runs and towns of the civil violence models for tests.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/civil_violence/civil_violence.hpp"
#include "models/civil_violence/town.hpp"
#include "tests/models/run_of.hpp"
#include "tests/statistics.hpp"

namespace tests {

struct Sample {
    double mean = 0, standard_error = 0;
};
inline Sample sample_of(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    Sample sample;
    for (const double value : values) sample.mean += value / n;
    double square = 0;
    for (const double value : values) square += (value - sample.mean) * (value - sample.mean);
    sample.standard_error = std::sqrt(square / (n - 1) / n);
    return sample;
}

/// Each of these metrics over `n_runs` replicates.
inline std::map<std::string, Sample> metrics_of(RunOf run, const std::vector<std::string>& names,
                                                std::uint32_t n_runs) {
    std::map<std::string, std::vector<double>> values;
    for (std::uint32_t r = 0; r < n_runs; ++r) {
        run.go(2002, r);
        for (const auto& name : names) values[name].push_back(run.metric(name));
    }
    std::map<std::string, Sample> samples;
    for (const auto& name : names) samples[name] = sample_of(values[name]);
    return samples;
}

/// How many sites hold a person in this state, from the sites themselves.
inline int seen_on_grid(const civil_violence::Town& town, civil_violence::State state) {
    int n = 0;
    for (int site = 0; site < town.torus().n_sites(); ++site) n += town.at(town.torus().place(site)) == state ? 1 : 0;
    return n;
}

}  // namespace tests
