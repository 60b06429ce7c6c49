#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>

#include "sim/param/wording.hpp"
#include "sim/sweep/case_outputs.hpp"
#include "sim/sweep/read_design.hpp"
#include "sim/sweep/read_links.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace sim::sweep {
namespace {

using param::Value;

/// Keys that --set may change besides the scenario's parameters.
constexpr std::array<std::string_view, 10> settable_keys = {
    "title",         "replicates",    "seed",         "scale",        "samples",
    "budget.events", "budget.people", "budget.bytes", "output.every", "output.events"};
Value value_of(const SettingText& text) {
    Value value = parse_value(text.value, from_command_line);
    std::int64_t whole = 0;
    const auto* end = text.value.data() + text.value.size();
    if (const auto [stop, error] = std::from_chars(text.value.data(), end, whole); error == std::errc{} && stop == end)
        value.data = whole;
    return value;
}

/// Of "budget.events" the key `events` in the table `budget`.
void put(param::Map& table, const std::string& key, Value value) {
    if (const auto dot = key.find('.'); dot != std::string::npos) {
        const auto outer = key.substr(0, dot);
        if (!table.find(outer)) table.entries.emplace_back(outer, Value{param::Map{}, value.place});
        if (table.find(outer)->is_map()) put(table.find(outer)->map(), key.substr(dot + 1), std::move(value));
    } else if (auto* old = table.find(key))
        *old = std::move(value);
    else
        table.entries.emplace_back(key, std::move(value));
}

Value text_value(std::string text) {
    Value value;
    value.data = std::move(text);
    return value;
}

/// Reads one sweep file. The members are what its parts need of each other.
class PlanReader {
 public:
    PlanReader(const std::string& path, const Models& models, Problems& problems)
        : path_(path), models_(models), problems_(problems), before_(problems.size()) {}

    Plan read(const std::vector<std::string>& sets) {
        document_ = param::read_toml(path_, problems_);
        if (problems_.size() > before_ || is_scenario()) return {};
        take_sets(sets);
        param::Reader top(document_, "", problems_);
        read_keys(top);
        load(paths_of(top));
        if (scenario_) scenario_ = with_links(std::move(scenario_), keys_.links, problems_);
        if (scenario_) {
            apply_settings();
            check_scale(top);
            plan_.design = read_design(keys_, *scenario_, plan_.settings, top, problems_);
            if (plan_.design) check_knobs();
            make_outputs();
        }
        if (problems_.size() == before_) finish(keys_.factors ? keys_.factors->place : Place{path_, 0, 0});
        return std::move(plan_);
    }

 private:
    /// All its keys would be unknown, which would not say what is wrong.
    bool is_scenario() {
        const auto& top = document_.map();
        if (top.find("scenario") || !top.find("model")) return false;
        problems_.add({path_, 0, 0}, "",
                      fmt::format("is a scenario, not a sweep (see `muster run`; a sweep names it: scenario = \"{}\")",
                                  shown(std::filesystem::path(path_).filename().string())));
        return true;
    }

    /// Sweep keys go into the document, so that they are read like the file's own; the rest are parameters.
    void take_sets(const std::vector<std::string>& sets) {
        for (const auto& split : split_settings(sets, problems_)) {
            const bool is_key = std::ranges::find(settable_keys, split.name) != settable_keys.end();
            if (is_key && split.value.empty())
                problems_.add(from_command_line, split.name, fmt::format("has no value (write {}=VALUE)", split.name));
            else if (is_key)
                put(document_.map(), split.name, split.name == "title" ? text_value(split.value) : value_of(split));
            else
                given_.push_back(parse_setting(split));
        }
    }

    void read_keys(param::Reader& top) {
        keys_.design = usual_design(top);
        param::Filling filling(top, std::nullopt);
        keys_of(filling, keys_);
        top.finish();
        check_title(document_, problems_);
        check_design(keys_, path_, top);
        const auto* every = keys_.output.at.empty() ? nullptr : top.value("output")->map().find("every");
        if (every)
            problems_.add(every->place, "output.every", "has no effect beside output.at (remove one of the two)");
        plan_.title = keys_.title;
        plan_.replicates = static_cast<std::uint32_t>(keys_.replicates);
        plan_.seed = keys_.seed;
        plan_.scale = keys_.scale;
        plan_.request = keys_.output;
        plan_.budget = keys_.budget;
    }

    /// Of one scenario, or of a list of them; none if any cannot be found.
    std::vector<std::string> paths_of(param::Reader& top) {
        const auto n_problems = problems_.size();
        std::vector<std::string> paths;
        for (const auto& name : keys_.scenario.names) {
            const auto beside = std::filesystem::path(path_).parent_path() / name;
            if (std::error_code ignored; name.empty() || !std::filesystem::exists(beside, ignored))
                top.problem("scenario", param::no_file(beside.string()));
            paths.push_back(beside.lexically_normal().string());
        }
        return problems_.size() == n_problems ? paths : std::vector<std::string>{};
    }

    void load(const std::vector<std::string>& paths) {
        if (paths.empty()) return;
        auto loaded =
            paths.size() > 1 ? load_cases(paths, models_, problems_) : load_scenario(paths.front(), models_, problems_);
        plan_.model = loaded.model;
        plan_.scenario_toml = std::move(loaded.toml);
        scenario_ = std::move(loaded.scenario);
    }

    void apply_settings() {
        if (keys_.set) plan_.settings = read_settings(*keys_.set);
        for (const auto& setting : given_) {
            std::erase_if(plan_.settings, [&](const Setting& old) { return old.name == setting.name; });
            plan_.settings.push_back(setting);
        }
        apply(plan_.settings, *scenario_, problems_);
    }

    void check_scale(param::Reader& top) {
        if (const auto fault = scale_fault(*scenario_, plan_.scale); !fault.empty()) top.problem("scale", fault);
    }

    /// A knob without a value drives nothing.
    void check_knobs() {
        for (const auto* key : keys_.links) {
            const auto& name = key->map().find("name")->text();
            const auto& names = plan_.design->names();
            if (std::ranges::find(plan_.settings, name, &Setting::name) != plan_.settings.end()) continue;
            if (std::isnan(scenario_->get(name)) && std::ranges::find(names, name) == names.end())
                problems_.add(
                    key->place, name,
                    "is a knob that nothing turns (name it in [factors] or in [set], or give the link a value)");
        }
    }

    void finish(const Place& place) {
        std::uint64_t runs = 0;
        if (__builtin_mul_overflow(plan_.n_points(), std::uint64_t{plan_.replicates}, &runs))
            problems_.add(place, "replicates", "points x replicates are more than 2^64 runs (lower one of them)");
        if (plan_.title.empty()) plan_.title = scenario_->title();
        plan_.base = std::move(scenario_);
        plan_.sweep_toml = resolved();
        plan_.size_place = place;
        check_points(plan_, place, problems_);
    }

    void make_outputs() {
        Problems found;
        const auto factors = plan_.design ? plan_.design->spans() : std::vector<Span>{};
        plan_.outputs = outputs_over(*plan_.model, *scenario_, factors, plan_.request, found);
        const auto* output = document_.map().find("output");
        for (const auto& line : found.lines()) problems_.add(output ? output->place : Place{}, "", line);
    }

    /// The sweep as stored in results: with --set written in, and no path of this machine.
    std::string resolved() {
        auto& top = document_.map();
        const auto without_folder = [](Value& path) {
            path = text_value(std::filesystem::path(path.text()).filename().string());
        };
        if (auto* scenario = top.find("scenario"); scenario->is_text())
            without_folder(*scenario);
        else
            std::ranges::for_each(scenario->array(), without_folder);
        if (auto* table = top.find("file")) without_folder(*table);
        if (!plan_.settings.empty()) {
            Value set;
            set.data = param::Map{};
            for (const auto& setting : plan_.settings) set.map().entries.emplace_back(setting.name, setting.value);
            put(top, "set", std::move(set));
        }
        return param::to_toml(document_);
    }

    const std::string& path_;
    const Models& models_;
    Problems& problems_;
    const std::size_t before_;  // problems of other files
    Value document_;
    Plan plan_;
    std::unique_ptr<Scenario> scenario_;
    std::vector<Setting> given_;
    SweepKeys keys_;
};

}  // namespace

Plan read_plan(const std::string& path, const std::vector<std::string>& sets, const Models& models,
               Problems& problems) {
    return PlanReader(path, models, problems).read(sets);
}

}  // namespace sim::sweep
