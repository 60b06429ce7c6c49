#include "sim/param/outline.hpp"

#include <cmath>

#include "sim/param/filling.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

using Json = nlohmann::ordered_json;

void put_number(Json& schema, const char* key, Type type, double value) {
    if (!(std::fabs(value) < open_end)) return;
    if (type == Type::integer)
        schema[key] = static_cast<std::int64_t>(value);
    else
        schema[key] = value;
}

Json number_in(Range range, Type type = Type::real) {
    Json schema{{"type", type == Type::integer ? "integer" : "number"}};
    put_number(schema, "minimum", type, range.min);
    put_number(schema, "maximum", type, range.max);
    return schema;
}

Json day() { return {{"type", "string"}, {"format", "date"}}; }

}  // namespace

Json schema_of(const Spec& spec) {
    const bool flag = spec.type == Type::flag;
    const bool named = !spec.choices.empty();
    Json schema = named  ? Json{{"enum", spec.choices}}
                  : flag ? Json{{"type", "boolean"}}
                         : number_in(spec.range, spec.type);
    if (named)
        schema["default"] = value_text(spec, spec.fallback);
    else if (flag && !std::isnan(spec.fallback))
        schema["default"] = spec.fallback != 0;
    else
        put_number(schema, "default", spec.type, spec.fallback);
    schema["description"] = spec.meaning + " [" + spec.unit + "]";
    schema["x-unit"] = spec.unit;
    schema["x-kind"] = kind_text(spec.kind);
    schema["x-source"] = spec.source;
    if (std::isnan(spec.fallback)) schema["x-required"] = true;
    return schema;
}

void Outline::add(std::string_view key, Json schema, std::string_view meaning) {
    schema["description"] = meaning;
    at(key) = std::move(schema);
}

void Outline::field(const Spec& spec) { at(spec.field()) = schema_of(spec); }

void Outline::note(std::string_view key, std::string_view meaning) { add(key, {{"type", "string"}}, meaning); }

void Outline::text(std::string_view key, const std::string&, std::string_view meaning) { note(key, meaning); }

void Outline::date(std::string_view key, const std::optional<Date>&, std::string_view meaning) {
    add(key, day(), meaning);
}

void Outline::number(std::string_view key, double fallback, Range range, std::string_view meaning) {
    add(key, number_in(range), meaning);
    at(key)["default"] = fallback;
}

void Outline::integer(std::string_view key, int fallback, Range range, std::string_view meaning) {
    add(key, number_in(range, Type::integer), meaning);
    at(key)["default"] = fallback;
}

void Outline::reference(std::string_view key, std::size_t, const std::vector<std::string>&, std::string_view meaning) {
    add(key, {{"type", "string"}, {"minLength", 1}, {"x-required", true}}, meaning);
}

void Outline::shares(std::string_view key, const std::vector<double>&, const std::vector<std::string>&, Range range,
                     std::string_view meaning) {
    add(key, {{"type", "object"}, {"additionalProperties", number_in(range)}}, meaning);
}

void Outline::numbers(std::string_view key, const std::vector<double>&, std::size_t most, Range range,
                      std::string_view meaning) {
    add(key, {{"type", "array"}, {"items", number_in(range)}, {"minItems", 1}, {"maxItems", most}}, meaning);
}

void Outline::time(double, std::string_view meaning) {
    add("week", number_in(weeks_in_reach), std::string(meaning) + ", in weeks since the start (or give date)");
    add("date", day(), std::string(meaning) + " (or give week)");
    timed_ = true;
}

void Outline::knots(std::string_view key, const std::vector<double>&, const std::vector<double>&,
                    std::string_view meaning) {
    const Json pair{{"type", "array"},
                    {"prefixItems", {{{"anyOf", {number_in(weeks_in_reach), day()}}}, number_in(knot_values)}},
                    {"minItems", 2},
                    {"items", false}};
    add(key, {{"type", "array"}, {"items", pair}, {"minItems", 1}, {"x-required", true}}, meaning);
}

void Outline::policies(std::string_view key, const Table& table, const std::function<void(const std::string&, double)>&,
                       std::string_view meaning) {
    Outline inner;
    for (const Spec& spec : table.specs())
        if (spec.kind == Kind::policy)
            inner.add(spec.name, number_in(spec.type == Type::flag ? on_off() : spec.range), spec.meaning);
    add(key, inner.schema(), meaning);
}

void Outline::rows(std::string_view key, std::size_t most, const Outline& row, std::string_view meaning) {
    add(key, {{"type", "array"}, {"maxItems", most}, {"items", row.schema()}}, meaning);
}

void Outline::named() {
    named_ = true;
    add("name", {{"type", "string"}, {"minLength", 1}}, "unlike that of any other row");
    add("remove", {{"const", true}}, "removes the entry of this name from the file that this one extends");
}

Json Outline::schema() const {
    Json schema{{"type", "object"}, {"properties", properties_}, {"additionalProperties", false}};
    if (named_) schema["required"] = {"name"};
    if (timed_) schema["not"] = {{"required", {"week", "date"}}};
    return schema;
}

std::vector<std::string> Outline::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, schema] : properties_.items()) keys.push_back(key);
    return keys;
}

}  // namespace sim::param
