#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "analysis/scenario_box.hpp"
#include "cli/analyze_reports.hpp"
#include "cli/output.hpp"
#include "sim/check.hpp"

namespace cli {
namespace {

void add_boxes(const analysis::BoxOfFile& found, Findings& report) {
    report.columns = {{"box", "box"},
                      {"points", "points"},
                      {"factors", "factors bound"},
                      {"coverage", "coverage"},
                      {"density", "density"}};
    for (std::size_t i = 0; i < found.boxes.size(); ++i) {
        const auto& box = found.boxes[i];
        report.rows.push_back({static_cast<double>(i), static_cast<double>(box.n_points),
                               static_cast<double>(box.n_bound()), box.coverage, box.density});
    }
}

void add_sides(const analysis::Runs& runs, const analysis::BoxOfFile& found, Findings& report) {
    report.columns = {{"factor", "factor"}, {"kind", "kind"},           {"unit", "unit"},
                      {"box", "box"},       {"range", "of all points"}, {"bound", "bound"}};
    for (std::size_t i = 0; i < found.factors.size(); ++i) {
        const auto& factor = runs.header().factors[found.factors[i]];
        const auto &side = found.box.sides[i], &range = found.ranges[i];
        const char* bound = side.is_low_bound && side.is_high_bound ? "both sides"
                            : side.is_low_bound                     ? "from below"
                            : side.is_high_bound                    ? "from above"
                                                                    : "";
        report.rows.push_back({factor.name, analysis::kind_of(factor, runs.header()), factor.unit,
                               analysis::Interval{side.low, side.high}, analysis::Interval{range.low, range.high},
                               bound});
    }
}

std::string told_outcome(const AnalyzeOptions& options) {
    std::string text = options.analysis.metrics.front();
    if (!std::isnan(options.at_least)) text += fmt::format(", at least {}", options.at_least);
    if (!std::isnan(options.at_most)) text += fmt::format(", at most {}", options.at_most);
    return text;
}

}  // namespace

analysis::HalfWidth half_width_of(const std::string& text) {
    const bool is_share = text.ends_with('%');
    const std::string digits = text.substr(0, text.size() - (is_share ? 1 : 0));
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || !(value > 0) || !std::isfinite(value))
        throw sim::InputError(fmt::format(
            "--half-width: '{}' is not a width (write a number above 0 in the metric's unit, or a share such as 5%)",
            sim::shown(text)));
    return {is_share ? value / 100 : value, is_share};
}

Findings report_prim(const analysis::Runs& runs, const AnalyzeOptions& options) {
    if (options.analysis.metrics.size() != 1)
        throw sim::InputError("analyze prim: looks for one outcome (name one --metric)");
    const auto treatment = options.incomplete ? analysis::Incomplete::left_out : analysis::Incomplete::refused;
    const auto quantity = analysis::quantity_named(options.analysis.metrics.front(), runs.header().outputs, false);
    const auto found = analysis::box_of(runs, {quantity, options.at_least, options.at_most}, options.factors,
                                        {options.peel, options.least_support}, treatment);
    Findings report;
    const auto percent = [](double share) { return fmt::format("{:.3g} %", 100 * share); };
    report.head = {
        fmt::format("outcome: {}; it happens in {} of the runs of {}", told_outcome(options), percent(found.share),
                    counted(found.n_points, "point")),
        fmt::format("box: {}, {}; coverage {} (of all runs with the outcome), density {} (of the box's runs)",
                    counted(found.box.n_points, "point"), counted(found.box.n_bound(), "bound factor"),
                    percent(found.box.coverage), percent(found.box.density))};
    if (options.boxes)
        add_boxes(found, report);
    else
        add_sides(runs, found, report);
    if (found.n_left_out > 0)
        report.notes.push_back(
            fmt::format("INCOMPLETE: {} left out, because runs are missing.", counted(found.n_left_out, "point")));
    report.notes.emplace_back(
        "The box is the best balanced of coverage and density on the way from all points to few (--boxes lists them); "
        "it was "
        "sought on these very points, so its density elsewhere is lower.");
    return report;
}

}  // namespace cli
