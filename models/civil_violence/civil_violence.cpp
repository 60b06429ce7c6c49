#include "models/civil_violence/civil_violence.hpp"

#include "models/civil_violence/example.hpp"
#include "models/civil_violence/outbursts.hpp"
#include "models/civil_violence/scenario.hpp"
#include "sim/run/step_model.hpp"

namespace civil_violence {
namespace {

std::vector<sim::Variable> series(Groups groups) {
    using sim::Store;
    const auto count = [](std::string name, std::string unit, std::string meaning) {
        return sim::Variable{.name = std::move(name), .unit = std::move(unit), .meaning = std::move(meaning)};
    };
    std::vector<sim::Variable> all = {
        count("quiet", "person", "people who are quiet"), count("active", "person", "people who are active"),
        count("jailed", "person", "people in jail"), count("cops", "cop", "cops on duty")};
    if (groups == Groups::one) return all;
    for (const std::string group : {"first", "second"}) {
        all.push_back(count(group + "_group", "person", "people of the " + group + " group, the jailed included"));
        all.push_back(count(group + "_killed", "person", "people of the " + group + " group killed since the start"));
    }
    return all;
}

/// The agent on each site. A person off the grid, as in a jail away from it, is on none.
std::vector<sim::Variable> sites(Groups groups) {
    const auto code = [](std::string name, std::string meaning, std::vector<std::string> codes) {
        return sim::Variable{std::move(name),  "1", std::move(meaning), "", sim::Store::flag, true, {"y", "x"},
                             std::move(codes), true};
    };
    std::vector<sim::Variable> all = {
        code("site_state", "state of each site: its occupant, or free", {"quiet", "active", "jailed", "cop", "free"})};
    if (groups == Groups::two)
        all.push_back(code("site_group", "group of the person on a site", {"first", "second", "none"}));
    return all;
}

std::vector<sim::Dimension> axes(Torus torus) {
    return {sim::numbered("y", "row of the torus", static_cast<std::size_t>(torus.height)),
            sim::numbered("x", "column of the torus", static_cast<std::size_t>(torus.width))};
}

std::vector<sim::Variable> metrics(Groups groups) {
    using sim::Store;
    const auto metric = [](std::string name, std::string unit, std::string meaning, std::string of = "") {
        return sim::Variable{.name = std::move(name),
                             .unit = std::move(unit),
                             .meaning = std::move(meaning),
                             .denominator = std::move(of),
                             .store = Store::real,
                             .over_time = false};
    };
    std::vector<sim::Variable> all = {
        metric("active_mean", "person", "people who are active, on average"),
        metric("jailed_mean", "person", "people in jail, on average"),
        metric("active_most", "person", "most people active at once"),
        metric("outburst_rate", "1/step", "outbursts per step"),
        metric("outburst_share", "1", "steps within an outburst", "all steps after outbursts.after"),
        metric("outburst_peak", "person", "most people active at once in an outburst, on average"),
        metric("waiting_mean", "step", "from the end of an outburst to the next, on average"),
        metric("waiting_sd", "step", "standard deviation of these waits")};
    if (groups == Groups::two) {
        all.push_back(
            metric("extinction_step", "step", "when the first of the groups died out (missing: neither did)"));
        all.push_back(metric("killed_share", "1", "people killed by the other group", "all people who ever lived"));
    }
    for (sim::Variable& variable : all)
        if (variable.name == "jailed_mean" || variable.name == "killed_share") variable.harm = {variable.name};
    return all;
}

void record_people(sim::Recorder& record, const Town& town, Groups groups) {
    record.count("quiet", town.n(State::quiet));
    record.count("active", town.n(State::active));
    record.count("jailed", town.n(State::jailed));
    record.count("cops", town.n(State::cop));
    if (groups == Groups::one) return;
    record.count("first_group", town.n_people(0));
    record.count("second_group", town.n_people(1));
    record.count("first_killed", town.n_killed(0));
    record.count("second_killed", town.n_killed(1));
}

void record_sites(sim::Recorder& record, const Town& town, Groups groups) {
    const auto n_rows = static_cast<std::size_t>(town.torus().height);
    const auto n_columns = static_cast<std::size_t>(town.torus().width);
    const auto place = [](std::size_t y, std::size_t x) { return Place{static_cast<int>(x), static_cast<int>(y)}; };
    record.flags("site_state", n_rows, n_columns, [&](std::size_t y, std::size_t x) { return town.at(place(y, x)); });
    if (groups == Groups::one) return;
    record.flags("site_group", n_rows, n_columns,
                 [&](std::size_t y, std::size_t x) { return town.group_at(place(y, x)).value_or(2); });
}

void record_outbursts(sim::Recorder& record, const Outbursts& outbursts) {
    record.metric("active_mean", outbursts.active_mean());
    record.metric("jailed_mean", outbursts.jailed_mean());
    record.metric("active_most", outbursts.most_active());
    record.metric("outburst_rate", outbursts.per_step());
    record.metric("outburst_share", outbursts.share_of_time());
    record.metric("outburst_peak", outbursts.peak_mean());
    record.metric("waiting_mean", outbursts.waiting_mean());
    record.metric("waiting_sd", outbursts.waiting_sd());
}

template <Groups groups>
class ViolenceRun final : public sim::StepRun {
 public:
    ViolenceRun(const ViolenceScenario<groups>& scenario, const sim::RunRequest& request, sim::Recorder recorder)
        : StepRun(scenario.steps, std::move(recorder)),
          town_(scenario.parameters, scenario.torus(request.scale), groups, request.seed),
          outbursts_(scenario.parameters.outbursts) {
        look(0);
    }
    sim::Budget used() const override { return town_.used(); }

 private:
    void advance(int step) override {
        town_.step(step);
        look(step);
    }
    void look(int step) {
        outbursts_.see(step, town_.n(State::active), town_.n(State::jailed));
        if (std::isnan(extinct_) && (town_.n_people(0) == 0 || town_.n_people(1) == 0)) extinct_ = step;
    }
    void record_series(sim::Recorder& record) const override {
        record_people(record, town_, groups);
        record_sites(record, town_, groups);
    }
    void record_metrics(sim::Recorder& record) const override {
        record_outbursts(record, outbursts_);
        if (groups == Groups::one) return;
        record.metric("extinction_step", extinct_);
        record.metric("killed_share", town_.killed_share());
    }

    Town town_;
    Outbursts outbursts_;
    double extinct_ = std::numeric_limits<double>::quiet_NaN();  // [step]
};

template <Groups groups>
class ViolenceModel final : public sim::StepModel<ViolenceScenario<groups>> {
    using Scenario = ViolenceScenario<groups>;

 public:
    std::string_view name() const override { return groups == Groups::one ? "civil_violence" : "ethnic_violence"; }
    std::string_view summary() const override {
        return groups == Groups::one
                   ? "rebellion under the threat of arrest: outbursts of civil violence (Epstein 2002, Model I)"
                   : "violence between two groups, and cops between them (Epstein 2002, Model II)";
    }
    sim::Outputs all_outputs() const override {
        sim::Outputs all;
        all.dimensions = axes({});
        for (const auto& part : {series(groups), sites(groups), metrics(groups)})
            all.variables.insert(all.variables.end(), part.begin(), part.end());
        return all;
    }
    sim::SummaryTable summary_table() const override {
        std::vector<std::string> names;
        for (const sim::Variable& variable : series(groups)) names.push_back(variable.name);
        return sim::table_of_series(std::move(names));
    }
    std::string example(std::string_view name) const override { return example_text(groups, name); }

 private:
    std::vector<sim::Dimension> dimensions(const Scenario& scenario) const override { return axes(scenario.torus(1)); }
    std::unique_ptr<sim::Run> begin(const Scenario& scenario, const sim::RunRequest& request,
                                    sim::Recorder recorder) const override {
        return std::make_unique<ViolenceRun<groups>>(scenario, request, std::move(recorder));
    }
};

}  // namespace

std::unique_ptr<sim::Model> make_civil_violence() { return std::make_unique<ViolenceModel<Groups::one>>(); }
std::unique_ptr<sim::Model> make_ethnic_violence() { return std::make_unique<ViolenceModel<Groups::two>>(); }

}  // namespace civil_violence
