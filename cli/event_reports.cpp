#include "cli/event_reports.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/survival.hpp"
#include "analysis/together.hpp"
#include "cli/output.hpp"
#include "sim/check.hpp"

namespace cli {
namespace {

using analysis::Interval;

constexpr const char* of_option = "--of";

std::string p_text(double p) { return std::isnan(p) ? "unknown" : p < 1e-4 ? "< 0.0001" : fmt::format("{:.4f}", p); }

std::string shared_shocks(const analysis::EventRows& rows) {
    return rows.n_runs() == 1
               ? "People of one run share its shocks: intervals say how well this run is known, not how far another "
                 "replicate may differ."
               : fmt::format(
                     "People of one run share its shocks: intervals over the people of {} runs are narrower than "
                     "runs differ.",
                     rows.n_runs());
}

/// Hazard ratio of each group against the one with most ends, by Cox regression.
struct Ratios {
    std::size_t base = 0;
    std::vector<double> ratio, p;
    std::vector<Interval> interval;
};

Ratios ratios_of(const std::vector<analysis::AtOnce>& moments, std::size_t n_groups, double level) {
    Ratios made;
    std::vector<double> ended(n_groups);
    for (const auto& moment : moments)
        for (std::size_t g = 0; g < n_groups; ++g) ended[g] += moment.ended[g];
    made.base = static_cast<std::size_t>(std::ranges::max_element(ended) - ended.begin());
    const auto fit = analysis::fit_groups(moments, made.base);
    for (std::size_t g = 0; g < n_groups; ++g) {
        const std::size_t covariate = g - (g > made.base ? 1 : 0);
        const bool is_known = g != made.base && fit.beta.size() > 0;
        const Interval log = is_known ? fit.interval(covariate, level) : Interval{};
        made.ratio.push_back(g == made.base ? 1.0
                             : is_known     ? std::exp(fit.beta[static_cast<long>(covariate)])
                                            : analysis::unknown);
        made.interval.push_back({std::exp(log.low), std::exp(log.high)});
        made.p.push_back(is_known ? fit.p(covariate) : analysis::unknown);
    }
    return made;
}

std::string told_test(const analysis::LogRank& test, const std::string& until, const std::string& by) {
    if (std::isnan(test.chi_square)) return fmt::format("log-rank: nothing to compare {} by", until);
    return fmt::format("log-rank test of {} by {}: chi-square {:.4g} on {} df, p {}", until, by, test.chi_square,
                       test.freedom, p_text(test.p));
}

Findings groups_report(const analysis::EventRows& rows, const analysis::Survival& survival,
                       const EventOptions& options) {
    const double level = options.analysis.certainty.level;
    const double horizon = options.horizon.value_or(std::numeric_limits<double>::infinity());
    const auto moments = analysis::at_once(survival.tables, survival.is_asked);
    const auto test = analysis::log_rank(moments);
    const auto ratios = ratios_of(moments, survival.groups.size(), level);
    Findings report;
    const std::string by = options.by.empty() ? "all" : options.by, until = survival.told_until();
    report.head = {fmt::format(
        "until {}, of {}; incidence: share who ended by it {}, with the other ways to end competing", until,
        rows.told(), options.horizon ? fmt::format("by {} {}", *options.horizon, survival.unit) : "by the end")};
    if (survival.groups.size() > 1) report.head.push_back(told_test(test, until, by));
    report.columns = {{"group", by},
                      {"people", "people"},
                      {"ended", until},
                      {"incidence", "incidence"},
                      {"incidence_ci", level_text(level)}};
    for (std::size_t k = 0; k < survival.causes.size(); ++k)
        if (!survival.is_asked[k] || survival.told_until() != survival.causes[k])
            report.columns.push_back({"incidence_" + survival.causes[k], survival.causes[k]});
    report.columns.push_back({"median", "half gone at"});
    if (survival.groups.size() > 1) {
        report.columns.insert(report.columns.end(), {{"hazard_ratio", "hazard ratio"},
                                                     {"hazard_ratio_ci", level_text(level)},
                                                     {"hazard_ratio_p", "p"},
                                                     {"expected", ""},
                                                     {"log_rank_chi_square", ""},
                                                     {"log_rank_freedom", ""},
                                                     {"log_rank_p", ""}});
        report.notes.push_back(
            fmt::format("hazard ratio: Cox regression with Efron's ties against {}, who ends by {} most "
                        "often; other ways to end count as no longer seen.",
                        survival.groups[ratios.base], until));
    }
    double n_never = 0;
    for (std::size_t g = 0; g < survival.groups.size(); ++g) {
        const auto ended = analysis::ended_by(survival, g, horizon);
        const Interval beside = analysis::Share{1 - ended.share.value, ended.share.error}.interval(level);
        const bool is_any = until != survival.causes.front() && std::ranges::count(survival.is_asked, true) > 1;
        const Interval interval = is_any ? Interval{1 - beside.high, 1 - beside.low} : ended.share.interval(level);
        std::vector<Cell> row = {survival.groups[g], survival.tables[g].n_people(), ended.n, ended.share.value,
                                 interval};
        for (std::size_t k = 0; k < survival.causes.size(); ++k)
            if (!survival.is_asked[k] || until != survival.causes[k]) row.emplace_back(ended.by_cause[k].value);
        row.push_back(analysis::time_of(analysis::curve_of(survival.tables[g]), 0.5));
        if (survival.groups.size() > 1)
            row.insert(row.end(), {ratios.ratio[g], ratios.interval[g], ratios.p[g],
                                   test.expected.empty() ? analysis::unknown : test.expected[g], test.chi_square,
                                   test.freedom, test.p});
        report.rows.push_back(std::move(row));
        n_never += survival.tables[g].n_never_at_risk();
    }
    if (n_never > 0)
        report.notes.push_back(fmt::format(
            "People who came when the run ended, and so were seen for no time: {}, left out.", as_number(n_never)));
    report.notes.push_back(shared_shocks(rows));
    return report;
}

Findings curve_report(const analysis::EventRows& rows, const analysis::Survival& survival,
                      const EventOptions& options) {
    const double level = options.analysis.certainty.level;
    Findings report;
    report.head = {fmt::format(
        "{}; survival: Kaplan-Meier, of all ways to end; the others: cumulative incidence of each", rows.told())};
    report.columns = {{"group", options.by.empty() ? "all" : options.by},
                      {"at", survival.unit},
                      {"at_risk", "at risk"},
                      {"survival", "survival"},
                      {"survival_error", ""},
                      {"survival_ci", level_text(level)}};
    for (const auto& cause : survival.causes)
        report.columns.insert(report.columns.end(), {{"ended_" + cause, ""},
                                                     {"incidence_" + cause, cause},
                                                     {"incidence_" + cause + "_error", ""},
                                                     {"incidence_" + cause + "_ci", ""}});
    for (std::size_t g = 0; g < survival.groups.size(); ++g)
        for (const auto& step : analysis::curve_of(survival.tables[g])) {
            std::vector<Cell> row = {survival.groups[g],  step.at,
                                     step.at_risk,        step.survival.value,
                                     step.survival.error, step.survival.interval(level)};
            for (std::size_t k = 0; k < survival.causes.size(); ++k)
                row.insert(row.end(), {step.ended_by[k], step.incidence[k].value, step.incidence[k].error,
                                       step.incidence[k].interval(level)});
            report.rows.push_back(std::move(row));
        }
    report.notes.push_back(shared_shocks(rows));
    return report;
}

Findings covariates_report(const analysis::EventRows& rows, const EventOptions& options) {
    if (options.until != analysis::until_intention)
        throw sim::InputError("--covariates: risk sets are kept of intentions (give --until intention)");
    const double level = options.analysis.certainty.level;
    const auto found = analysis::covariates_of(rows);
    Findings report;
    report.head = {fmt::format(
        "Cox regression of intentions on covariates that vary in time: {}, {} ({} with others at "
        "risk)",
        rows.told(), counted(static_cast<std::uint64_t>(found.fit.ended), "intention"), counted(found.n_rows, "row"))};
    report.columns = {{"covariate", "covariate"},
                      {"coefficient", "coefficient"},
                      {"coefficient_ci", level_text(level)},
                      {"error", ""},
                      {"hazard_ratio", "hazard ratio"},
                      {"p", "p"},
                      {"planted", "as set"}};
    std::vector<std::string> not_told, unbounded;
    for (const std::size_t i : found.fit.unbounded) unbounded.push_back(found.names[i]);
    for (std::size_t i = 0; i < found.names.size(); ++i) {
        const bool is_told =
            std::ranges::count(found.fit.estimated, i) + std::ranges::count(found.fit.unbounded, i) > 0;
        if (!is_told) not_told.push_back(found.names[i]);
        const double beta = found.fit.beta[static_cast<long>(i)];
        report.rows.push_back({found.names[i], beta, found.fit.interval(i, level),
                               found.fit.error[static_cast<long>(i)], std::exp(beta), found.fit.p(i),
                               found.planted[i]});
    }
    if (!not_told.empty())
        report.notes.push_back(
            fmt::format("Not estimated, since it does not vary among those at risk or follows from "
                        "the others: {}.",
                        fmt::join(not_told, ", ")));
    if (!unbounded.empty())
        report.notes.push_back(
            fmt::format("No finite estimate, since of all at risk always one with the least or the most of it meant to "
                        "leave: {}.",
                        fmt::join(unbounded, ", ")));
    if (!found.fit.has_converged && !found.fit.estimated.empty())
        report.notes.emplace_back("NOT CONVERGED: a coefficient may be infinite (too few intentions for this many).");
    report.notes.push_back(shared_shocks(rows));
    return report;
}

}  // namespace

void add_event_options(CLI::App& verb, EventOptions& options) {
    add_file_options(verb, options.analysis);
    verb.add_option(of_option, options.of, "SEL: the point, as a label or NAME=VALUE[,...] (default: the only one)");
}

void add_survival_options(CLI::App& verb, EventOptions& options) {
    verb.add_option("--by", options.by, "compare people by role, group, organisation, ... (default: all together)");
    verb.add_option("--until", options.until, "the end asked for: intention, a way out such as departure, or any-exit")
        ->capture_default_str();
    verb.add_option("--clock", options.from, "count time from the scenario's start, or from each person's entry")
        ->check(CLI::IsMember({"start", "entry"}))
        ->capture_default_str();
    verb.add_option("--horizon", options.horizon, "time by which shares are told (default: the end)");
    auto* curve = verb.add_flag("--curve", options.curve, "every step of the curves, not one row a group");
    verb.add_flag("--covariates", options.covariates,
                  "estimate from the risk sets what multiplies the rate of intentions")
        ->excludes(curve);
}

Findings report_survival(const sim::results::Reader& file, const EventOptions& options) {
    const analysis::EventRows rows(file, options.of, of_option);
    if (options.covariates) return covariates_report(rows, options);
    const auto clock = options.from == "entry" ? analysis::Clock::entry : analysis::Clock::start;
    const auto survival = analysis::survival_of(rows, {options.until, options.by, clock});
    return options.curve ? curve_report(rows, survival, options) : groups_report(rows, survival, options);
}

Findings report_sizes(const sim::results::Reader& file, const EventOptions& options) {
    const analysis::EventRows rows(file, options.of, of_option);
    const auto sizes = analysis::sizes_of_departures(rows);
    double n_departures = 0, n_people = 0;
    for (const auto& [size, n] : sizes) n_departures += double(n), n_people += double(size * n);
    Findings report;
    report.head = {
        fmt::format("{}: {} of {} people, on average of {:.3g}; together: with the same leader in the same moment",
                    rows.told(), counted(static_cast<std::uint64_t>(n_departures), "departure"), as_number(n_people),
                    n_departures > 0 ? n_people / n_departures : 0.0)};
    report.columns = {{"size", "people together"},
                      {"departures", "departures"},
                      {"people", "people"},
                      {"share_of_departures", "of departures"},
                      {"share_of_people", "of people"},
                      {"share_in_larger", "of people in as large or larger"}};
    double before = 0;
    for (const auto& [size, n] : sizes) {
        const double people = double(size * n);
        report.rows.push_back(
            {double(size), double(n), people, double(n) / n_departures, people / n_people, 1 - before / n_people});
        before += people;
    }
    return report;
}

}  // namespace cli
