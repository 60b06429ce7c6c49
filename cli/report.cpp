#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <memory>
#include <ostream>
#include <utility>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/report_data.hpp"
#include "cli/report_page.hpp"
#include "sim/check.hpp"

namespace cli {
namespace {

struct PageOptions {
    ReportOptions report;
    std::string output;
    bool force = false;
};

/// The page with each mark replaced once, in the order of the page: what is put in is not searched again.
void write_page(std::ostream& file, std::string_view title, std::string_view data) {
    const std::array<std::pair<std::string_view, std::string_view>, 4> parts = {
        {{"{{title}}", title}, {"{{style}}", page::style}, {"{{data}}", data}, {"{{script}}", page::script}}};
    std::string_view rest = page::html;
    for (const auto& [mark, text] : parts) {
        const auto at = rest.find(mark);
        SIM_EXPECT(at != std::string_view::npos);
        file << rest.substr(0, at) << text;
        rest.remove_prefix(at + mark.size());
    }
    file << rest;
}

int report(PageOptions options) {
    if (options.output.empty())
        options.output = std::filesystem::path(options.report.file).replace_extension(".html").string();
    check_output(options.output, options.force, options.report.file);
    const sim::results::Reader reader(options.report.file);
    const std::string data = safe_in_script(report_json(reader, options.report));
    const std::string title = safe_in_html(on_one_line(reader.header().title));
    write_text(options.output, options.force, [&](std::ostream& file) { write_page(file, title, data); });
    say(fmt::format("wrote {}", options.output));
    return done;
}

}  // namespace

void add_report(CLI::App& app, Chosen& chosen) {
    CLI::App* verb =
        app.add_subcommand("report", "Write a results file as one page of interactive charts, for a browser");
    auto options = std::make_shared<PageOptions>();
    auto& data = options->report;
    verb->add_option("FILE", data.file, "results file")->required();
    verb->add_option("-o,--output", options->output, "page to write (default: the file's name with .html)")
        ->check(file_name());
    verb->add_flag("--force", options->force, "replace an existing page");
    verb->add_option("--base", data.base,
                     "SEL to compare with (default: the first label, or each factor's least value)");
    verb->add_option("--to", data.to, "SEL to compare with the base; several may follow");
    verb->add_option("--metric", data.metrics, "metrics to show, harm added (default: all); several may follow");
    verb->callback([&chosen, options] { chosen.act = [options] { return report(*options); }; });
}

}  // namespace cli
