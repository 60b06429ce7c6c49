/// The smallest model that has everything a sweep meets: parameters of each type, a relation between them, a series, an
/// end-of-run metric, and runs that fail, dawdle or wait on demand. People leave at a rate; nothing else happens.
#pragma once

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "sim/param/table_reader.hpp"
#include "sim/random/stream.hpp"
#include "sim/run/model.hpp"

namespace toy {

struct Decay {
    using Self = Decay;
    SIM_PARAM(double, rate, 0.1, "1/week", in(0, 1), behaviour, "share of those serving who leave in a week",
              "assumed");
    SIM_PARAM(double, floor, 0.0, "1", in(0, 1), policy, "share of the start that never leaves", "assumed");
    SIM_PARAM(int, group_size, 1, "people", in(1, 50), structure, "people who leave together", "assumed");
    SIM_PARAM(bool, enabled, true, "-", on_off(), policy, "whether people leave", "assumed");
    SIM_PARAM(double, failing, 0.0, "1", in(0, 1), policy, "share of runs that fail", "assumed");
    SIM_PARAM(double, starving, 0.0, "1", in(0, 1), policy, "share of runs for which there is no memory", "assumed");
    SIM_PARAM(double, pause, 0.0, "s", in(0, 10), policy, "pause in every step", "assumed");
};
struct Parameters {
    Decay decay;
};

inline const sim::param::Table& table() {
    static const sim::param::Table all = [] {
        sim::param::Table made;
        made.add(&Parameters::decay, "decay");
        return made;
    }();
    return all;
}

class Scenario : public sim::Scenario {
 public:
    Parameters all;
    std::string title_ = "toy";
    sim::param::Date start_ = *sim::param::date_of(2011, 3, 15);
    int weeks_ = 10;
    double halt_ = 1000;

    std::unique_ptr<sim::Scenario> clone() const override { return std::make_unique<Scenario>(*this); }
    const std::string& title() const override { return title_; }
    int duration() const override { return weeks_; }
    std::string_view time_unit() const override { return "week"; }
    std::string start() const override { return sim::param::to_text(start_); }
    std::vector<std::string> names() const override {
        auto names = table().names();
        names.insert(names.end(), {"weeks", "halt.week"});
        return names;
    }
    const sim::param::Spec* spec(std::string_view name) const override {
        return name == "weeks" ? &weeks_spec_ : name == "halt.week" ? &halt_spec_ : table().find(name);
    }
    double get(std::string_view name) const override {
        if (name == "halt.week") return halt_;
        return name == "weeks" ? weeks_ : sim::param::Table::get(&all, *table().find(name));
    }
    void set(std::string_view name, double value) override {
        if (name == "weeks")
            weeks_ = static_cast<int>(value);
        else if (name == "halt.week")
            halt_ = value;
        else
            sim::param::Table::set(&all, *table().find(name), value);
    }
    void check(sim::Problems& problems) const override {
        if (all.decay.floor > 0.5 && all.decay.rate > 0.5)
            problems.add({}, "decay.floor", "must not exceed 0.5 when decay.rate does");
    }
    std::string origin(std::string_view) const override { return "default"; }
    double population(double scale) const override { return 1000 * scale; }
    std::uint64_t most_thinned() const override { return 100; }

    void begin(sim::param::Date start) {
        start_ = start;
        halt_spec_.day_0 = start;
    }

 private:
    static sim::param::Spec spec_of(const char* name, const char* meaning, double fallback) {
        sim::param::Spec made;
        made.name = name;
        made.unit = "week";
        made.meaning = meaning;
        made.source = "assumed";
        made.range = sim::param::in(1, 1000);
        made.fallback = fallback;
        return made;
    }
    sim::param::Spec weeks_spec_ = [] {
        auto made = spec_of("weeks", "length of a run", 10);
        made.type = sim::param::Type::integer;
        return made;
    }();
    sim::param::Spec halt_spec_ = [this] {
        auto made = spec_of("halt.week", "week from which no one leaves", 1000);
        made.day_0 = start_;
        return made;
    }();
};

/// How many runs are between their start and end, and the most there ever were.
struct Census {
    std::atomic<int> running{0}, peak{0}, runs{0};
    void enter() {
        ++runs;
        const int now = ++running;
        for (int seen = peak; seen < now && !peak.compare_exchange_weak(seen, now);) {
        }
    }
    void leave() { --running; }
};

/// The leavers of each week, of whom none leaves in most weeks.
inline sim::RowTable leavings() {
    using Kept = sim::Column::Store;
    return {"leavings",
            "leaving",
            "who left together",
            {{.name = "in_week", .unit = "week", .meaning = "when", .store = Kept::f64},
             {.name = "of_role",
              .unit = "1",
              .meaning = "who",
              .store = Kept::i32,
              .flag_meanings = {"officer", "conscript"}},
             {.name = "people", .unit = "people", .meaning = "how many", .store = Kept::i32}}};
}

class Run : public sim::Run {
 public:
    Run(const Scenario& scenario, const sim::Outputs& outputs, const sim::RunRequest& request, Census& census)
        : sim::Run(scenario.duration()),
          stay_(census),
          decay_(scenario.all.decay),
          halt_(scenario.halt_),
          seed_(request.seed),
          keep_table_(request.keep_table),
          outputs_(outputs),
          begun_{static_cast<int>(100 * request.scale), static_cast<int>(900 * request.scale)},
          serving_(begun_) {
        sim::random::Stream fate(seed_, sim::random::Tag("toy/fail"), 0);
        if (sim::random::uniform(fate) < decay_.failing) throw sim::RunFailure("week 0", "failed on demand");
        if (sim::random::uniform(fate) < decay_.starving) throw std::bad_alloc();
        series_ = sim::Series(outputs);
        if (request.keep_table) tables_ = {leavings()};
    }
    const sim::Series& series() const override { return series_; }
    sim::Budget used() const override {
        return {.events = static_cast<std::uint64_t>(n_left()),
                .people = static_cast<std::uint64_t>(begun_[0] + begun_[1]),
                .bytes = 1000};
    }
    std::string stage() const override { return fmt::format("week {}", step_now()); }

 private:
    void advance(int step) override {
        if (decay_.pause > 0) std::this_thread::sleep_for(std::chrono::duration<double>(decay_.pause));
        for (std::size_t role = 0; role < 2; ++role)
            if (step - 1 < halt_) leave(step - 1, role);
    }
    void leave(int week, std::size_t role) {
        const int gone = leavers(week, role);
        serving_[role] -= gone;
        if (tables_.empty() || gone == 0) return;
        const std::array<double, 3> row = {double(week), double(role), double(gone)};
        for (std::size_t c = 0; c < row.size(); ++c) tables_[0].columns[c].numbers.push_back(row[c]);
    }
    int leavers(int week, std::size_t role) const {
        sim::random::Stream stream(seed_, sim::random::Tag("toy/leave"), role, static_cast<std::uint32_t>(week));
        int gone = 0;
        const int free = decay_.enabled ? serving_[role] - static_cast<int>(decay_.floor * begun_[role]) : 0;
        for (int group = 0; group < free / decay_.group_size && group < 500; ++group)
            if (sim::random::uniform(stream) < decay_.rate) gone += decay_.group_size;
        return gone;
    }
    int n_left() const { return begun_[0] + begun_[1] - serving_[0] - serving_[1]; }

    void write() override {
        const auto& at = outputs_.time.at;
        const auto found = std::find(at.begin(), at.end(), 7 * step_now());
        for (std::size_t v = 0; v < outputs_.variables.size(); ++v) {
            const auto& name = outputs_.variables[v].name;
            if (!outputs_.variables[v].over_time || found == at.end()) continue;
            const auto row = 2 * static_cast<std::size_t>(found - at.begin());
            for (std::size_t role = 0; role < 2; ++role)
                series_.counts(v)[row + role] = name == "serving" ? serving_[role] : begun_[role] - serving_[role];
        }
    }
    sim::RunResult result() override {
        for (std::size_t v = 0; v < outputs_.variables.size(); ++v) {
            const auto& name = outputs_.variables[v].name;
            if (name == "departure_rate") series_.reals(v)[0] = double(n_left()) / double(begun_[0] + begun_[1]);
            if (name == "last_week") series_.reals(v)[0] = step_now();
        }
        for (sim::RowTable& table : tables_) keep_table_(std::move(table));
        return {std::move(series_), {}};
    }

    struct Stay {
        Census& census;
        explicit Stay(Census& c) : census(c) { census.enter(); }
        ~Stay() { census.leave(); }
    };
    Stay stay_;
    Decay decay_;
    double halt_;
    std::uint64_t seed_;
    std::function<void(sim::RowTable)> keep_table_;
    const sim::Outputs& outputs_;
    std::array<int, 2> begun_, serving_;
    sim::Series series_;
    std::vector<sim::RowTable> tables_;
};

class Model : public sim::Model {
 public:
    std::shared_ptr<Census> census = std::make_shared<Census>();

    std::string_view name() const override { return "toy"; }
    std::string_view summary() const override { return "people leave at a rate"; }
    const sim::param::Table& parameters() const override { return table(); }
    sim::param::Key keys() const override { return {}; }

    std::unique_ptr<sim::Scenario> load(const sim::param::Value& resolved, sim::Problems& problems) const override {
        const auto before = problems.size();
        auto scenario = std::make_unique<Scenario>();
        sim::param::Reader reader(resolved, "", problems);
        reader.value("model");
        scenario->title_ = reader.text("title", "toy");
        if (const auto start = reader.date("start")) scenario->begin(*start);
        scenario->weeks_ = reader.integer("weeks", 10, sim::param::in(1, 1000));
        if (const auto* decay = reader.value("decay")) {
            sim::param::Reader part(*decay, "decay", problems);
            part.fields(scenario->all.decay);
            part.finish();
        }
        reader.finish();
        if (problems.size() > before) return nullptr;
        return scenario;
    }

    sim::Outputs outputs(const sim::Scenario& scenario, const sim::OutputRequest& request,
                         sim::Problems& problems) const override {
        auto made = all_outputs();
        for (const auto& name : request.named())
            if (!made.variable(name)) problems.add({}, "output.variables", fmt::format("no variable '{}'", name));
        std::erase_if(made.variables,
                      [&](const auto& variable) { return variable.over_time && !request.keeps(variable); });
        made.time.start = scenario.start();
        for (int week = 0; week <= scenario.duration(); week += request.every) made.time.at.push_back(7 * week);
        made.replicates_with_events = request.events;
        if (request.events > 0) made.tables = {leavings()};
        return made;
    }

    sim::Outputs all_outputs() const override {
        sim::Outputs made;
        made.dimensions.push_back({"role", "who", {"officer", "conscript"}});
        made.variables.push_back({"serving", "people", "people serving", "", sim::Store::count, true, {"role"}, {}});
        made.variables.push_back({"departed", "people", "people gone", "", sim::Store::count, true, {"role"}, {}});
        made.variables.push_back(
            {"departure_rate", "1", "share of the start who left", "all who started", sim::Store::real, false, {}, {}});
        made.variables.push_back(
            {"last_week", "week", "week in which the run ended", "", sim::Store::real, false, {}, {}});
        return made;
    }

    sim::SummaryTable summary_table() const override {
        const sim::Reading begun{.series = "serving", .at = sim::At::start}, left{.series = "departed"};
        return {.rows_of = "role",
                .series = {},
                .columns = {{"at start", {begun}}, {"at end", {{.series = "serving"}}}, {"left %", {left}, {begun}}}};
    }
    std::unique_ptr<sim::Run> start(const sim::Scenario& scenario, const sim::Outputs& outputs,
                                    const sim::RunRequest& request) const override {
        return std::make_unique<Run>(dynamic_cast<const Scenario&>(scenario), outputs, request, *census);
    }

    std::vector<std::string> examples() const override { return {"toy", "sweep"}; }
    std::string example(std::string_view name) const override {
        return name == "toy" ? "# A toy.\nmodel = \"toy\"\nweeks = 10\n"
                             : "# A sweep.\nscenario = \"toy.toml\"\n[factors]\n\"decay.rate\" = [0.1, 0.2]\n";
    }
};

}  // namespace toy
