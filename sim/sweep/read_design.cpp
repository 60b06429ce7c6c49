#include "sim/sweep/read_design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/param/wording.hpp"
#include "sim/sweep/read_table.hpp"

namespace sim::sweep {
namespace {

/// Whether the design is one that there is: else nothing can be said of what it needs.
bool is_known(param::Reader& top) {
    const auto* named = top.value("design");
    return !named || (named->is_text() &&
                      std::ranges::find(design_kinds(), named->text(), &DesignKind::name) != design_kinds().end());
}

/// An option given to a kind of design that has it not.
void refuse_options_of_others(const DesignKind& chosen, param::Reader& top) {
    for (const auto& kind : design_kinds())
        if (!kind.option.empty() && kind.option != chosen.option && top.has(kind.option))
            top.problem(kind.option,
                        fmt::format("is for design = \"{}\" alone (remove it, or name that design)", kind.name));
}

void refuse_what_the_design_ignores(const SweepKeys& keys, param::Reader& top) {
    const auto& kind = design_kinds()[keys.design];
    const bool has_factors = keys.factors != nullptr, has_points = !keys.points.empty();
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
    if (kind.given == Given::factors && has_factors && keys.factors->map().entries.empty())
        top.problem("factors", "is empty (name a parameter, or remove the table to repeat the scenario alone)");
    if (kind.draws() && keys.options.samples == 0 && !top.has("samples"))
        top.problem("samples", fmt::format("is required (the number of {} of a {} design)", kind.samples, kind.name));
    if (!kind.draws() && top.has("samples"))
        top.problem("samples", fmt::format("a {} design has no samples (remove it)", kind.name));
    if (kind.draws() && !has_factors)
        top.problem("factors", fmt::format("is required (a {} design draws from them)", kind.name));
    refuse_options_of_others(kind, top);
}

/// Several scenarios are compared at every point, unless [factors] says how, or points choose.
void compare_scenarios(const Scenario& scenario, Given given, DesignInput& input, param::Reader& top) {
    const auto* choice = scenario.spec("scenario");
    if (!choice) return;
    const auto is_choice = [&](const std::string& name) { return name == choice->name; };
    if (std::ranges::any_of(input.listed.names, is_choice) ||
        std::ranges::any_of(input.factors, is_choice, &Factor::name))
        return;
    if (given != Given::factors)
        return top.problem("scenario",
                           fmt::format("lists {} scenarios, of which no point names one (scenario = \"{}\", or a "
                                       "column of that name in a file)",
                                       choice->choices.size(), choice->choices.front()));
    Factor factor;
    factor.name = choice->name;
    factor.whole = true;
    for (std::size_t i = 0; i < choice->choices.size(); ++i) factor.values.push_back(static_cast<double>(i));
    input.factors.insert(input.factors.begin(), std::move(factor));
}

void refuse_set_and_swept(const std::vector<Setting>& settings, const DesignInput& input, Problems& problems) {
    for (const auto& setting : settings) {
        const auto same = [&](const auto& name) { return name == setting.name; };
        if (std::ranges::any_of(input.factors, same, &Factor::name) || std::ranges::any_of(input.listed.names, same))
            problems.add(setting.value.place, setting.name, "is swept, so it cannot be set (remove one of the two)");
    }
}

}  // namespace

std::size_t usual_design(const param::Reader& top) {
    const auto list = std::ranges::find(design_kinds(), "list", &DesignKind::name) - design_kinds().begin();
    return top.has("point") && !top.has("factors") ? static_cast<std::size_t>(list) : 0;
}

void check_design(SweepKeys& keys, const std::string& path, param::Reader& top) {
    if (keys.options.levels % 2 == 1)
        top.problem("levels", fmt::format("{} is odd (a step is half of the levels)", keys.options.levels));
    if (design_kinds()[keys.design].given != Given::file || top.required_text("file").empty()) return;
    keys.file = (std::filesystem::path(path).parent_path() / keys.file).lexically_normal().string();
    if (std::error_code ignored; std::filesystem::exists(keys.file, ignored)) return;
    top.problem("file", param::no_file(keys.file));
    keys.file.clear();
}

std::unique_ptr<const Design> read_design(const SweepKeys& keys, const Scenario& scenario,
                                          const std::vector<Setting>& settings, param::Reader& top,
                                          Problems& problems) {
    if (!is_known(top)) return nullptr;
    const auto before = problems.size();
    const auto& kind = design_kinds()[keys.design];
    DesignInput input;
    input.seed = keys.seed;
    input.options = keys.options;
    refuse_what_the_design_ignores(keys, top);
    if (kind.given == Given::points)
        input.listed = read_points(keys.points, scenario, problems);
    else if (kind.given == Given::file && !keys.file.empty())
        input.listed = read_table(keys.file, scenario, problems);
    else if (keys.factors)
        input.factors = read_factors(*keys.factors, scenario,
                                     kind.draws() ? Ranges::may_be_continuous : Ranges::need_levels, problems);
    if (problems.size() == before) compare_scenarios(scenario, kind.given, input, top);
    refuse_set_and_swept(settings, input, problems);
    if (problems.size() > before) return nullptr;
    auto made = kind.make(std::move(input));
    if (!made.fault.empty()) top.problem(made.key, made.fault);
    return std::move(made.design);
}

}  // namespace sim::sweep
