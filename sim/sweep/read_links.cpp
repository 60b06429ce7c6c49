#include "sim/sweep/read_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/param/wording.hpp"
#include "sim/sweep/keys.hpp"
#include "sim/sweep/read_factors.hpp"

namespace sim::sweep {
namespace {

using param::Value;

/// Whether a table is a function, not one of several parameters' (unquoted names make nested tables in TOML).
bool is_function(const Value& value) {
    constexpr std::array keys = {"points", "slope", "intercept"};
    return value.is_map() && std::ranges::any_of(keys, [&](const char* key) {
               const auto* found = value.map().find(key);
               return found && !found->is_map();
           });
}

void take_points(const FunctionKeys& keys, LinkFunction& function, param::Reader& reader) {
    for (const auto& [knob, value] : keys.points) {
        if (!function.knob.empty() && knob <= function.knob.back())
            return reader.problem("points",
                                  fmt::format("{} does not come after {} (the knob rises from point to point)", knob,
                                              function.knob.back()));
        if (function.logarithmic && value <= 0)
            return reader.problem("points",
                                  fmt::format("{} has no logarithm (scale = \"log\" needs values above 0)", value));
        function.knob.push_back(knob);
        function.value.push_back(value);
    }
    if (function.knob.size() == 1) reader.problem("points", "is one point alone (a function needs two)");
}

LinkFunction read_function(const NamedValue& given, const std::string& path, Problems& problems) {
    LinkFunction function;
    function.parameter = given.name;
    if (!given.value->is_map()) {
        problems.add(
            given.value->place, path,
            "must be a function of the knob, { slope = 1.0, intercept = 0.0 } or { points = [[0, 0.1], [1, 0.5]] }");
        return function;
    }
    param::Reader reader(*given.value, path, problems);
    FunctionKeys keys;
    param::Filling filling(reader, std::nullopt);
    keys_of(filling, keys);
    reader.finish();
    function.logarithmic = spacing_names[keys.scale] == "log";
    function.slope = keys.slope.value_or(0);
    function.intercept = keys.intercept.value_or(0);
    const bool is_line = keys.slope || keys.intercept;
    if (!keys.points.empty() && is_line)
        reader.problem("points", "with slope or intercept says two functions (remove one of the two)");
    else if (!keys.slope && !reader.has("points"))
        reader.problem("slope", "is required (or points = [[knob, value], [knob, value]])");
    take_points(keys, function, reader);
    return function;
}

class LinkReader {
 public:
    LinkReader(const Scenario& scenario, Problems& problems) : scenario_(scenario), problems_(problems) {}

    void read(const Value& table, std::size_t index) {
        param::Reader reader(table, fmt::format("link[{}]", index + 1), problems_);
        Link link;
        link.place = table.place;
        LinkKeys keys;
        param::Filling filling(reader, std::nullopt);
        link.knob.name = reader.required_text("name");
        keys_of(filling, keys);
        reader.finish();
        check_name(link.knob.name, reader);
        take(keys, link, reader);
        read_drives(keys.drives, link, reader);
        links_.push_back(std::move(link));
    }

    std::vector<Link> take_links() { return std::move(links_); }

 private:
    void check_name(const std::string& name, param::Reader& reader) {
        if (scenario_.spec(name))
            reader.problem("name",
                           fmt::format("'{}' is a parameter already (give the link another name)", shown(name)));
        if (name == label_key || name == set_key)
            reader.problem("name", fmt::format("'{}' means something else in a point (choose another name)", name));
        if (std::ranges::any_of(links_, [&](const Link& other) { return other.knob.name == name; }))
            reader.problem("name", fmt::format("'{}' is another link already (rename one)", shown(name)));
    }

    static void take(const LinkKeys& keys, Link& link, param::Reader& reader) {
        param::Spec& knob = link.knob;
        knob.unit = keys.unit;
        knob.source = "sweep";
        knob.kind = param::Kind::behaviour;
        knob.range = {keys.min.value_or(param::any_real().min), keys.max.value_or(param::any_real().max)};
        knob.meaning = keys.meaning;
        if (!(knob.range.min < knob.range.max))
            reader.problem("min", fmt::format("{} must be less than max, {}", knob.range.min, knob.range.max));
        if (keys.value) link.value = *keys.value;
        knob.fallback = link.value;
        if (const auto fault = keys.value ? param::Table::fault(knob, *keys.value) : ""; !fault.empty())
            reader.problem("value", fault);
    }

    void read_drives(const Value* drives, Link& link, param::Reader& reader) {
        if (!drives || drives->map().entries.empty())
            return reader.problem("drives", "is required (a table of parameters, each with a function of the knob)");
        std::vector<std::string> driven;
        for (const auto& given : flatten(drives->map(), is_function)) {
            const auto path = fmt::format("{}.{}", reader.name_of("drives"), given.name);
            const auto* spec = scenario_.spec(given.name);
            const auto before = problems_.size();
            if (!spec)
                problems_.add(given.value->place, path, unknown_name(scenario_, given.name));
            else if (!spec->choices.empty())
                problems_.add(given.value->place, path, "is one among names (a link drives numbers and switches)");
            else if (const Link* other = driver_of(given.name))
                problems_.add(
                    given.value->place, path,
                    fmt::format("is driven by the link '{}' already (remove one of the two)", shown(other->knob.name)));
            if (problems_.size() > before) continue;
            link.drives.push_back(read_function(given, path, problems_));
            link.knob.kind = std::max(link.knob.kind, spec->kind);  // policy over structure over behaviour
            driven.push_back(given.name);
        }
        if (link.knob.meaning.empty()) link.knob.meaning = fmt::format("drives {}", fmt::join(driven, ", "));
    }

    const Link* driver_of(const std::string& parameter) const {
        for (const Link& link : links_)
            if (std::ranges::find(link.drives, parameter, &LinkFunction::parameter) != link.drives.end()) return &link;
        return nullptr;
    }

    const Scenario& scenario_;
    Problems& problems_;
    std::vector<Link> links_;
};

}  // namespace

std::unique_ptr<Scenario> with_links(std::unique_ptr<Scenario> scenario, const std::vector<const Value*>& tables,
                                     Problems& problems) {
    if (tables.empty()) return scenario;
    const auto before = problems.size();
    LinkReader reader(*scenario, problems);
    for (std::size_t i = 0; i < tables.size(); ++i) reader.read(*tables[i], i);
    if (problems.size() > before) return nullptr;
    auto linked = std::make_unique<Linked>(std::move(scenario), reader.take_links());
    for (const Link& link : linked->links())
        if (const auto fault = std::isnan(link.value) ? "" : linked->fault(link.knob.name, link.value); !fault.empty())
            problems.add(link.place, link.knob.name, fault);
    return linked;
}

}  // namespace sim::sweep
