/// A rumour: a person who knows it tells it to each tie, at each step with the same chance, until they tire of it.
/// Source: Daley & Kendall 1964, but tiring is left to chance, as in an epidemic. Assumes: ties last, none forgets.
#include "models/rumour/rumour.hpp"

#include <cmath>

#include "models/rumour/example.hpp"
#include "sim/network/generators.hpp"
#include "sim/random/permutation.hpp"
#include "sim/random/sample.hpp"
#include "sim/run/step_model.hpp"

namespace rumour {
namespace {

using sim::agents::Index;
using sim::random::Tag;

struct RumourParameters {
    using Self = RumourParameters;
    SIM_PARAM(int, people, 1000, "person", in(1, 5e6), structure, "people at scale 1", "assumed");
    SIM_PARAM(double, degree, 8.0, "tie", in(0, 1000), structure, "mean number of ties", "assumed");
    SIM_PARAM(double, start, 0.01, "1", in(0, 1), structure, "share of people who tell it at the start", "assumed");
    SIM_PARAM(double, telling, 0.2, "1/step", in(0, 1), structure, "chance of telling a tie in a step", "assumed");
    SIM_PARAM(double, tiring, 0.5, "1/step", in(0, 1), structure, "chance of falling silent after a step", "assumed");
};
struct Parameters {
    RumourParameters rumour;
};

class RumourScenario final : public sim::StepScenario<RumourScenario, Parameters> {
 public:
    static const sim::param::Table& table() {
        static const sim::param::Table all = [] {
            sim::param::Table made;
            made.add(&Parameters::rumour, "rumour");
            return made;
        }();
        return all;
    }
    template <class Form>
    void keys(Form& form) {
        top_keys(form);
        form.part("rumour", "people and how they talk", [&](auto& part) { part.fields(parameters.rumour); });
    }
    sim::network::Random network(double scale) const {
        return {static_cast<Index>(std::max(1.0, population(scale))), parameters.rumour.degree};
    }
    double population(double scale) const override { return parameters.rumour.people * scale; }
    std::uint64_t most_thinned() const override { return static_cast<std::uint64_t>(parameters.rumour.people); }
    void check(sim::Problems& problems) const override {
        if (const auto fault = network(1.0).fault(); !fault.empty()) problems.add({}, "rumour.degree", fault);
    }
};

class Talk final : public sim::StepRun {
 public:
    Talk(const RumourScenario& scenario, const sim::RunRequest& request, sim::Recorder recorder)
        : StepRun(scenario.steps, std::move(recorder)),
          p_(scenario.parameters.rumour),
          seed_(request.seed),
          ties_(made(scenario.network(request.scale), seed_)),
          knows_(ties_.size(), 0) {
        const sim::random::Permutation order(seed_, Tag("rumour/start"), 0, ties_.size());
        for (Index i = 0; i < std::round(p_.start * ties_.size()); ++i) hear(static_cast<Index>(order[i]));
    }

    sim::Budget used() const override { return {n_knowing_, ties_.size(), 16ULL * ties_.size() + 8 * ties_.n_ties()}; }

 private:
    static sim::network::Graph made(const sim::network::Random& network, std::uint64_t seed) {
        if (const auto fault = network.fault(); !fault.empty()) throw sim::RunFailure("network", fault);
        return network.make(seed);
    }

    void advance(int step) override {
        std::vector<Index> now;
        now.swap(tellers_);
        for (const Index who : now) tell(who, static_cast<std::uint32_t>(step));
    }
    void record_series(sim::Recorder& record) const override {
        record.count("telling", static_cast<std::int64_t>(tellers_.size()));
        record.count("knowing", static_cast<std::int64_t>(n_knowing_));
    }
    void record_metrics(sim::Recorder& record) const override {
        record.metric("knowing_share", static_cast<double>(n_knowing_) / ties_.size());
    }

    /// A person who hears it this step tells it from the next on, whatever the order of the tellers.
    void tell(Index who, std::uint32_t step) {
        sim::random::Stream draw(seed_, Tag("rumour/tell"), who, step);
        const bool tires = sim::random::bernoulli(sim::random::uniform(draw), p_.tiring);
        for (const Index tie : ties_.neighbours(who))
            if (sim::random::bernoulli(sim::random::uniform(draw), p_.telling) && !knows_[tie]) hear(tie);
        if (!tires) tellers_.push_back(who);
    }
    void hear(Index who) {
        knows_[who] = 1;
        tellers_.push_back(who);
        ++n_knowing_;
    }

    RumourParameters p_;
    std::uint64_t seed_;
    sim::network::Graph ties_;
    std::vector<std::uint8_t> knows_;  // [person]
    std::vector<Index> tellers_;
    std::size_t n_knowing_ = 0;
};

class RumourModel final : public sim::StepModel<RumourScenario> {
 public:
    std::string_view name() const override { return "rumour"; }
    std::string_view summary() const override { return "a rumour that spreads on a random network (an example)"; }
    sim::Outputs all_outputs() const override {
        sim::Outputs all;
        all.variables = {{.name = "telling", .unit = "person", .meaning = "people who tell it"},
                         {.name = "knowing", .unit = "person", .meaning = "people who know it"},
                         {.name = "knowing_share",
                          .unit = "1",
                          .meaning = "people who know it at the end",
                          .denominator = "all people",
                          .store = sim::Store::real,
                          .over_time = false}};
        return all;
    }
    sim::SummaryTable summary_table() const override { return sim::table_of_series({"telling", "knowing"}); }
    std::string example(std::string_view name) const override { return example_text(name); }

 private:
    std::unique_ptr<sim::Run> begin(const RumourScenario& scenario, const sim::RunRequest& request,
                                    sim::Recorder recorder) const override {
        return std::make_unique<Talk>(scenario, request, std::move(recorder));
    }
};

}  // namespace

std::unique_ptr<sim::Model> make_model() { return std::make_unique<RumourModel>(); }

}  // namespace rumour
