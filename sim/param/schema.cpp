#include "sim/param/schema.hpp"

#include <nlohmann/json.hpp>

#include "sim/check.hpp"
#include "sim/param/outline.hpp"

namespace sim::param {

namespace {

using Json = nlohmann::ordered_json;

Json closed_object() { return {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}}; }

void add_fragment(Json& schema, std::string_view text) {
    if (text.empty()) return;
    const Json fragment = Json::parse(text, nullptr, false);
    SIM_EXPECT(fragment.is_object());
    for (const auto& [key, value] : fragment.items()) {
        SIM_EXPECT(key == "properties" || key == "required" || key == "$defs");
        if (key == "properties")
            schema["properties"].update(value);
        else
            schema[key] = value;
    }
}

}  // namespace

std::string to_json_schema(const Table& table, std::string_view structure_fragment) {
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "muster scenario"}};
    schema.update(closed_object());
    if (structure_fragment.empty()) schema.erase("additionalProperties");  // nothing is known of the other keys
    schema["properties"]["extends"] = {{"type", "string"}, {"description", "scenario file that this one changes"}};
    schema["properties"]["behaviour"] = {{"type", "string"}, {"description", "file with the behaviour parameters"}};
    add_fragment(schema, structure_fragment);
    for (const auto& mechanism : table.mechanisms()) {
        Json& section = schema["properties"][mechanism];
        if (section.is_null()) section = closed_object();  // else the fragment has keys of it that are no parameters
        for (const auto& spec : table.specs())
            if (spec.mechanism == mechanism) section["properties"][std::string(spec.field())] = schema_of(spec);
    }
    return schema.dump(2) + "\n";
}

}  // namespace sim::param
