/// The crowd that both models of this folder share: how many people there are, how they differ, who sees whom, and whether they
/// may stop.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "models/threshold/cascade.hpp"
#include "models/threshold/distribution.hpp"
#include "models/threshold/ties.hpp"
#include "sim/random/permutation.hpp"
#include "sim/run/step_model.hpp"

namespace threshold {

struct PopulationParameters {
    using Self = PopulationParameters;
    SIM_PARAM(int, people, 100, "person", in(1, 5e6), structure, "people at scale 1; a list counts itself",
              "granovetter1978");
};

struct RuleParameters {
    using Self = RuleParameters;
    SIM_PARAM(bool, reversible, false, "-", on_off(), structure,
              "whether people stop when too few act for their threshold", "assumed");
    SIM_PARAM(double, start, 0.0, "1", in(0, 1), structure,
              "share of people, chosen at random, who act at step 0 whatever their threshold", "assumed");
};

/// `Parameters` holds population, distribution, network and rule; `Derived` names the table in which people differ, as
/// Derived::differing.
template <class Derived, class Parameters>
class CrowdScenario : public sim::StepScenario<Derived, Parameters> {
 public:
    Distribution distribution;
    TieKind ties = TieKind::complete;

    Index people(double scale) const {
        if (distribution.shape == Shape::list) return static_cast<Index>(distribution.list.size());
        return static_cast<Index>(std::max(1.0, std::round(this->parameters.population.people * scale)));
    }
    double population(double scale) const override { return people(scale); }
    std::uint64_t most_thinned() const override {
        return distribution.shape == Shape::list ? 1 : static_cast<std::uint64_t>(this->parameters.population.people);
    }

    bool reads(const sim::param::Spec& spec) const override {
        if (spec.mechanism == Derived::differing) return distribution.reads(spec.field());
        if (spec.mechanism == "network") return threshold::reads(ties, spec.field());
        return spec.mechanism != "population" || distribution.shape != Shape::list;
    }
    void check(sim::Problems& problems) const override {
        const auto& p = this->parameters;
        const std::string table(Derived::differing);
        const bool listed = distribution.shape == Shape::list;
        if (listed != !distribution.list.empty())
            problems.add({}, table + ".list",
                         listed ? "is missing (distribution = \"list\" needs it)"
                                : "is given, but another distribution is, too (distribution = \"list\", or remove it)");
        if (distribution.shape == Shape::uniform && p.distribution.low > p.distribution.high)
            problems.add({}, table + ".low", "exceeds " + table + ".high (exchange them)");
        const std::string fault = fault_of(ties, p.network, people(1.0));
        if (!fault.empty()) problems.add({}, "network", fault);
    }

    static const sim::param::Table& table() {
        static const sim::param::Table all = [] {
            sim::param::Table made;
            made.add(&Parameters::population, "population");
            made.add(&Parameters::distribution, Derived::differing);
            Derived::add_own(made);
            made.add(&Parameters::network, "network");
            made.add(&Parameters::rule, "rule");
            return made;
        }();
        return all;
    }
    static void add_own(sim::param::Table&) {}  // parameters of the model alone
    template <class Form>
    void keys(Form& form) {
        auto& p = this->parameters;
        this->top_keys(form);
        form.part("population", "how many people there are", [&](auto& part) { part.fields(p.population); });
        form.part(Derived::differing, "how people differ",
                  [&](auto& part) { distribution_keys(part, distribution, p.distribution); });
        form.part("network", "the ties: who sees whom", [&](auto& part) { tie_keys(part, ties, p.network); });
        form.part("rule", "how people decide", [&](auto& part) { part.fields(p.rule); });
    }
};

/// A metric of both models.
inline sim::Variable equilibrium_step() {
    return {"equilibrium_step",
            "step",
            "step after which no person changed; missing if people still did",
            "",
            sim::Store::real,
            false,
            {},
            {}};
}

/// The people of one run and their ties, ready to look at each other.
class Crowd {
 public:
    /// `thresholds`: one a person. A network that so few people cannot have is a RunFailure.
    template <class Scenario>
    Crowd(const Scenario& scenario, std::span<const double> thresholds, std::uint64_t seed)
        : ties_(checked_ties(scenario.ties, scenario.parameters.network, static_cast<Index>(thresholds.size()), seed)),
          cascade_(thresholds, ties_ ? &*ties_ : nullptr,
                   scenario.parameters.rule.reversible ? Rule::reversible : Rule::absorbing),
          n_people_(thresholds.size()) {
        const auto n = static_cast<Index>(thresholds.size());
        const sim::random::Permutation order(seed, sim::random::Tag("threshold/start"), 0, n);
        for (Index i = 0; i < std::round(scenario.parameters.rule.start * n); ++i)
            starters_.push_back(static_cast<Index>(order[i]));
        cascade_.start(starters_);
    }
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    const Cascade& cascade() const { return cascade_; }
    std::span<const Index> starters() const { return starters_; }

    /// All look at the others; returns those who changed. After an equilibrium none does.
    std::span<const Index> step(int step) {
        if (!std::isnan(rest_)) return {};
        const std::span<const Index> changed = cascade_.step();
        if (changed.empty()) rest_ = step - 1;
        n_changes_ += changed.size();
        return changed;
    }
    /// The step of the equilibrium; NaN if people still change.
    double rest() const { return rest_; }
    sim::Budget used() const {
        constexpr std::uint64_t of_person = 32, of_tie = 8;  // with thresholds and places in the order of need
        return {starters_.size() + n_changes_, n_people_,
                n_people_ * of_person + (ties_ ? ties_->n_ties() * of_tie : 0)};
    }

 private:
    static std::optional<sim::network::Graph> checked_ties(TieKind kind, const TieParameters& p, Index n,
                                                           std::uint64_t seed) {
        const std::string fault = fault_of(kind, p, n);
        if (!fault.empty()) throw sim::RunFailure("network", fault);
        return make_ties(kind, p, n, seed);
    }

    std::optional<sim::network::Graph> ties_;
    Cascade cascade_;
    std::uint64_t n_people_;
    std::vector<Index> starters_;
    std::uint64_t n_changes_ = 0;
    double rest_ = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace threshold
