/// The report of `muster compare` on settings against a base.
#pragma once

#include <string>
#include <vector>

#include "analysis/quantity.hpp"
#include "cli/certainty.hpp"
#include "cli/findings.hpp"

namespace cli {

struct CompareOptions {
    AnalysisOptions analysis;
    std::string base, over, half_width = "5%";
    std::vector<std::string> to, interaction;
};

/// A row for each setting and metric, harm behind them.
Findings report_comparison(const analysis::Runs& runs, const CompareOptions& options);

}  // namespace cli
