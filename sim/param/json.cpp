#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/param/listing.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

using Json = nlohmann::ordered_json;

Json number(Type type, double value) {
    if (!(std::fabs(value) < open_end)) return nullptr;
    if (type == Type::flag) return value != 0;
    if (type == Type::integer) return static_cast<std::int64_t>(value);
    return value;
}

/// A value as a file gives it.
Json value_of(const Spec& spec, double value) {
    return spec.choices.empty() ? number(spec.type, value) : Json(value_text(spec, value));
}

std::string_view type_text(const Spec& spec) {
    const Type type = spec.type;
    if (!spec.choices.empty()) return "choice";
    return type == Type::flag ? "flag" : type == Type::integer ? "integer" : "real";
}

}  // namespace

std::string to_json(const Table& table, const CurrentOf& current) {
    Json list = Json::array();
    for (const auto& spec : table.specs()) {
        Json entry{{"name", spec.name},
                   {"mechanism", spec.mechanism},
                   {"type", type_text(spec)},
                   {"kind", kind_text(spec.kind)},
                   {"unit", spec.unit},
                   {"default", value_of(spec, spec.fallback)},
                   {"min", number(spec.type, spec.range.min)},
                   {"max", number(spec.type, spec.range.max)},
                   {"meaning", spec.meaning},
                   {"source", spec.source}};
        if (!spec.choices.empty()) entry["choices"] = spec.choices;
        if (const auto now = current ? current(spec) : std::nullopt) {
            entry["value"] = value_of(spec, now->value);
            entry["origin"] = now->origin;
        }
        list.push_back(std::move(entry));
    }
    return list.dump(2) + "\n";
}

}  // namespace sim::param
