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

std::string_view type_text(Type type) {
    return type == Type::flag ? "flag" : type == Type::integer ? "integer" : "real";
}

}  // namespace

std::string to_json(const Table& table, const CurrentOf& current) {
    Json list = Json::array();
    for (const auto& spec : table.specs()) {
        Json entry{{"name", spec.name},
                   {"mechanism", spec.mechanism},
                   {"type", type_text(spec.type)},
                   {"kind", kind_text(spec.kind)},
                   {"unit", spec.unit},
                   {"default", number(spec.type, spec.fallback)},
                   {"min", number(spec.type, spec.range.min)},
                   {"max", number(spec.type, spec.range.max)},
                   {"meaning", spec.meaning},
                   {"source", spec.source}};
        if (const auto now = current ? current(spec) : std::nullopt) {
            entry["value"] = number(spec.type, now->value);
            entry["origin"] = now->origin;
        }
        list.push_back(std::move(entry));
    }
    return list.dump(2) + "\n";
}

}  // namespace sim::param
