#include "sim/sweep/read_design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/sweep/read_table.hpp"

namespace sim::sweep {
namespace {

constexpr std::uint64_t max_levels = 1000;  // of a Morris trajectory

std::uint64_t read_levels(param::Reader& top, std::uint64_t fallback) {
    const auto levels = read_count(top, "levels", fallback, 2, max_levels);
    if (levels % 2 == 1) top.problem("levels", fmt::format("{} is odd (a step is half of the levels)", levels));
    return levels;
}

/// The path of the table of a file design; empty, with a problem, if there is none.
std::string read_file(param::Reader& top, const DesignKind& kind, const std::string& path) {
    const auto name = kind.given == Given::file ? top.required_text("file") : top.text("file", "");
    if (kind.given != Given::file || name.empty()) return "";
    const auto beside = (std::filesystem::path(path).parent_path() / name).lexically_normal().string();
    if (std::error_code ignored; std::filesystem::exists(beside, ignored)) return beside;
    top.problem("file", fmt::format("there is no file '{}'", shown(beside, 200)));
    return "";
}

/// An option given to a kind of design that has it not.
void refuse_options_of_others(const DesignKind& chosen, param::Reader& top) {
    for (const auto& kind : design_kinds())
        if (!kind.option.empty() && kind.option != chosen.option && top.has(kind.option))
            top.problem(kind.option,
                        fmt::format("is for design = \"{}\" alone (remove it, or name that design)", kind.name));
}

void refuse_what_the_design_ignores(const DesignSource& source, param::Reader& top) {
    const auto& kind = *source.keys.kind;
    const bool has_factors = source.factors != nullptr, has_points = !source.points.empty();
    const auto* instead = kind.given == Given::points ? "[[point]] tables"
                          : kind.given == Given::file ? "a file"
                                                      : "[factors]";
    if (kind.given != Given::factors && has_factors)
        top.problem("factors", fmt::format("a {} design takes {} instead (remove [factors], or name another design)",
                                           kind.name, instead));
    if (kind.given == Given::points && !has_points)
        top.problem("point", "a list design needs at least one [[point]] table");
    if (kind.given != Given::points && has_points)
        top.problem("point",
                    fmt::format("a {} design takes {} instead (or write design = \"list\")", kind.name, instead));
    if (kind.given == Given::factors && has_factors && source.factors->map().entries.empty())
        top.problem("factors", "is empty (name a parameter, or remove the table to repeat the scenario alone)");
    if (kind.draws() && source.keys.options.samples == 0 && !top.has("samples"))
        top.problem("samples", fmt::format("is required (the number of {} of a {} design)", kind.samples, kind.name));
    if (!kind.draws() && top.has("samples"))
        top.problem("samples", fmt::format("a {} design has no samples (remove it)", kind.name));
    if (kind.draws() && !has_factors)
        top.problem("factors", fmt::format("is required (a {} design draws from them)", kind.name));
    refuse_options_of_others(kind, top);
}

void refuse_set_and_swept(const std::vector<Setting>& settings, const DesignInput& input, Problems& problems) {
    for (const auto& setting : settings) {
        const auto same = [&](const auto& name) { return name == setting.name; };
        if (std::ranges::any_of(input.factors, same, &Factor::name) || std::ranges::any_of(input.listed.names, same))
            problems.add(setting.value.place, setting.name, "is swept, so it cannot be set (remove one of the two)");
    }
}

}  // namespace

DesignKeys read_design_keys(param::Reader& top, const std::string& path) {
    DesignKeys keys;
    std::vector<std::string> kinds;
    for (const auto& kind : design_kinds()) kinds.emplace_back(kind.name);
    const auto list = static_cast<std::size_t>(std::ranges::find(kinds, "list") - kinds.begin());
    keys.options.samples = read_count(top, "samples", 0, 1);
    keys.kind = &design_kinds()[top.choice("design", top.has("point") && !top.has("factors") ? list : 0, kinds)];
    const auto* named = top.value("design");
    keys.is_known = !named || (named->is_text() && std::ranges::find(kinds, named->text()) != kinds.end());
    keys.options.maximin = top.flag("maximin", keys.options.maximin);
    keys.options.second_order = top.flag("second_order", keys.options.second_order);
    keys.options.levels = read_levels(top, keys.options.levels);
    keys.file = read_file(top, *keys.kind, path);
    return keys;
}

std::unique_ptr<const Design> read_design(const DesignSource& source, const Scenario& scenario,
                                          const std::vector<Setting>& settings, param::Reader& top,
                                          Problems& problems) {
    if (!source.keys.is_known) return nullptr;
    const auto before = problems.size();
    const auto& kind = *source.keys.kind;
    DesignInput input;
    input.seed = source.seed;
    input.options = source.keys.options;
    refuse_what_the_design_ignores(source, top);
    if (kind.given == Given::points)
        input.listed = read_points(source.points, scenario, problems);
    else if (kind.given == Given::file && !source.keys.file.empty())
        input.listed = read_table(source.keys.file, scenario, problems);
    else if (source.factors)
        input.factors = read_factors(*source.factors, scenario,
                                     kind.draws() ? Ranges::may_be_continuous : Ranges::need_levels, problems);
    refuse_set_and_swept(settings, input, problems);
    if (problems.size() > before) return nullptr;
    auto made = kind.make(std::move(input));
    if (!made.fault.empty()) top.problem(made.key, made.fault);
    return std::move(made.design);
}

}  // namespace sim::sweep
