#include "sim/param/schema.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/param/filling.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

using Json = nlohmann::ordered_json;

Json number_in(Range range, const char* type = "number") {
    Json schema{{"type", type}};
    const auto put = [&](const char* key, double value) {
        if (!(std::fabs(value) < open_end)) return;
        if (schema["type"] == "integer")
            schema[key] = static_cast<std::int64_t>(value);
        else
            schema[key] = value;
    };
    put("minimum", range.min);
    put("maximum", range.max);
    return schema;
}

Json list_of(Json items, std::size_t least = 1) {
    return {{"type", "array"}, {"items", std::move(items)}, {"minItems", least}};
}

Json text() { return {{"type", "string"}}; }
Json name() { return {{"type", "string"}, {"minLength", 1}}; }
Json day() { return {{"type", "string"}, {"format", "date"}}; }

Json knot_in(Range range) {
    return {{"type", "array"},
            {"prefixItems", {{{"anyOf", {number_in(weeks_in_reach), day()}}}, number_in(range)}},
            {"minItems", 2},
            {"items", false}};
}

/// Names of parameters without quotes make nested tables, which only the loader can tell from a factor's range.
Json factors() {
    return {{"type", "object"}, {"additionalProperties", {{"type", {"array", "object"}}, {"minItems", 1}}}};
}

Json schema_of(const Key& key);

Json properties_of(const std::vector<Key>& keys) {
    Json properties = Json::object();
    for (const Key& key : keys) properties[key.name] = schema_of(key);
    return properties;
}

Json table_of(const Key& key) {
    Json schema{{"type", "object"}, {"properties", properties_of(key.keys)}, {"additionalProperties", key.open}};
    if (key.named) schema["required"] = {"name"};
    if (key.timed) schema["not"] = {{"required", {"week", "date"}}};
    return schema;
}

Json settings_of(const Key& key) {
    if (key.keys.empty()) return {{"type", "object"}};
    return {{"type", "object"}, {"properties", properties_of(key.keys)}, {"additionalProperties", false}};
}

Json value_of(const Key& key) {
    switch (key.holds) {
        case Holds::text:
            return text();
        case Holds::name:
            return name();
        case Holds::date:
            return day();
        case Holds::flag:
            return {{"type", "boolean"}};
        case Holds::truth:
            return {{"const", true}};
        case Holds::number:
            return number_in(key.range);
        case Holds::fraction:
            return {{"type", "number"}, {"exclusiveMinimum", 0}, {"maximum", 1}};
        case Holds::whole:
            return number_in(key.range, "integer");
        case Holds::choice:
            return {{"enum", key.choices}};
        case Holds::numbers:
            return list_of(number_in(key.range));
        case Holds::rising:
            return list_of(number_in(key.range, "integer"));
        case Holds::texts:
            return list_of(text(), 0);
        case Holds::files:
            return {{"anyOf", {name(), list_of(name())}}};
        case Holds::knots:
            return list_of(knot_in(key.range));
        case Holds::pairs:
            return list_of({{"type", "array"}, {"items", number_in(key.range)}, {"minItems", 2}, {"maxItems", 2}}, 2);
        case Holds::shares:
            return {{"type", "object"}, {"additionalProperties", number_in(key.range)}};
        case Holds::settings:
            return settings_of(key);
        case Holds::factors:
            return factors();
        case Holds::functions:
            return {{"type", "object"}, {"additionalProperties", {{"type", "object"}}}, {"minProperties", 1}};
        case Holds::table:
            return table_of(key);
        case Holds::rows:
            return {{"type", "array"}, {"items", table_of(key)}};
    }
    throw std::logic_error("a key holds nothing");
}

Json json_of(const Value& value) {
    if (const auto* flag = std::get_if<bool>(&value.data)) return *flag;
    if (const auto* whole = std::get_if<std::int64_t>(&value.data)) return *whole;
    return value.is_text() ? Json(value.text()) : Json(value.number());
}

Json schema_of(const Key& key) {
    Json schema = value_of(key);
    if (key.most > 0) schema["maxItems"] = key.most;
    if (key.fallback) schema["default"] = json_of(*key.fallback);
    schema["description"] = key.unit.empty() ? key.meaning : key.meaning + " [" + key.unit + "]";
    if (!key.unit.empty()) schema["x-unit"] = key.unit;
    if (!key.kind.empty()) schema["x-kind"] = key.kind;
    if (!key.source.empty()) schema["x-source"] = key.source;
    if (key.required) schema["x-required"] = true;
    return schema;
}

Json document_of(std::string_view title, const Key& document) {
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
    schema.update(table_of(document));
    return schema;
}

}  // namespace

std::string to_json_schema(const Table& parameters, const Key& document) {
    Json schema = document_of("muster scenario", document);
    if (document.keys.empty()) schema.erase("additionalProperties");  // nothing is known of the other keys
    for (const Spec& spec : parameters.specs()) {
        Json& section = schema["properties"][spec.mechanism];
        if (section.is_null()) section = table_of({});  // else the document has keys of it that are no parameters
        section["properties"][std::string(spec.field())] = schema_of(key_of(spec));
    }
    return schema.dump(2) + "\n";
}

std::string to_json_schema(const Key& document) {
    return document_of("muster " + document.name, document).dump(2) + "\n";
}

}  // namespace sim::param
