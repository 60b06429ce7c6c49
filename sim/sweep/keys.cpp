#include "sim/sweep/keys.hpp"

namespace sim::sweep {

std::vector<std::string> design_names() {
    std::vector<std::string> names;
    for (const auto& kind : design_kinds()) names.emplace_back(kind.name);
    return names;
}

void describe_range(param::Outline& range) {
    RangeKeys keys;
    law_key(range, keys);
    keys_of(range, keys);
}

void describe_point(param::Outline& point) {
    point.reference(label_key, 0, {}, "name of the point, unlike any other");
    point.settings(set_key, nullptr, "its parameters, which may as well stand in the point itself");
}

void describe_function(param::Outline& function) {
    FunctionKeys keys;
    keys_of(function, keys);
}

void describe_link(param::Outline& link) {
    LinkKeys keys;
    link.reference("name", 0, {}, "name of the knob: of the factor, the setting and the axis");
    keys_of(link, keys);
}

param::Key sweep_keys() {
    param::Outline outline;
    SweepKeys keys;
    keys_of(outline, keys);
    param::Key sweep = outline.whole();
    sweep.name = "sweep";
    return sweep;
}

}  // namespace sim::sweep
