/// The keys of a sweep file, declared once: read by sim::param::Filling, and written down for docs and schema by
/// sim::param::Outline. The reader checks what keys mean together.
#pragma once

#include "sim/param/filling.hpp"
#include "sim/param/outline.hpp"
#include "sim/run/model.hpp"
#include "sim/sweep/design.hpp"
#include "sim/sweep/factor.hpp"

namespace sim::sweep {

constexpr std::uint64_t max_replicates = 1'000'000;
constexpr std::uint64_t max_levels = 1000;                        // of a Morris trajectory
constexpr std::int32_t longest_run = 1'000'000;                   // [unit of time]
constexpr std::string_view label_key = "label", set_key = "set";  // of a point

/// A factor that is a table: evenly spaced levels, or a distribution to draw from.
struct RangeKeys {
    bool has_law = false;
    Law law = Law::uniform;
    std::optional<double> min, max, mean, sd, mode;
    std::uint64_t n = 0;
    std::size_t spacing = 0;
};
constexpr std::array<std::string_view, 3> law_names = {"uniform", "normal", "triangular"};  // in the order of Law
constexpr std::array<std::string_view, 2> spacing_names = {"linear", "log"};

template <class Form>
void law_key(Form& form, RangeKeys& keys) {
    form.optional_choice("distribution", keys.law, keys.has_law, law_names,
                         "distribution that a sampled design draws from; if absent, even between the ends");
}

template <class Form>
void keys_of(Form& form, RangeKeys& keys) {
    const auto any = param::any_real();
    form.optional_number("min", keys.min, any, "lower end, a level itself; of a normal, the lower cut-off");
    form.optional_number("max", keys.max, any, "upper end, likewise");
    if (form.when(keys.law == Law::normal)) {
        form.optional_number("mean", keys.mean, any, "of a normal");
        form.optional_number("sd", keys.sd, any, "of a normal: its standard deviation, above 0");
    }
    if (form.when(keys.law == Law::triangular)) form.optional_number("mode", keys.mode, any, "of a triangular");
    if (form.when(!keys.has_law))
        form.count("n", keys.n, {2}, "evenly spaced levels, both ends among them; only sampled designs need none");
    if (form.when(keys.law == Law::uniform))
        form.choice("scale", keys.spacing, spacing_names, "even in the value, or in its logarithm");
}

/// One parameter as a function of a knob.
struct FunctionKeys {
    std::optional<double> slope, intercept;
    std::vector<std::pair<double, double>> points;
    std::size_t scale = 0;
};
template <class Form>
void keys_of(Form& form, FunctionKeys& keys) {
    const auto any = param::any_real();
    form.optional_number("slope", keys.slope, any, "increase for one unit of the knob");
    form.optional_number("intercept", keys.intercept, any, "value at a knob of 0; if absent, 0");
    form.pairs("points", keys.points, any,
               "instead: the value at some values of the knob, in rising order; straight between, constant outside");
    form.choice("scale", keys.scale, spacing_names, "straight in the value, or in its logarithm");
}

/// A factor that drives several parameters.
struct LinkKeys {
    std::string unit = "1", meaning;
    std::optional<double> min, max, value;
    const param::Value* drives = nullptr;
};
void describe_function(param::Outline& function);
template <class Form>
void keys_of(Form& form, LinkKeys& keys) {
    const auto any = param::any_real();
    form.text("unit", keys.unit, "unit of the knob");
    form.text("meaning", keys.meaning, "meaning of the knob, a line for pictures and the results file");
    form.optional_number("min", keys.min, any, "least value that the knob may be given");
    form.optional_number("max", keys.max, any, "greatest value, likewise");
    form.optional_number("value", keys.value, any, "its value if neither a point nor [set] gives it one");
    form.functions("drives", keys.drives, "parameters, each with its function of the knob", describe_function);
}

template <class Form>
void keys_of(Form& form, OutputRequest& output) {
    constexpr std::string_view names = "names, such as [\"one\", \"other\"]";
    form.integer("every", output.every, param::in(1, longest_run),
                 "between recorded times; the last of a run is kept, too", "unit of time");
    form.rising("at", output.at, longest_run, "recorded times, instead of every", "unit of time");
    form.optional_texts("variables", output.variables, names,
                        "series that are recorded, [] for none; if absent, all that `muster metrics` lists");
    form.texts("by", output.by, names, "dimensions of the model by which its variables are told apart, too");
    form.count("events", output.events, {0, max_replicates},
               "replicates of each point, the first so many, whose tables of events are kept", "replicate");
}

template <class Form>
void keys_of(Form& form, Budget& budget) {
    form.count("events", budget.events, {1}, "changes of what an agent is");
    form.count("people", budget.people, {1}, "people who ever took part", "person");
    form.count("bytes", budget.bytes, {1}, "of memory, for people and the places they hold", "byte");
}

struct SweepKeys {
    param::Files scenario;
    std::string title;
    std::uint64_t replicates = 1, seed = 1;
    double scale = 1;
    std::size_t design = 0;  // of design_kinds()
    DesignOptions options;
    std::string file;
    const param::Value *factors = nullptr, *set = nullptr;  // null: the sweep has none
    std::vector<const param::Value*> points, links;
    OutputRequest output;
    Budget budget;
};

std::vector<std::string> design_names();
/// Of a factor's table, of a [[point]] and of a [[link]].
void describe_range(param::Outline& range);
void describe_point(param::Outline& point);
void describe_link(param::Outline& link);

template <class Form>
void keys_of(Form& form, SweepKeys& keys) {
    form.files("scenario", keys.scenario, "a scenario, found beside this file, or a list of several to compare");
    form.text("title", keys.title, "name of the sweep; if absent, that of its scenario");
    form.count("replicates", keys.replicates, {1, max_replicates}, "runs of every point, each with a seed of its own");
    form.count("seed", keys.seed, {0}, "from which the seeds of all replicates follow");
    form.fraction("scale", keys.scale, "the share of all agents that is simulated");
    form.count("samples", keys.options.samples, {1},
               "of a sampled design: how many points, base samples or trajectories it has");
    form.choice("design", keys.design, design_names(), "how points are made; list if there are only [[point]] tables");
    form.flag("maximin", keys.options.maximin, "of lhs: moves the closest points apart");
    form.flag("second_order", keys.options.second_order, "of saltelli: points for indices of pairs, too");
    form.count("levels", keys.options.levels, {2, max_levels}, "of morris: levels of every factor, an even number");
    form.text("file", keys.file, "of file: a table of comma-separated values, beside this file");
    form.factors("factors", keys.factors, "parameters that vary, each with its values", describe_range);
    form.settings("set", keys.set, "parameters that are the same at every point");
    form.tables("point", keys.points, "the points of a list, each naming the parameters in which it differs",
                describe_point);
    form.closed_tables("link", keys.links, "knobs: factors that drive several parameters each, by functions of theirs",
                       describe_link);
    form.part("output", "contents of the results file", [&](auto& part) { keys_of(part, keys.output); });
    form.part("budget", "limits of a run; a run that exceeds one fails",
              [&](auto& part) { keys_of(part, keys.budget); });
}

/// The keys of a sweep, with examples.
param::Key sweep_keys();

}  // namespace sim::sweep
