#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <ostream>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "sim/param/value.hpp"
#include "sim/results/file.hpp"

namespace cli {
namespace {

struct ExportOptions {
    std::string file, to = "csv", output;
    std::vector<std::string> variables;
    bool force = false;
};

using sim::results::Header;
using sim::results::Reader;

/// A tidy long table: one row per value, with everything that names it.
class Tidy {
 public:
    Tidy(const Reader& reader, std::function<void(std::string_view)> write)
        : reader_(reader), write_(std::move(write)) {}

    void run(const std::vector<std::string>& wanted) {
        const Header& header = reader_.header();
        std::string line = "point,label,replicate";
        for (const auto& factor : header.factors) line += "," + csv_cell(factor.name);
        for (const auto& dim : header.outputs.dimensions) line += "," + dim.name;
        write_(line + fmt::format(",{},variable,unit,value\n", sim::results::time_name(header.outputs)));
        const auto status = reader_.status();
        for (std::uint64_t p = 0; p < header.n_points; ++p)
            for (std::uint32_t r = 0; r < header.n_replicates; ++r)
                if (status[p * header.n_replicates + r] == sim::results::Status::done) one_run(p, r, wanted);
    }

 private:
    void one_run(std::uint64_t point, std::uint32_t replicate, const std::vector<std::string>& wanted) {
        const Header& header = reader_.header();
        std::string start =
            fmt::format("{},{},{}", point, header.labels.empty() ? "" : csv_cell(header.labels[point]), replicate);
        for (const auto& factor : header.factors) start += "," + csv_cell(factor.text(point));
        for (const auto& variable : header.outputs.variables)
            if (wanted.empty() || std::find(wanted.begin(), wanted.end(), variable.name) != wanted.end())
                one_variable(start, variable, reader_.values(variable, point, replicate));
    }

    void one_variable(const std::string& start, const sim::Variable& variable, const std::vector<double>& values) {
        const auto& outputs = reader_.header().outputs;
        const std::size_t n_times = variable.over_time ? outputs.time.at.size() : 1;
        const std::size_t n_cells = values.size() / std::max<std::size_t>(1, n_times);
        std::string text;
        for (std::size_t i = 0; i < values.size(); ++i) {
            text += start;
            for (const auto& dim : outputs.dimensions) text += "," + label_of(variable, dim, i % n_cells);
            text +=
                fmt::format(",{},{},{},", variable.over_time ? time_of(i / n_cells) : "", variable.name, variable.unit);
            if (!std::isnan(values[i])) text += fmt::format("{}", values[i]);
            text += "\n";
        }
        write_(text);
    }

    /// The label of one dimension at a cell; empty if the variable has no such axis.
    std::string label_of(const sim::Variable& variable, const sim::Dimension& wanted, std::size_t cell) const {
        for (auto dim = variable.dims.rbegin(); dim != variable.dims.rend(); ++dim) {
            const auto& labels = reader_.header().outputs.dimension(*dim)->labels;
            if (*dim == wanted.name) return csv_cell(labels[cell % labels.size()]);
            cell /= labels.size();
        }
        return {};
    }

    std::string time_of(std::size_t t) const {
        const auto& time = reader_.header().outputs.time;
        const auto start = sim::param::parse_date(time.start);
        return start ? sim::param::to_text(*start + std::chrono::days(time.at[t])) : fmt::format("{}", time.at[t]);
    }

    const Reader& reader_;
    std::function<void(std::string_view)> write_;
};

void check_names(const Header& header, const std::vector<std::string>& wanted) {
    std::vector<std::string> names;
    for (const auto& variable : header.outputs.variables) names.push_back(variable.name);
    for (const auto& name : wanted)
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            const auto near = sim::nearest(name, names);
            throw sim::InputError(
                fmt::format("--variable: the file has no '{}'{}", sim::shown(name),
                            near.empty() ? " (see `muster describe`)" : fmt::format(" (did you mean '{}'?)", near)));
        }
}

int export_file(const ExportOptions& options) {
    const Reader reader(options.file);
    check_names(reader.header(), options.variables);
    if (options.output.empty() || options.output == "-") {
        Tidy(reader, [](std::string_view text) { put_on(text); }).run(options.variables);
        return done;
    }
    check_output(options.output, options.force, options.file);
    write_text(options.output, options.force, [&](std::ostream& file) {
        Tidy(reader, [&](std::string_view text) { file << text; }).run(options.variables);
    });
    say(fmt::format("wrote {}", options.output));
    return done;
}

}  // namespace

void add_export(CLI::App& app, Chosen& chosen) {
    CLI::App* verb = app.add_subcommand("export", "A results file as a tidy long table");
    auto options = std::make_shared<ExportOptions>();
    verb->add_option("FILE", options->file, "results file")->required();
    verb->add_option("--to", options->to, "form of the table")->check(CLI::IsMember({"csv"}))->capture_default_str();
    verb->add_option("--variable", options->variables, "only this variable; may be repeated")->allow_extra_args(false);
    verb->add_option("-o,--output", options->output, "file to write (default: the standard output)")
        ->check(file_name());
    verb->add_flag("--force", options->force, "replace an existing file");
    verb->callback([&chosen, options] { chosen.act = [options] { return export_file(*options); }; });
}

}  // namespace cli
