#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "models/defection/record/story.hpp"
#include "models/defection/schedule.hpp"

namespace defection {
namespace {

constexpr const char *of_company = "company", *of_departures = "departures";  // what can be followed

std::uint32_t number_in_formation(const Brigades& brigades, BrigadeId brigade) {
    std::uint32_t number = 1;
    while (number <= brigade && brigades.formation[BrigadeId(brigade - number)] == brigades.formation[brigade])
        ++number;
    return number;
}

std::string where_is(const Simulation& run, CompanyId company) {
    const Units& units = run.army().units;
    const BrigadeId brigade = units.companies.brigade[company];
    const Formation& formation = run.setting().structure.formations[units.brigades.formation[brigade]];
    const Index number = company - units.brigades.first_company[brigade];
    return fmt::format("{}, brigade {}, {}", formation.name, number_in_formation(units.brigades, brigade),
                       number == 0 ? std::string("headquarters") : fmt::format("company {}", number));
}

std::string line_of(const Happening& event, const Simulation& run) {
    const Person& person = run.army().people[event.who];
    std::string text = fmt::format("  week {:6.2f}  {} ({}) {}", event.time, role_names[role_of(event.rank)],
                                   run.setting().structure.groups[person.group].name,
                                   happening_rows[static_cast<std::size_t>(event.what)].told);
    if (event.what == What::departure || event.what == What::afterwards) text += row_of(event.status).told;
    if (event.what == What::departure || event.what == What::arrest)
        text += fmt::format(", planned for {:.1f} weeks", event.planned);
    text += found_by_rows[static_cast<std::size_t>(event.found_by)].told;
    if (event.leader.names_somebody()) text += ", with others";
    return text + "\n";
}

std::string tell_company(CompanyId company, const Log& log, const Simulation& run) {
    std::string text = fmt::format("Company {}: {} ({} posts)\n", company.value, where_is(run, company),
                                   run.army().units.companies.n_posts[company]);
    std::size_t shown = 0;
    for (const Happening& event : log.happenings()) {
        if (!(event.company == company)) continue;
        text += line_of(event, run);
        ++shown;
    }
    return text + (shown == 0 ? "  nothing happened there\n" : "");
}

struct Departure {
    std::vector<const Happening*> members;  // the first one to go first
};

/// A departure is its leader's event and those that name them.
std::vector<Departure> departures_of(const Log& log) {
    std::vector<Departure> all;
    std::map<Index, std::size_t> of_leader;
    for (const Happening& event : log.happenings()) {
        if (event.what != What::departure) continue;
        if (event.leader.names_somebody()) {
            all[of_leader.at(event.leader)].members.push_back(&event);
            continue;
        }
        of_leader[event.who] = all.size();
        all.push_back({{&event}});
    }
    return all;
}

std::string tell_departures(std::size_t n, const Log& log, const Simulation& run) {
    std::vector<Departure> all = departures_of(log);
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.members.size() > b.members.size(); });
    std::string text;
    for (std::size_t i = 0; i < std::min(n, all.size()); ++i) {
        const auto& members = all[i].members;
        const CompanyId company = members.front()->company;
        constexpr double hundred = 100.0, few = 10.0;  // [%] below which a second digit tells
        const double percent =
            hundred * static_cast<double>(members.size()) / run.army().units.companies.n_posts[company];
        text += fmt::format("{} left together from {} ({} % of its posts):\n", members.size(), where_is(run, company),
                            percent < few ? fmt::format("{:.2g}", percent) : fmt::format("{:.0f}", percent));
        for (const Happening* event : members) text += line_of(*event, run);
    }
    return text.empty() ? "nobody left\n" : text;
}

}  // namespace

std::vector<sim::FollowKind> follow_kinds() {
    return {{.name = of_company, .meaning = "what happened in company N"},
            {.name = of_departures, .meaning = "the N largest departures", .least = 1}};
}

void check(const sim::Follow& follow, const Simulation& run) {
    if (follow.kind == of_company && follow.number >= run.army().units.companies.size())
        throw sim::InputError(fmt::format("--follow: there is no company {} (this run has {}, numbered from 0)",
                                          follow.number, run.army().units.companies.size()));
}

std::string tell(const sim::Follow& follow, const Log& log, const Simulation& run) {
    if (follow.kind == of_departures) return tell_departures(follow.number, log, run);
    return tell_company(CompanyId(follow.number), log, run);
}

}  // namespace defection
