/// The parameters of a model as a user reads them: Markdown for the docs, a table for the terminal, JSON for programs.
/// Each form can show, beside the declaration, the value in one scenario and the place that gave it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "sim/param/key.hpp"

namespace sim::param {

struct Current {
    double value = 0;
    std::string origin;  // "behaviour.toml:12", "default"
};
/// The value of a parameter in a scenario; nothing if the scenario has none. Empty: declarations alone.
using CurrentOf = std::function<std::optional<Current>(const Spec&)>;

/// How the part of a listing names a parameter, and how the part is called: what stands in no table has no mechanism.
inline std::string_view name_in_part(const Spec& spec) {
    return spec.mechanism.empty() ? std::string_view(spec.name) : spec.field();
}
inline std::string part_name(const std::string& mechanism) { return mechanism.empty() ? "scenario" : mechanism; }

/// The keys of a file, as sections below headings of this depth: a table of its keys, its examples, and the same of
/// each table in it.
std::string to_markdown(const Key& document, std::size_t depth);

/// A page: one section and table per mechanism, and at the end the parameters whose source is "assumed".
std::string to_markdown(const Table& table, const CurrentOf& current = {});
/// Aligned columns, meaning and source wrapped beneath, in lines of at most `width` characters where words allow.
std::string to_text(const Table& table, std::size_t width, const CurrentOf& current = {});
/// A list of objects in the order of declaration, with a line break at the end. Open ends of a range and the default of
/// a required parameter are null.
std::string to_json(const Table& table, const CurrentOf& current = {});

}  // namespace sim::param
