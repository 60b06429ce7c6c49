#include "models/defection/record/portrait.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

#include "models/defection/scenario/readers.hpp"
#include "models/defection/schedule.hpp"

namespace defection {
namespace {

using Rows = std::vector<std::vector<std::string>>;
constexpr double days_per_week = 7.0;          // [day/week]
constexpr std::uint64_t seed_of_portrait = 1;  // any would do

struct Count {
    std::vector<std::size_t> of_group;
    std::size_t informers = 0;
    std::size_t total() const {
        std::size_t sum = 0;
        for (const std::size_t n : of_group) sum += n;
        return sum;
    }
    void add(const Person& person) {
        ++of_group[person.group];
        informers += person.has(informer) ? 1 : 0;
    }
};

std::vector<std::string> row_of(const std::string& organisation, std::string_view role, const Count& count) {
    std::vector<std::string> row = {organisation, std::string(role), fmt::format("{}", count.total())};
    for (const std::size_t n : count.of_group) row.push_back(fmt::format("{}", n));
    row.push_back(fmt::format("{}", count.informers));
    return row;
}

/// A row for each role of an organisation, and one for all its people.
sim::PortraitTable people_of(const Simulation& run) {
    const Structure& structure = run.setting().structure;
    std::vector<std::string> heading = {"organisation", "role", "people"};
    for (const Group& group : structure.groups) heading.push_back(group.name);
    heading.emplace_back("informers");
    Rows rows = {heading};
    const Count none{std::vector<std::size_t>(structure.groups.size()), 0};
    std::map<std::pair<std::size_t, std::size_t>, Count> counts;  // organisation, role; n_roles: all
    const Army& army = run.army();
    for (const PersonId who : army.people.ids()) {
        const Person& person = army.people[who];
        const std::size_t organisation = army.units.organisation_of(person);
        for (const std::size_t role : {std::size_t{role_of(person.rank)}, n_roles})
            counts.try_emplace({organisation, role}, none).first->second.add(person);
    }
    for (const auto& [place, count] : counts) {
        const Organisation& organisation = structure.organisations[place.first];
        rows.push_back(row_of(fmt::format("{} ({})", organisation.name, branch_names[std::size_t(organisation.branch)]),
                              place.second < n_roles ? role_names[place.second] : "all", count));
    }
    return {"People at the start, by organisation, role and group", rows};
}

sim::PortraitTable regions_of(const Simulation& run) {
    const Structure& structure = run.setting().structure;
    const Units& units = run.army().units;
    Rows rows = {{"region", "people living there", "posts"}};
    for (const auto branch : branch_names) rows[0].emplace_back(branch);
    for (std::size_t region = 0; region < structure.regions.size(); ++region) {
        std::array<std::size_t, branch_names.size()> posts{};
        for (const CompanyId company : units.companies.ids())
            if (units.companies.region[company] == region)
                posts[std::size_t(units.branch_of(company))] += units.companies.n_posts[company];
        std::size_t all = 0;
        for (const std::size_t n : posts) all += n;
        rows.push_back({structure.regions[region].name, fmt::format("{:.0f}", structure.regions[region].population),
                        fmt::format("{}", all)});
        for (const std::size_t n : posts) rows.back().push_back(fmt::format("{}", n));
    }
    return {"Posts by region", rows};
}

/// "fear, danger", or what keeps all from reading it.
std::string read_by(const DefectionScenario& scenario, Driver driver) {
    const std::string producer = producer_of(driver);
    if (!producer.empty() && !is_on(scenario, {}, producer)) return fmt::format("nothing: {} is off", producer);
    const auto readers = readers_of(scenario, {}, driver);
    return readers.empty() ? "nothing" : fmt::format("{}", fmt::join(readers, ", "));
}

std::string regions_named(const Structure& structure, const std::vector<double>& weight) {
    std::vector<std::string> names;
    for (std::size_t region = 0; region < weight.size(); ++region)
        if (weight[region] != 0) names.push_back(structure.regions[region].name);
    return weight.empty() || names.size() == structure.regions.size() ? "everywhere"
                                                                      : fmt::format("{}", fmt::join(names, ", "));
}

sim::PortraitTable curves_of(const DefectionScenario& scenario) {
    Rows rows = {{"curve", "drives", "where", "from", "to", "least", "most", "read by"}};
    for (const Curve& curve : scenario.history().curves) {
        if (!curve.enabled || curve.week.empty()) continue;
        const auto [least, most] = std::ranges::minmax(curve.value);
        rows.push_back({curve.name, std::string(driver_names[std::size_t(curve.drives)]),
                        regions_named(scenario.structure(), curve.region_weight),
                        when(scenario.start(), curve.week.front() + curve.delay),
                        when(scenario.start(), curve.week.back() + curve.delay),
                        fmt::format("{:.4g}", least * curve.height), fmt::format("{:.4g}", most * curve.height),
                        read_by(scenario, curve.drives)});
    }
    return {"Curves", rows};
}

std::string deed_of(const Structure& structure, const Event& event) {
    std::string text;
    if (event.has_chief)
        text = fmt::format("chief of {}: {}{}", structure.organisations[event.chief].name,
                           lot_names[std::size_t(event.lot)], event.has_driver ? ", " : "");
    if (event.has_driver) text += fmt::format("{:+.3g} to {}", event.size, driver_names[std::size_t(event.drives)]);
    for (const Event::Change& change : event.changes)
        text += fmt::format("{}{} = {:.4g}", text.empty() ? "" : ", ", change.parameter, change.value);
    return text.empty() ? "a mark" : text;
}

std::string readers_of_event(const DefectionScenario& scenario, const Event& event) {
    std::string text = event.has_driver ? read_by(scenario, event.drives) : "";
    if (event.has_chief) text += (text.empty() ? "" : ", ") + std::string(Leadership::name);
    for (const Event::Change& change : event.changes) {
        const std::string mechanism = change.parameter.substr(0, change.parameter.find('.'));
        text += (text.empty() ? "" : ", ") +
                (is_on(scenario, {}, mechanism) ? mechanism : "nothing: " + mechanism + " is off");
    }
    return text.empty() ? "nothing" : text;
}

sim::PortraitTable events_of(const DefectionScenario& scenario) {
    Rows rows = {{"event", "date", "does", "weeks", "half-life", "read by"}};
    for (const Event& event : scenario.history().events) {
        if (!event.enabled) continue;
        const bool for_good = event.duration <= 0 && event.decay <= 0;
        rows.push_back({event.name, when(scenario.start(), event.week), deed_of(scenario.structure(), event),
                        for_good ? "for good" : fmt::format("{:.4g}", event.duration),
                        event.decay > 0 ? fmt::format("{:.4g} weeks", event.decay) : "",
                        readers_of_event(scenario, event)});
    }
    return {"Events", rows};
}

}  // namespace

std::string when(const std::string& start, double week) {
    const auto day = sim::param::parse_date(start);
    if (!day) return fmt::format("week {:.4g}", week);
    return sim::param::to_text(*day + std::chrono::days(std::lround(days_per_week * week)));
}

std::vector<sim::PortraitTable> portrait_of(const DefectionScenario& scenario) {
    const Simulation run(scenario.structure(), scenario.history(), scenario.parameters(), 1.0, seed_of_portrait,
                         scenario.dt(), nullptr);
    std::vector<sim::PortraitTable> tables = {people_of(run), regions_of(run), curves_of(scenario),
                                              events_of(scenario)};
    std::erase_if(tables, [](const sim::PortraitTable& table) { return table.rows.size() == 1; });
    return tables;
}

}  // namespace defection
