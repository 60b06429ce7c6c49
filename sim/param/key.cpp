#include "sim/param/key.hpp"

#include <cmath>

#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

Holds held_by(const Spec& spec) {
    if (!spec.choices.empty()) return Holds::choice;
    return spec.type == Type::flag ? Holds::flag : spec.type == Type::integer ? Holds::whole : Holds::number;
}

/// A value as a file gives it.
std::optional<Value> fallback_of(const Spec& spec) {
    Value value;
    if (std::isnan(spec.fallback)) return std::nullopt;
    if (!spec.choices.empty())
        value.data = value_text(spec, spec.fallback);
    else if (spec.type == Type::flag)
        value.data = spec.fallback != 0;
    else if (spec.type == Type::integer)
        value.data = static_cast<std::int64_t>(spec.fallback);
    else
        value.data = spec.fallback;
    return value;
}

}  // namespace

Key key_of(const Spec& spec) {
    Key key{std::string(spec.field()), held_by(spec), spec.meaning};
    key.range = spec.range;
    key.unit = spec.unit;
    key.fallback = fallback_of(spec);
    key.required = !key.fallback;
    key.choices = spec.choices;
    key.kind = kind_text(spec.kind);
    key.source = spec.source;
    return key;
}

std::vector<std::string> names_of(const std::vector<Key>& keys) {
    std::vector<std::string> names;
    for (const Key& key : keys) names.push_back(key.name);
    return names;
}

}  // namespace sim::param
