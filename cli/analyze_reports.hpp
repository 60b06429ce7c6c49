/// The reports of `muster analyze`, method by method.
#pragma once

#include "analysis/comparison.hpp"
#include "cli/certainty.hpp"
#include "cli/findings.hpp"

namespace cli {

struct AnalyzeOptions {
    AnalysisOptions analysis;
    std::string base, half_width = "5%";
    std::vector<std::string> factors;
    double at_least = analysis::unknown, at_most = analysis::unknown;
    double peel = 0.05, least_support = 0.05;
    bool incomplete = false, boxes = false;
};

/// "0.01" in the metric's unit, or "5%" of a mean.
analysis::HalfWidth half_width_of(const std::string& text);

Findings report_sobol(const analysis::Runs& runs, const AnalyzeOptions& options);
Findings report_morris(const analysis::Runs& runs, const AnalyzeOptions& options);
Findings report_prcc(const analysis::Runs& runs, const AnalyzeOptions& options);
Findings report_oat(const analysis::Runs& runs, const AnalyzeOptions& options);
Findings report_replicates(const analysis::Runs& runs, const AnalyzeOptions& options);
Findings report_prim(const analysis::Runs& runs, const AnalyzeOptions& options);

}  // namespace cli
