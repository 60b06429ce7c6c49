#include <fmt/format.h>

#include <algorithm>

#include "sim/param/listing.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

std::string head(bool with_current) {
    std::vector<std::string> names{"parameter", "default", "allowed", "unit", "kind", "meaning", "source"};
    if (with_current) names.insert(names.begin() + 1, {"value", "from"});
    return markdown_head(names);
}

std::string line(const Spec& spec, const CurrentOf& current) {
    std::vector<std::string> cells{fmt::format("`{}`", name_in_part(spec)),
                                   value_text(spec, spec.fallback),
                                   range_text(spec),
                                   spec.unit,
                                   std::string(kind_text(spec.kind)),
                                   spec.meaning,
                                   spec.source};
    if (current) {
        const auto now = current(spec).value_or(Current{spec.fallback, ""});
        cells.insert(cells.begin() + 1, {value_text(spec, now.value), now.origin});
    }
    return markdown_row(cells);
}

std::string assumed(const Table& table) {
    std::string names;
    for (const auto& spec : table.specs())
        if (is_assumed(spec)) names += fmt::format("- `{}`: {}\n", spec.name, spec.meaning);
    if (names.empty()) return "\n## Assumed values\n\nNone: every default has a source.\n";
    return "\n## Assumed values\n\nThese defaults rest on no published source, or take no more than a sign or a range "
           "from "
           "one. Vary them before relying on a\nresult.\n\n" +
           names;
}

/// Explains the words of sources, if a source uses them.
std::string on_trials(const Table& table) {
    const auto& specs = table.specs();
    const bool used = std::any_of(specs.begin(), specs.end(), [](const Spec& spec) {
        return spec.source.find("model trial") != std::string::npos;
    });
    if (!used) return {};
    return "\nA source *model trial* means that the value, or the range given, was found in a trial of the model by "
           "hand: "
           "it counts as\nassumed, and stands in the list at the end.\n";
}

}  // namespace

std::string to_markdown(const Table& table, const CurrentOf& current) {
    std::string page =
        "# Parameters\n\nWritten by `muster params --format markdown` from the declarations in the code.\n" +
        on_trials(table);
    for (const auto& mechanism : table.mechanisms()) {
        page += fmt::format("\n## {}\n\n", part_name(mechanism)) + head(static_cast<bool>(current));
        for (const auto& spec : table.specs())
            if (spec.mechanism == mechanism) page += line(spec, current);
    }
    return page + assumed(table);
}

}  // namespace sim::param
