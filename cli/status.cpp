#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "sim/results/file.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/part_index.hpp"

namespace cli {
namespace {

namespace fs = std::filesystem;
using sim::results::Status;

struct StatusOptions {
    std::string output;
    std::uint64_t rows = 20;
    bool json = false;
};

struct Counts {
    std::uint64_t done = 0, failed = 0;
    void add(Status status) {
        done += status == Status::done ? 1 : 0;
        failed += status == Status::failed ? 1 : 0;
    }
};

/// The progress of a sweep, from its results file or its parts.
struct State {
    sim::results::Header header;
    std::vector<Counts> points;
    Counts all;
    std::vector<std::string> faults;
    std::uint64_t n_elsewhere = 0;  // runs of other plans
    std::string note;               // about them
    std::optional<double> idle;     // [s] since the last part was written; of a sweep that is not whole

    std::uint64_t n_runs() const { return header.n_points * header.n_replicates; }
    std::uint64_t missing() const { return n_runs() - all.done - all.failed; }
    void add(std::uint64_t point, Status status) {
        points[point].add(status);
        all.add(status);
    }
};

State of_file(const std::string& path) {
    const sim::results::Reader reader(path);
    State state{.header = reader.header()};
    state.points.resize(state.header.n_points);
    const auto status = reader.status();
    for (std::size_t i = 0; i < status.size(); ++i) state.add(i / state.header.n_replicates, status[i]);
    return state;
}

State of_parts(const fs::path& folder) {
    State state{.header = sim::sweep::plan_in(folder)};
    state.points.resize(state.header.n_points);
    sim::sweep::PartIndex parts(state.header);
    state.faults = parts.read(folder);
    state.n_elsewhere = parts.n_elsewhere();
    state.note = sim::sweep::runs_out_of_place(parts);
    parts.for_each_run([&](std::uint64_t point, std::uint32_t, Status status) { state.add(point, status); });
    for (const auto& part : sim::sweep::parts_in(folder)) {
        std::error_code gone;
        const auto written = fs::last_write_time(part, gone);
        if (gone) continue;
        const auto age = std::chrono::duration<double>(fs::file_time_type::clock::now() - written);
        if (!state.idle || age.count() < *state.idle) state.idle = std::max(0.0, age.count());
    }
    return state;
}

/// Nothing if the folder went while it was read, as at the end of a sweep or merge.
std::optional<State> of_parts_that_stay(const fs::path& folder) {
    const bool had_plan = sim::sweep::stamp_of_plan(folder).has_value();
    const auto has_gone = [&] {
        std::error_code none;
        return !fs::exists(folder, none) || (had_plan && !sim::sweep::stamp_of_plan(folder));
    };
    try {
        State state = of_parts(folder);
        if (!has_gone()) return state;
    } catch (const sim::InputError&) {
        if (!has_gone()) throw;
    }
    return {};
}

State state_of(const std::string& output) {
    std::error_code none;
    const bool is_folder = fs::is_directory(output, none);
    const fs::path folder = is_folder ? fs::path(output) : sim::sweep::parts_folder(output);
    if (is_folder || fs::exists(sim::sweep::plan_file(folder), none) ||
        (!fs::exists(output, none) && fs::exists(folder, none)))
        if (auto state = of_parts_that_stay(folder)) return *std::move(state);
    if (!fs::exists(output, none))
        throw sim::InputError(fmt::format("{}: there is neither this file nor {} (name the -o of the sweep)",
                                          sim::shown(output), sim::shown(folder.string())));
    return of_file(output);
}

std::string name_of(const sim::results::Header& header, std::uint64_t point) {
    if (!header.labels.empty()) return on_one_line(header.labels[point]);
    std::string text;
    for (const auto& factor : header.factors)
        text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", factor.name, factor.text(point));
    return text;
}

std::string as_text(const State& state, std::uint64_t n_rows) {
    std::string text = fmt::format("{} of {} runs done, {} failed, {} missing\n", state.all.done, state.n_runs(),
                                   state.all.failed, state.missing());
    if (state.idle) text += fmt::format("the last part was written {:.0f} s ago\n", *state.idle);
    std::vector<std::vector<std::string>> rows = {{"point", "done", "failed", "missing", ""}};
    for (std::uint64_t point = 0; point < std::min(n_rows, state.header.n_points); ++point) {
        const Counts& n = state.points[point];
        rows.push_back({fmt::to_string(point), fmt::to_string(n.done), fmt::to_string(n.failed),
                        fmt::to_string(state.header.n_replicates - n.done - n.failed), name_of(state.header, point)});
    }
    if (n_rows > 0) text += "\n" + as_table(rows);
    if (n_rows > 0 && n_rows < state.header.n_points)
        text += fmt::format("... and {} points more (--rows shows them)\n", state.header.n_points - n_rows);
    return text;
}

std::string as_json(const State& state) {
    nlohmann::ordered_json json = {{"runs", state.n_runs()},         {"done", state.all.done},
                                   {"failed", state.all.failed},     {"missing", state.missing()},
                                   {"elsewhere", state.n_elsewhere}, {"damaged", state.faults}};
    json["points"] = nlohmann::ordered_json::array();
    for (const Counts& n : state.points) json["points"].push_back({{"done", n.done}, {"failed", n.failed}});
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

int status(const StatusOptions& options) {
    const State state = state_of(options.output);
    for (const auto& fault : state.faults) say(fault);
    if (!state.note.empty()) say(state.note);
    put(options.json ? as_json(state) : as_text(state, options.rows));
    return done;
}

}  // namespace

void add_status(CLI::App& app, Chosen& chosen) {
    CLI::App* verb =
        app.add_subcommand("status", "Show the progress of a sweep: runs done, failed and missing per point");
    auto options = std::make_shared<StatusOptions>();
    verb->add_option("OUT", options->output, "the -o of the sweep, or its folder of parts")->required();
    verb->add_option("--rows", options->rows, "points to show")
        ->transform(whole_number(0, 1000000))
        ->capture_default_str();
    verb->add_flag("--json", options->json, "as JSON");
    verb->callback([&chosen, options] { chosen.act = [options] { return status(*options); }; });
}

}  // namespace cli
