/// The data of a report's page, as JSON: the plan, the runs' end-of-run values, means with intervals, and the key
/// comparisons, by the code of `muster compare`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/resampled.hpp"
#include "sim/results/file.hpp"

namespace cli {

struct ReportOptions {
    std::string file, base;
    std::vector<std::string> to, metrics;
    analysis::Certainty certainty;
};

/// InputError: the page would be too large for a browser, or a selection selects nothing.
std::string report_json(const sim::results::Reader& file, const ReportOptions& options);
/// JSON, or any text, as it may stand in a script element: nothing in it ends the script or begins a comment.
std::string safe_in_script(std::string_view text);
std::string safe_in_html(std::string_view text);

}  // namespace cli
