/// Functions whose indices are known, run as a model through real sweeps. y is a function of four factors in [0, 1] and
/// of luck: what all points of a replicate share, and what is each run's own.
#pragma once

#include <array>
#include <bit>
#include <cmath>

#include "sim/random/stream.hpp"
#include "sim/run/step_model.hpp"
#include "tests/analysis/numerics/samples.hpp"

namespace functions {

struct Function {
    using Self = Function;
    SIM_PARAM(int, which, 0, "-", in(0, 3), structure, "0 Ishigami, 1 Sobol's g, 2 a plane, 3 a box", "assumed");
    SIM_PARAM(double, a, 0.5, "1", in(0, 1), behaviour, "first factor", "assumed");
    SIM_PARAM(double, b, 0.5, "1", in(0, 1), behaviour, "second factor", "assumed");
    SIM_PARAM(double, c, 0.5, "1", in(0, 1), structure, "third factor", "assumed");
    SIM_PARAM(double, d, 0.5, "1", in(0, 1), policy, "fourth factor", "assumed");
    SIM_PARAM(double, shared, 0.0, "1", in(0, 100), structure, "luck that all points share, standard deviation",
              "assumed");
    SIM_PARAM(double, own, 0.0, "1", in(0, 100), structure, "luck of each run, standard deviation", "assumed");
    SIM_PARAM(double, failing, 0.0, "1", in(0, 1), structure, "share of runs that fail", "assumed");
};
struct Parameters {
    Function function;
};

class Scenario final : public sim::StepScenario<Scenario, Parameters> {
 public:
    static const sim::param::Table& table() {
        static const sim::param::Table all = [] {
            sim::param::Table made;
            made.add(&Parameters::function, "function");
            return made;
        }();
        return all;
    }
    template <class Form>
    void keys(Form& form) {
        top_keys(form);
        form.part("function", "what is computed", [&](auto& part) { part.fields(parameters.function); });
    }
    double population(double scale) const override { return 100 * scale; }
    std::uint64_t most_thinned() const override { return 100; }
};

inline constexpr std::array<double, 4> weights_of_g = {0, 1, 4.5, 9};

inline double value_of(const Function& f) {
    const std::array<double, 4> x = {f.a, f.b, f.c, f.d};
    if (f.which == 0) return samples::ishigami(x);
    if (f.which == 2) return 10 + 3 * f.a - 2 * f.b + 6 * f.a * f.c;
    if (f.which == 3) return f.a < 0.3 && f.c > 0.6 ? 1 : 0;
    double g = 1;
    for (std::size_t i = 0; i < 4; ++i) g *= (std::abs(4 * x[i] - 2) + weights_of_g[i]) / (1 + weights_of_g[i]);
    return g;
}

inline sim::Variable level() {
    return {.name = "level",
            .unit = "1",
            .meaning = "where y lies",
            .store = sim::Store::flag,
            .over_time = false,
            .flag_meanings = {"low", "high"}};
}

inline sim::Variable hurt_by_way() {
    return {.name = "hurt_people_by_way",
            .unit = "person",
            .meaning = "people hurt, by how they were lost",
            .store = sim::Store::real,
            .over_time = false,
            .dims = {"way"},
            .harm = {"hurt_people_by_way"}};
}

class Run final : public sim::StepRun {
 public:
    Run(const Scenario& scenario, const sim::RunRequest& request, sim::Recorder recorder)
        : StepRun(scenario.duration(), std::move(recorder)), scale_(request.scale), f_(scenario.parameters.function) {
        std::uint64_t id = 0;
        for (const double x : {f_.a, f_.b, f_.c, f_.d}) id = 31 * id + std::bit_cast<std::uint64_t>(x);
        sim::random::Stream shared(request.seed, sim::random::Tag("functions/shared"), 0);
        sim::random::Stream own(request.seed, sim::random::Tag("functions/own"), id);
        if (sim::random::uniform(own) < f_.failing) throw sim::RunFailure("step 0", "failed on demand");
        y_ = value_of(f_) + f_.shared * normal(shared) + f_.own * normal(own);
    }
    sim::Budget used() const override { return {1, 1, 1}; }

 private:
    static double normal(sim::random::Stream& stream) {
        const double radius = std::sqrt(-2 * std::log(sim::random::uniform(stream)));
        return radius * std::cos(2 * std::numbers::pi * sim::random::uniform(stream));
    }
    void advance(int) override {}
    void record_series(sim::Recorder& record) const override {
        const int hurt = static_cast<int>(std::lround(scale_ * 100 * f_.a * step_now()));
        record.counts(0, std::array<std::int32_t, 2>{hurt, 3});
    }
    void record_metrics(sim::Recorder& record) const override {
        record.metric("y", y_);
        record.metric("hurt_people", 100 * f_.a);
        record.value(level(), y_ > 10.5 ? 1 : 0);
        record.values(hurt_by_way(), [&](std::size_t way) { return 100 * f_.a * (way == 0 ? 0.75 : 0.25); });
    }

    double scale_;
    Function f_;
    double y_ = 0;
};

class Model final : public sim::StepModel<Scenario> {
 public:
    std::string_view name() const override { return "functions"; }
    std::string_view summary() const override { return "functions whose indices are known"; }
    sim::Outputs all_outputs() const override {
        sim::Outputs all;
        all.dimensions = dimensions({});
        all.variables = {
            {.name = "lost", .unit = "person", .meaning = "people lost", .dims = {"way"}, .harm = {"hurt"}},
            {.name = "y", .unit = "1", .meaning = "the function", .store = sim::Store::real, .over_time = false},
            {.name = "hurt_people",
             .unit = "person",
             .meaning = "people hurt",
             .store = sim::Store::real,
             .over_time = false,
             .harm = {"hurt_people"}},
            {.name = "unseen",
             .unit = "1",
             .meaning = "what no run has a value of",
             .store = sim::Store::real,
             .over_time = false},
            level(),
            hurt_by_way()};
        return all;
    }
    sim::SummaryTable summary_table() const override { return {.rows_of = "way", .series = {}, .columns = {}}; }
    std::string example(std::string_view) const override { return {}; }

 private:
    std::vector<sim::Dimension> dimensions(const Scenario&) const override {
        return {{"way", "how they were lost", {"hurt", "sent_home"}}};
    }
    std::unique_ptr<sim::Run> begin(const Scenario& scenario, const sim::RunRequest& request,
                                    sim::Recorder recorder) const override {
        return std::make_unique<Run>(scenario, request, std::move(recorder));
    }
};

}  // namespace functions
