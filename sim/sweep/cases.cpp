#include "sim/sweep/cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "sim/check.hpp"

namespace sim::sweep {
namespace {

constexpr std::string_view choice_name = "scenario";

param::Spec spec_of_choice(const std::vector<Case>& cases) {
    param::Spec spec;
    spec.name = choice_name;
    spec.unit = "1";
    spec.meaning = "scenario of the point";
    spec.source = "sweep";
    spec.type = param::Type::integer;
    spec.kind = param::Kind::structure;
    spec.range = param::in(0, static_cast<double>(cases.size() - 1));
    for (const Case& one : cases) spec.choices.push_back(one.name);
    return spec;
}

bool differ_in_start(const std::vector<Case>& cases) {
    return std::ranges::any_of(
        cases, [&](const Case& one) { return one.scenario->start() != cases.front().scenario->start(); });
}

std::vector<param::Spec> common_specs(const std::vector<Case>& cases) {
    const bool apart = differ_in_start(cases);
    std::vector<param::Spec> specs = {spec_of_choice(cases)};
    for (const auto& name : cases.front().scenario->names()) {
        if (!std::ranges::all_of(cases, [&](const Case& one) { return one.scenario->spec(name) != nullptr; })) continue;
        specs.push_back(*cases.front().scenario->spec(name));
        if (!apart || !specs.back().day_0) continue;
        specs.back().day_0.reset();  // a date would be another week in each
        specs.back().starts_differ = true;
    }
    return specs;
}

}  // namespace

Cases::Cases(std::vector<Case> cases) {
    SIM_EXPECT(cases.size() > 1);
    auto specs = common_specs(cases);
    description_ = std::make_shared<const Description>(Description{std::move(cases), std::move(specs)});
}

std::vector<std::string> Cases::names() const {
    std::vector<std::string> names;
    for (const auto& spec : description_->specs) names.push_back(spec.name);
    return names;
}

const param::Spec* Cases::spec(std::string_view name) const {
    const auto found = std::ranges::find(description_->specs, name, &param::Spec::name);
    return found == description_->specs.end() ? nullptr : &*found;
}

double Cases::get(std::string_view name) const {
    if (name == choice_name) return static_cast<double>(choice_);
    const auto set = settings_.find(name);
    return set == settings_.end() ? given().get(name) : set->second;
}

void Cases::set(std::string_view name, double value) {
    if (name == choice_name)
        choice_ = static_cast<std::size_t>(value);
    else
        settings_.insert_or_assign(std::string(name), value);
}

std::string Cases::origin(std::string_view name) const {
    return name == choice_name ? std::string(choice_name) : given().origin(name);
}

std::uint64_t Cases::most_thinned() const {
    std::uint64_t most = ~std::uint64_t{0};
    for (const Case& one : description_->cases) most = std::min(most, one.scenario->most_thinned());
    return most;
}

std::unique_ptr<Scenario> Cases::with_settings(const Scenario& scenario) const {
    auto copy = scenario.clone();
    for (const auto& [name, value] : settings_) copy->set(name, value);
    return copy;
}

std::vector<std::unique_ptr<Scenario>> Cases::all() const {
    std::vector<std::unique_ptr<Scenario>> scenarios;
    for (const Case& one : description_->cases) scenarios.push_back(with_settings(*one.scenario));
    return scenarios;
}

bool Cases::start_apart() const { return differ_in_start(description_->cases); }

std::vector<std::string> Cases::lacking(std::string_view name) const {
    std::vector<std::string> without;
    for (const Case& one : description_->cases)
        if (!one.scenario->spec(name)) without.push_back(one.name);
    return without.size() < description_->cases.size() ? without : std::vector<std::string>{};
}

namespace {

template <class Items>
auto named(Items& items, const std::string& name) {
    return std::ranges::find(items, name, [](const auto& item) { return item.name; });
}

/// Puts what another case has behind what is there.
class Union {
 public:
    Union(bool in_weeks, Problems& problems) : in_weeks_(in_weeks), problems_(problems) {}

    void add(const Outputs& more) {
        for (const Dimension& dimension : more.dimensions) add(dimension);
        for (const Variable& variable : more.variables) add(variable);
        add(more.time);
    }
    Outputs take() { return std::move(all_); }

 private:
    void add(const Dimension& dimension) {
        const auto known = named(all_.dimensions, dimension.name);
        if (known == all_.dimensions.end()) return all_.dimensions.push_back(dimension);
        for (const auto& label : dimension.labels)
            if (std::ranges::find(known->labels, label) == known->labels.end()) known->labels.push_back(label);
    }

    void add(const Variable& variable) {
        const auto known = named(all_.variables, variable.name);
        if (known == all_.variables.end()) return all_.variables.push_back(variable);
        if (known->store != variable.store || known->over_time != variable.over_time || known->dims != variable.dims ||
            known->flag_meanings != variable.flag_meanings)
            problems_.add({}, "scenario",
                          fmt::format("the variable '{}' has another form in another scenario", variable.name));
    }

    void add(const TimeAxis& time) {
        auto& at = all_.time.at;
        for (const auto when : time.at) at.push_back(in_weeks_ ? when / 7 : when);
        std::ranges::sort(at);
        at.erase(std::ranges::unique(at).begin(), at.end());
        all_.time.start = in_weeks_ ? std::string() : time.start;
        all_.time.counts = in_weeks_ ? "week" : time.counts;
    }

    const bool in_weeks_;
    Problems& problems_;
    Outputs all_;
};

/// Copies what one case put out to where it stands among the outputs of all.
class Spread {
 public:
    Spread(const Outputs& own, const Outputs& all, bool in_weeks) : own_(own), all_(all), in_weeks_(in_weeks) {}

    Series of(const Series& series) const {
        Series spread(all_);
        for (std::size_t v = 0; v < own_.variables.size(); ++v) {
            const auto to =
                static_cast<std::size_t>(named(all_.variables, own_.variables[v].name) - all_.variables.begin());
            copy(own_.variables[v], series.bytes(v), spread.bytes(to));
        }
        return spread;
    }

 private:
    void copy(const Variable& variable, std::span<const std::byte> from, std::span<std::byte> to) const {
        const auto places = places_of(variable);
        const auto width = bytes_of(variable.store);
        for (std::size_t i = 0; i < places.size(); ++i) std::memcpy(&to[places[i] * width], &from[i * width], width);
    }

    /// Where each of its values goes, axis by axis.
    std::vector<std::size_t> places_of(const Variable& variable) const {
        std::vector<std::size_t> places = {0};
        const auto refine = [&](const auto& own, const auto& all, auto value_of) {
            std::vector<std::size_t> at, finer;
            for (const auto& item : own)
                at.push_back(static_cast<std::size_t>(std::ranges::find(all, value_of(item)) - all.begin()));
            finer.reserve(places.size() * at.size());
            for (const auto place : places)
                for (const auto next : at) finer.push_back(place * all.size() + next);
            places = std::move(finer);
        };
        if (variable.over_time)
            refine(own_.time.at, all_.time.at, [&](std::int32_t when) { return in_weeks_ ? when / 7 : when; });
        for (const auto& name : variable.dims)
            refine(own_.dimension(name)->labels, all_.dimension(name)->labels, std::identity{});
        return places;
    }

    const Outputs &own_, &all_;
    const bool in_weeks_;
};

void check_times(const OutputRequest& wanted, int longest, Problems& problems) {
    if (!wanted.at.empty() && wanted.at.back() > longest)
        problems.add({}, "output.at",
                     fmt::format("{} is after the end of every run (allowed 0 to {})", wanted.at.back(), longest));
}

}  // namespace

Outputs outputs_of(const Model& model, const Scenario& scenario, const OutputRequest& wanted, Problems& problems) {
    const auto* cases = dynamic_cast<const Cases*>(&scenario);
    if (!cases) {
        check_times(wanted, scenario.duration(), problems);
        return model.outputs(scenario, wanted, problems);
    }
    int longest = 0;
    Union all(cases->start_apart(), problems);
    for (const auto& one : cases->all()) {
        const auto before = problems.size();
        all.add(model.outputs(*one, wanted, problems));
        longest = std::max(longest, one->duration());
        if (problems.size() > before) return all.take();  // the others would say it again
    }
    check_times(wanted, longest, problems);
    return all.take();
}

RunResult run_into(const Outputs& outputs, const Model& model, const Scenario& scenario, const OutputRequest& wanted,
                   const RunRequest& request) {
    const auto* cases = dynamic_cast<const Cases*>(&scenario);
    if (!cases) return model.run(scenario, outputs, request);
    const auto chosen = cases->chosen();
    Problems none;
    const auto own = model.outputs(*chosen, wanted, none);
    SIM_EXPECT(none.empty());
    auto result = model.run(*chosen, own, request);
    result.series = Spread(own, outputs, cases->start_apart()).of(result.series);
    return result;
}

}  // namespace sim::sweep
