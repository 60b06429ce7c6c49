#include "sim/sweep/read_design.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sim::sweep {
namespace {

void refuse_what_the_design_ignores(const DesignSource& source, param::Reader& top) {
    const auto& [kind, factors, points, samples, seed] = source;
    const bool lists_points = kind.given == Given::points;
    if (lists_points && factors)
        top.problem("factors",
                    "a list design takes [[point]] tables instead (remove [factors], or name another design)");
    if (lists_points && points.empty()) top.problem("point", "a list design needs at least one [[point]] table");
    if (!lists_points && !points.empty())
        top.problem("point",
                    fmt::format("a {} design takes [factors] instead (or write design = \"list\")", kind.name));
    if (!lists_points && factors && factors->map().entries.empty())
        top.problem("factors", "is empty (name a parameter, or remove the table to repeat the scenario alone)");
    if (kind.draws() && samples == 0 && !top.has("samples"))
        top.problem("samples", fmt::format("is required (the number of {} of a {} design)", kind.samples, kind.name));
    if (!kind.draws() && top.has("samples"))
        top.problem("samples", fmt::format("a {} design has no samples (remove it)", kind.name));
    if (kind.draws() && !factors)
        top.problem("factors", fmt::format("is required (a {} design draws from them)", kind.name));
}

void refuse_set_and_swept(const std::vector<Setting>& settings, const DesignInput& input, Problems& problems) {
    for (const auto& setting : settings) {
        const auto same = [&](const auto& name) { return name == setting.name; };
        if (std::ranges::any_of(input.factors, same, &Factor::name) || std::ranges::any_of(input.listed_names, same))
            problems.add(setting.place, setting.name, "is swept, so it cannot be set (remove one of the two)");
    }
}

}  // namespace

std::unique_ptr<const Design> read_design(const DesignSource& source, const Scenario& scenario,
                                          const std::vector<Setting>& settings, param::Reader& top,
                                          Problems& problems) {
    const auto before = problems.size();
    DesignInput input;
    input.seed = source.seed;
    input.samples = source.samples;
    refuse_what_the_design_ignores(source, top);
    if (source.kind.given == Given::points)
        read_points(source.points, scenario, input, problems);
    else if (source.factors)
        input.factors = read_factors(*source.factors, scenario,
                                     source.kind.draws() ? Ranges::may_be_continuous : Ranges::need_levels, problems);
    refuse_set_and_swept(settings, input, problems);
    if (problems.size() > before) return nullptr;
    auto made = source.kind.make(std::move(input));
    if (!made.fault.empty()) top.problem(made.key, made.fault);
    return std::move(made.design);
}

}  // namespace sim::sweep
