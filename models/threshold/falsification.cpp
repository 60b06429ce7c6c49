/// Preference falsification: people who are against a regime support it in public until enough others do not. So a
/// regime may look safe that hardly any person wants, and fall when one person changes.
/// Source: Kuran 1991.
#include "models/threshold/falsification.hpp"

#include "models/threshold/crowd.hpp"
#include "models/threshold/example.hpp"

namespace threshold {

double Utility::threshold(double preference) const {
    constexpr double never = 2, grain = 1e-9;  // as equal as the shares of fewest()
    if (reputation <= 0) return of_opposing(preference, 0) >= -grain ? 0 : never;
    return 0.5 + (punishment - integrity * (2 * preference - 1)) / (2 * reputation);
}

namespace {

struct UtilityParameters {
    using Self = UtilityParameters;
    SIM_PARAM(double, integrity, 1.0, "1", in(0, 100), structure,
              "worth of speaking one's mind to a person wholly for or against the regime",
              "kuran1991; unit of all three");
    SIM_PARAM(double, reputation, 1.0, "1", in(0, 100), structure, "worth of standing with all others in public",
              "kuran1991; size assumed");
    SIM_PARAM(double, punishment, 0.0, "1", in(-100, 100), structure, "cost of public opposition, whatever its size",
              "kuran1991; size assumed");
};

struct FalsificationParameters {
    PopulationParameters population;
    DistributionParameters distribution;
    UtilityParameters utility;
    TieParameters network;
    RuleParameters rule;
};

class FalsificationScenario final : public CrowdScenario<FalsificationScenario, FalsificationParameters> {
 public:
    static constexpr std::string_view differing = "preferences";
    static void add_own(sim::param::Table& table) { table.add(&FalsificationParameters::utility, "utility"); }
    template <class Form>
    void keys(Form& form) {
        CrowdScenario::keys(form);
        form.part("utility", "the worth of opposing in public", [&](auto& part) { part.fields(parameters.utility); });
    }
};

/// Public against private opposition, kept as people change: public = private - hidden + feigned.
class Tally {
 public:
    explicit Tally(const std::vector<double>& preferences) : preferences_(preferences) {
        for (const double x : preferences) private_ += is_opponent(x) ? 1 : 0;
        hidden_ = private_;
    }
    void follow(std::span<const Index> changed, const Cascade& cascade) {
        for (const Index who : changed) {
            const int opposes = cascade.acts(who) ? 1 : -1;
            public_ += opposes;
            (is_opponent(preferences_[who]) ? hidden_ : feigned_) +=
                is_opponent(preferences_[who]) ? -opposes : opposes;
        }
    }
    void record(sim::Recorder& record) const {
        record.count("public_opposition", public_);
        record.count("private_opposition", private_);
        record.count("hidden_opposition", hidden_);
        record.count("feigned_opposition", feigned_);
    }
    void report(sim::Recorder& record) const {
        const auto n = static_cast<double>(preferences_.size());
        record.metric("public_share", static_cast<double>(public_) / n);
        record.metric("private_share", static_cast<double>(private_) / n);
        record.metric("hidden_share", static_cast<double>(hidden_) / n);
        record.metric("feigned_share", static_cast<double>(feigned_) / n);
    }

 private:
    const std::vector<double>& preferences_;
    std::int64_t public_ = 0, private_ = 0, hidden_ = 0, feigned_ = 0;
};

std::vector<double> thresholds(const UtilityParameters& p, const std::vector<double>& preferences) {
    const Utility utility{p.integrity, p.reputation, p.punishment};
    std::vector<double> all;
    all.reserve(preferences.size());
    for (const double x : preferences) all.push_back(utility.threshold(x));
    return all;
}

class FalsificationRun final : public sim::StepRun {
 public:
    FalsificationRun(const FalsificationScenario& scenario, const sim::RunRequest& request, sim::Recorder recorder)
        : StepRun(scenario.steps, std::move(recorder)),
          preferences_(values_of(scenario.distribution, scenario.parameters.distribution,
                                 scenario.people(request.scale), request.seed,
                                 sim::random::Tag("falsification/preferences"))),
          crowd_(scenario, thresholds(scenario.parameters.utility, preferences_), request.seed),
          tally_(preferences_) {
        tally_.follow(crowd_.starters(), crowd_.cascade());
    }
    sim::Budget used() const override { return crowd_.used(); }

 private:
    void advance(int step) override { tally_.follow(crowd_.step(step), crowd_.cascade()); }
    void record_series(sim::Recorder& record) const override { tally_.record(record); }
    void record_metrics(sim::Recorder& record) const override {
        tally_.report(record);
        record.metric("equilibrium_step", crowd_.rest());
    }

    std::vector<double> preferences_;
    Crowd crowd_;
    Tally tally_;
};

class FalsificationModel final : public sim::StepModel<FalsificationScenario> {
 public:
    std::string_view name() const override { return "falsification"; }
    std::string_view summary() const override {
        return "public opposition of those who oppose at heart: preference falsification (Kuran 1991)";
    }

    sim::Outputs all_outputs() const override {
        using sim::Store;
        const auto count = [](std::string name, std::string meaning) {
            return sim::Variable{.name = std::move(name), .unit = "person", .meaning = std::move(meaning)};
        };
        const auto share = [](std::string name, std::string meaning) {
            return sim::Variable{.name = std::move(name),
                                 .unit = "1",
                                 .meaning = std::move(meaning),
                                 .denominator = "all people",
                                 .store = Store::real,
                                 .over_time = false};
        };
        sim::Outputs all;
        all.variables = {count("public_opposition", "people who oppose in public"),
                         count("private_opposition", "people who are against the regime at heart"),
                         count("hidden_opposition", "people who are against it at heart and support it in public"),
                         count("feigned_opposition", "people who oppose in public and are not against it at heart"),
                         share("public_share", "people who oppose in public at the end"),
                         share("private_share", "people who are against the regime at heart"),
                         share("hidden_share", "people against it at heart who support it in public at the end"),
                         share("feigned_share", "people not against it at heart who oppose in public at the end"),
                         equilibrium_step()};
        return all;
    }
    sim::SummaryTable summary_table() const override {
        return sim::table_of_series(
            {"public_opposition", "private_opposition", "hidden_opposition", "feigned_opposition"});
    }
    std::string example(std::string_view name) const override { return falsification_example(name); }

 private:
    std::unique_ptr<sim::Run> begin(const FalsificationScenario& scenario, const sim::RunRequest& request,
                                    sim::Recorder recorder) const override {
        return std::make_unique<FalsificationRun>(scenario, request, std::move(recorder));
    }
};

}  // namespace

std::unique_ptr<sim::Model> make_falsification() { return std::make_unique<FalsificationModel>(); }

}  // namespace threshold
