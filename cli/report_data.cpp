#include "cli/report_data.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "analysis/design.hpp"
#include "analysis/numerics/sample.hpp"
#include "cli/compare_report.hpp"
#include "cli/output.hpp"
#include "sim/check.hpp"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;
using analysis::Quantity;
using sim::results::Header;

constexpr double largest_page = 64e6;  // [byte] that a browser opens without trouble
constexpr double bytes_a_value = 5.4;  // float32 in base64
constexpr std::size_t most_settings = 30, most_failures = 20;

/// Numbers as float32 in base64, little-endian: half the size of text, and read at once.
std::string packed(std::span<const double> numbers) {
    std::vector<unsigned char> bytes;
    bytes.reserve(numbers.size() * sizeof(float));
    for (const double number : numbers) {
        const auto word = std::bit_cast<std::uint32_t>(static_cast<float>(number));
        for (unsigned shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<unsigned char>(word >> shift));
    }
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int n =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(n));
    return text;
}

Json factor_json(const sim::results::Factor& factor, const Header& header) {
    Json made = {{"name", factor.name},
                 {"unit", factor.unit},
                 {"meaning", factor.meaning},
                 {"kind", analysis::kind_of(factor, header)}};
    if (factor.choices.empty()) {
        made["values"] = factor.values;
        return made;
    }
    made["names"] = Json::array();
    for (std::uint64_t point = 0; point < header.n_points; ++point) made["names"].push_back(factor.text(point));
    return made;
}

/// Values of all runs and, where there are replicates, the mean of each point with its interval.
Json metric_json(const Quantity& quantity, const analysis::Runs& runs, double level) {
    const Eigen::MatrixXd values = runs.at_end(quantity);
    std::vector<double> all, means, low, high;
    for (Eigen::Index p = 0; p < values.rows(); ++p) {
        std::vector<double> there;
        for (Eigen::Index r = 0; r < values.cols(); ++r) {
            all.push_back(values(p, r));
            if (!std::isnan(values(p, r))) there.push_back(values(p, r));
        }
        const auto interval = there.size() > 1 ? analysis::t_interval(there, level) : analysis::Interval{};
        means.push_back(there.empty() ? analysis::unknown : analysis::mean(there));
        low.push_back(interval.low), high.push_back(interval.high);
    }
    Json made = {{"name", quantity.name},       {"unit", quantity.unit},
                 {"meaning", quantity.meaning}, {"denominator", quantity.variable->denominator},
                 {"harm", quantity.is_harm},    {"runs", packed(all)}};
    if (values.cols() > 1) made.update({{"mean", packed(means)}, {"low", packed(low)}, {"high", packed(high)}});
    return made;
}

void check_size(const Header& header, std::size_t n_metrics) {
    const double a_point = header.n_replicates > 1 ? header.n_replicates + 3.0 : 1.0;
    const double bytes = bytes_a_value * a_point * static_cast<double>(header.n_points * n_metrics);
    if (bytes > largest_page)
        throw sim::InputError(
            fmt::format("report: the page would have {} MB (at most {:g}; name fewer metrics with "
                        "--metric)",
                        as_number(std::round(bytes / 1e6)), largest_page / 1e6));
}

struct Setting {
    std::string base;
    std::vector<std::string> to;
};

/// Labels against the first of them; of a grid, each factor's greatest value against its least.
std::vector<Setting> key_settings(const Header& header, const ReportOptions& options) {
    if (!options.base.empty()) return {{options.base, options.to}};
    if (!header.labels.empty()) {
        const auto n = std::min(header.labels.size(), most_settings);
        return {{header.labels.front(), {header.labels.begin() + 1, header.labels.begin() + static_cast<long>(n)}}};
    }
    std::vector<Setting> made;
    const auto kind = analysis::design_of(header).kind;
    if (kind != "grid" && kind != "zip") return made;
    for (const auto& factor : header.factors) {
        const auto [low, high] = std::ranges::minmax_element(factor.values);
        if (*low == *high) continue;
        const auto named = [&](auto at) {
            return fmt::format("{}={}", factor.name,
                               factor.text(static_cast<std::uint64_t>(at - factor.values.begin())));
        };
        made.push_back({named(low), {named(high)}});
    }
    return made;
}

/// Each as `muster compare --format json` prints it; what cannot be compared says why.
Json comparisons_json(const analysis::Runs& runs, const ReportOptions& options) {
    Json made = Json::array();
    for (const auto& setting : key_settings(runs.header(), options)) {
        if (setting.to.empty()) continue;
        CompareOptions compare;
        compare.base = setting.base, compare.to = setting.to;
        compare.analysis.metrics = options.metrics, compare.analysis.certainty = options.certainty;
        try {
            Json one = Json::parse(as_json(report_comparison(runs, compare)));
            one["base"] = setting.base;
            made.push_back(std::move(one));
        } catch (const sim::InputError& error) {
            if (!options.base.empty()) throw;
            made.push_back({{"base", setting.base}, {"refused", error.what()}});
        }
    }
    return made;
}

Json failures_json(const sim::results::Reader& file) {
    Json made = Json::array();
    const auto failures = file.failures();
    for (std::size_t i = 0; i < std::min(failures.size(), most_failures); ++i)
        made.push_back({{"point", failures[i].point},
                        {"replicate", failures[i].replicate},
                        {"stage", failures[i].stage},
                        {"message", failures[i].message}});
    return made;
}

std::string digest_of(const std::filesystem::path& path) {
    const sim::results::OpenFile file(path);
    std::string hex;
    for (const std::byte byte : file.sha256(file.size())) hex += fmt::format("{:02x}", static_cast<unsigned>(byte));
    return hex;
}

}  // namespace

std::string report_json(const sim::results::Reader& file, const ReportOptions& options) {
    if (options.base.empty() != options.to.empty())
        throw sim::InputError("report: --base and --to go together (give both, or neither)");
    const Header& header = file.header();
    const analysis::Runs runs(file);
    const auto quantities = analysis::quantities(options.metrics, header.outputs, false);
    check_size(header, quantities.size());
    const auto& time = header.outputs.time;
    Json whole = {{"title", header.title},
                  {"model", header.model},
                  {"design", analysis::design_of(header).kind},
                  {"points", header.n_points},
                  {"replicates", header.n_replicates},
                  {"scale", header.scale},
                  {"level", options.certainty.level},
                  {"time",
                   {{"start", time.start},
                    {"counts", time.counts},
                    {"first", time.at.empty() ? 0 : time.at.front()},
                    {"last", time.at.empty() ? 0 : time.at.back()}}},
                  {"labels", header.labels},
                  {"factors", Json::array()},
                  {"status", Json::array()},
                  {"failures", failures_json(file)},
                  {"metrics", Json::array()}};
    for (const auto& factor : header.factors) whole["factors"].push_back(factor_json(factor, header));
    for (const auto status : file.status()) whole["status"].push_back(static_cast<int>(status));
    for (const auto& quantity : quantities)
        whole["metrics"].push_back(metric_json(quantity, runs, options.certainty.level));
    whole["comparisons"] = comparisons_json(runs, options);
    whole["provenance"] = {{"file", std::filesystem::path(options.file).filename().string()},
                           {"sha256", digest_of(options.file)},
                           {"written_by", file.written_by()},
                           {"scenario", header.scenario_toml},
                           {"sweep", header.sweep_toml}};
    return whole.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string safe_in_script(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '<' || c == '>' || c == '&')
            made += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else if (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029")
            made += text[i + 2] == '\xa8' ? "\\u2028" : "\\u2029", i += 2;
        else
            made += c;
    }
    return made;
}

std::string safe_in_html(std::string_view text) {
    std::string made;
    for (const char c : text) made += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
    return made;
}

}  // namespace cli
