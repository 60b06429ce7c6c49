#include <fmt/format.h>

#include <memory>
#include <ostream>

#include "cli/command.hpp"
#include "cli/export_tables.hpp"
#include "cli/output.hpp"

namespace cli {
namespace {

struct ExportOptions {
    std::string file, to = "csv", table, output;
    std::vector<std::string> series;
    bool force = false, raw = false;
};

std::unique_ptr<ExportedTable> table_of(const sim::results::Reader& file, const ExportOptions& options) {
    const Formulas formulas = options.raw ? Formulas::raw : Formulas::defused;
    if (!options.table.empty() && !options.series.empty())
        throw sim::InputError("export: --series and --table are two tables (ask for one of them)");
    if (!options.table.empty()) return table_of_rows(file, options.table, formulas);
    if (!options.series.empty()) return table_of_series(file, options.series, formulas);
    return table_of_runs(file, formulas);
}

void say_if_large(const ExportedTable& table, const ExportOptions& options) {
    constexpr double large = 100e6;  // [byte]
    const double bytes = table.bytes();
    if (bytes < large) return;
    say(fmt::format("writes about {} MB{}", as_number(std::round(bytes / 1e6)),
                    options.series.size() > 1 ? " (fewer --series make it smaller)"
                    : options.series.empty()  ? ""
                                              : " (a sweep with [output] every keeps fewer times)"));
}

/// Rows of runs that are not done are not there.
void say_what_is_left_out(const sim::results::Reader& file, const ExportOptions& options) {
    if (!options.table.empty()) return;
    const auto status = file.status();
    const auto n = status.size() - static_cast<std::size_t>(std::ranges::count(status, sim::results::Status::done));
    if (n > 0)
        say(fmt::format("left out: {} of {} runs, which are not done (see `muster status {}`)", n, status.size(),
                        options.file));
}

int export_file(const ExportOptions& options) {
    const sim::results::Reader reader(options.file);
    const auto table = table_of(reader, options);
    const bool to_file = !options.output.empty() && options.output != "-";
    if (to_file) check_output(options.output, options.force, options.file);
    say_if_large(*table, options);
    const auto write_all = [&](const Write& write) {
        write(table->head());
        table->rows(write);
    };
    if (to_file)
        write_text(options.output, options.force,
                   [&](std::ostream& file) { write_all([&](std::string_view text) { file << text; }); });
    else
        write_all([](std::string_view text) { put_on(text); });
    say_what_is_left_out(reader, options);
    if (to_file) say(fmt::format("wrote {}", options.output));
    return done;
}

}  // namespace

void add_export(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand(
        "export", "Write a results file as a table: a row a run, or series over time, or its tables of events");
    auto options = std::make_shared<ExportOptions>();
    verb->add_option("FILE", options->file, "results file")->required();
    verb->add_option("--series", options->series, "rows of these series over time, instead of a row a run");
    verb->add_option("--table", options->table, "rows of this table of the file: events, spells, ...")
        ->check(file_name());
    verb->add_option("--to", options->to, "form of the table")->check(CLI::IsMember({"csv"}))->capture_default_str();
    verb->add_flag("--raw", options->raw,
                   "keep text that begins like a formula as it is, without the apostrophe that makes it text");
    verb->add_option("-o,--output", options->output, "file to write (default: the standard output)")
        ->check(file_name());
    verb->add_flag("--force", options->force, "replace an existing file");
    verb->callback([&chosen, options] { chosen.act = [options] { return export_file(*options); }; });
}

}  // namespace cli
