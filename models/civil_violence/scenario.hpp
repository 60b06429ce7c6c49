/// The keys of a file of either model, and conditions on its parameters.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/civil_violence/town.hpp"
#include "sim/run/step_scenario.hpp"

namespace civil_violence {

template <Groups groups>
class ViolenceScenario final : public sim::StepScenario<ViolenceScenario<groups>, Parameters> {
 public:
    static const sim::param::Table& table() {
        static const sim::param::Table all = [] {
            sim::param::Table made;
            made.add(&Parameters::grid, "grid");
            made.add(&Parameters::people, "people");
            made.add(&Parameters::cops, "cops");
            made.add(&Parameters::arrest, "arrest");
            made.add(&Parameters::jail, "jail");
            made.add(&Parameters::legitimacy, "legitimacy");
            if (groups == Groups::two) made.add(&Parameters::groups, "groups");
            made.add(&Parameters::outbursts, "outbursts");
            return made;
        }();
        return all;
    }
    template <class Form>
    void keys(Form& form) {
        auto& p = this->parameters;
        this->top_keys(form);
        const auto part = [&](std::string_view key, std::string_view meaning, auto& fields) {
            form.part(key, meaning, [&](auto& inner) { inner.fields(fields); });
        };
        part("grid", "the town and the sight in it", p.grid);
        part("people", "the people and when they are active", p.people);
        part("cops", "the cops", p.cops);
        part("arrest", "the chance of arrest that people see", p.arrest);
        part("jail", "term and place of arrest", p.jail);
        part("legitimacy", "how legitimate people find the authority", p.legitimacy);
        if constexpr (groups == Groups::two) part("groups", "birth and death in the two groups", p.groups);
        part("outbursts", "the definition of an outburst", p.outbursts);
    }

    Torus torus(double scale) const {
        const auto& grid = this->parameters.grid;
        return {grid.width, std::max(least(), static_cast<int>(std::round(grid.height * scale)))};
    }
    double population(double scale) const override {
        const auto& p = this->parameters;
        return std::round((p.people.density + p.cops.density) * torus(scale).n_sites());
    }
    std::uint64_t most_thinned() const override {
        return static_cast<std::uint64_t>(std::max(1, this->parameters.grid.height / least()));
    }
    void check(sim::Problems& problems) const override {
        const auto& p = this->parameters;
        if (p.people.density + p.cops.density > 1)
            problems.add({}, "people.density",
                         fmt::format("leaves no room for the cops ({} and {} exceed 1 per site; lower one)",
                                     p.people.density, p.cops.density));
        if (p.cops.pursuit && Jail(p.jail.place) != Jail::away)
            problems.add({}, "cops.pursuit", "leads to a site that is taken (jail.place = \"away\", or remove it)");
        if (std::min(p.grid.width, p.grid.height) < least())
            problems.add({}, "grid",
                         fmt::format("is too small: a vision of {} takes in {} sites, some of them twice "
                                     "(enlarge it, or lower people.vision and cops.vision)",
                                     std::max(p.people.vision, p.cops.vision), least()));
        constexpr std::int64_t most_sites = 100'000'000;
        if (std::int64_t{p.grid.width} * p.grid.height > most_sites)
            problems.add({}, "grid", fmt::format("has more than {} sites (lower width or height)", most_sites));
    }

 private:
    /// The narrowest torus on which no agent sees a site twice.
    int least() const {
        const auto& p = this->parameters;
        return 2 * static_cast<int>(std::max(p.people.vision, p.cops.vision)) + 1;
    }
};

}  // namespace civil_violence
