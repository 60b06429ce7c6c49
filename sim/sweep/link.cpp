#include "sim/sweep/link.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/param/wording.hpp"
#include "sim/random/elementary.hpp"

namespace sim::sweep {

double LinkFunction::at(double where) const {
    const auto straight = [&](double number) { return logarithmic ? random::log(number) : number; };
    const auto result = [&](double number) { return logarithmic ? random::exp(number) : number; };
    if (knob.empty()) return result(intercept + slope * where);
    if (where <= knob.front()) return value.front();
    if (where >= knob.back()) return value.back();
    const auto next = static_cast<std::size_t>(std::ranges::upper_bound(knob, where) - knob.begin());
    if (where == knob[next - 1]) return value[next - 1];
    const double share = (where - knob[next - 1]) / (knob[next] - knob[next - 1]);
    return result(straight(value[next - 1]) + share * (straight(value[next]) - straight(value[next - 1])));
}

Linked::Linked(std::unique_ptr<Scenario> scenario, std::vector<Link> links)
    : scenario_(std::move(scenario)),
      links_(std::make_shared<const std::vector<Link>>(std::move(links))),
      values_(links_->size(), std::numeric_limits<double>::quiet_NaN()),
      faults_(links_->size()) {
    for (const Link& link : *links_)
        if (!std::isnan(link.value)) set(link.knob.name, link.value);
}

Linked::Linked(const Linked& other)
    : scenario_(other.scenario_->clone()), links_(other.links_), values_(other.values_), faults_(other.faults_) {}

const Link* Linked::link_named(std::string_view knob) const {
    const auto found = std::ranges::find_if(*links_, [&](const Link& link) { return link.knob.name == knob; });
    return found == links_->end() ? nullptr : &*found;
}

const Link* Linked::driver_of(std::string_view parameter) const {
    for (const Link& link : *links_)
        if (std::ranges::find(link.drives, parameter, &LinkFunction::parameter) != link.drives.end()) return &link;
    return nullptr;
}

std::vector<std::string> Linked::names() const {
    auto names = scenario_->names();
    std::erase_if(names, [&](const std::string& name) { return driver_of(name) != nullptr; });
    for (const Link& link : *links_) names.push_back(link.knob.name);
    return names;
}

const param::Spec* Linked::spec(std::string_view name) const {
    if (const Link* link = link_named(name)) return &link->knob;
    return driver_of(name) ? nullptr : scenario_->spec(name);
}

double Linked::get(std::string_view name) const {
    const Link* link = link_named(name);
    return link ? values_[static_cast<std::size_t>(link - links_->data())] : scenario_->get(name);
}

/// Whole numbers and switches get the nearest.
double Linked::driven(const LinkFunction& function, double knob) const {
    const double value = function.at(knob);
    return scenario_->spec(function.parameter)->type == param::Type::real ? value : std::floor(value + 0.5);
}

void Linked::set(std::string_view name, double value) {
    const Link* link = link_named(name);
    if (!link) return scenario_->set(name, value);
    const auto at = static_cast<std::size_t>(link - links_->data());
    values_[at] = value;
    faults_[at] = fault(name, value);
    if (!faults_[at].empty()) return;
    for (const LinkFunction& function : link->drives) scenario_->set(function.parameter, driven(function, value));
}

std::string Linked::fault(std::string_view name, double value) const {
    const Link* link = link_named(name);
    if (!link) return scenario_->fault(name, value);
    if (auto own = param::Table::fault(link->knob, value); !own.empty()) return own;
    for (const LinkFunction& function : link->drives)
        if (const auto fault = scenario_->fault(function.parameter, driven(function, value)); !fault.empty())
            return fmt::format("{} gives {} a value that it cannot have: {}", param::number_text(value),
                               function.parameter, fault);
    return {};
}

void Linked::check(Problems& problems) const {
    for (std::size_t k = 0; k < faults_.size(); ++k)
        if (!faults_[k].empty()) problems.add({}, (*links_)[k].knob.name, faults_[k]);
    scenario_->check(problems);
}

std::vector<Note> Linked::notes(const std::vector<std::string>& varied) const {
    auto all = varied;
    for (const Link& link : *links_)
        for (const LinkFunction& function : link.drives) all.push_back(function.parameter);
    return scenario_->notes(all);
}

std::string Linked::origin(std::string_view name) const {
    const Link* link = link_named(name);
    return link ? param::origin_text(link->place) : scenario_->origin(name);
}

std::unique_ptr<Scenario> Linked::chosen() const {
    auto chosen = scenario_->chosen();
    return chosen ? std::move(chosen) : scenario_->clone();
}

namespace {

/// A function's ends between two values of the knob: it is straight, or its logarithm is, between its points.
Span span_of(const LinkFunction& function, const Span& knob) {
    std::vector<double> values = {function.at(knob.least), function.at(knob.greatest)};
    for (std::size_t i = 0; i < function.knob.size(); ++i)
        if (function.knob[i] > knob.least && function.knob[i] < knob.greatest) values.push_back(function.value[i]);
    return {function.parameter, std::ranges::min(values), std::ranges::max(values)};
}

}  // namespace

std::vector<Span> spans_without_links(const Scenario& scenario, const std::vector<Span>& factors) {
    const auto* linked = dynamic_cast<const Linked*>(&scenario);
    if (!linked) return factors;
    std::vector<Span> spans;
    for (const Span& factor : factors) {
        const auto link =
            std::ranges::find_if(linked->links(), [&](const Link& one) { return one.knob.name == factor.name; });
        if (link == linked->links().end()) {
            spans.push_back(factor);
            continue;
        }
        for (const LinkFunction& function : link->drives) {
            Span span = span_of(function, factor);
            if (linked->scenario().spec(function.parameter)->type != param::Type::real)
                span = {span.name, std::floor(span.least + 0.5), std::floor(span.greatest + 0.5)};
            spans.push_back(span);
        }
    }
    return spans;
}

}  // namespace sim::sweep
