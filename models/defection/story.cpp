/// Stories told from the log: one company, or the largest departures.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "models/defection/log.hpp"
#include "models/defection/world.hpp"

namespace defection {
namespace {

constexpr const char *of_company = "company", *of_departures = "departures";  // what can be followed

std::uint32_t number_in_formation(const World& world, std::uint32_t brigade) {
    std::uint32_t number = 1;
    while (number <= brigade && world.brigades.formation[brigade - number] == world.brigades.formation[brigade])
        ++number;
    return number;
}

std::string where_is(const World& world, Index company) {
    const std::uint32_t brigade = world.companies.brigade[company];
    const Formation& formation = world.structure->formations[world.brigades.formation[brigade]];
    const Index number = company - world.brigades.first_company[brigade];
    return fmt::format("{}, brigade {}, {}", formation.name, number_in_formation(world, brigade),
                       number == 0 ? std::string("headquarters") : fmt::format("company {}", number));
}

std::string person_of(const LoggedEvent& event, const World& world) {
    return fmt::format("{} ({})", role_names[role_of(event.rank)],
                       world.structure->groups[world.people[event.who].group].name);
}

std::string line_of(const LoggedEvent& event, const World& world) {
    constexpr std::array<std::string_view, 8> words = {
        "means to leave", "left",           "was arrested",       "was executed",
        "was killed",     "was discharged", "joined the company", "had family harmed"};
    std::string text = fmt::format("  week {:6.2f}  {} {}", event.time, person_of(event, world),
                                   words[static_cast<std::size_t>(event.what)]);
    if (event.what == Happening::departure) {
        constexpr std::array<std::string_view, 5> fates = {"", "", " and fled abroad", " and hid",
                                                           " and joined the opposition"};
        text += fates[static_cast<std::size_t>(event.status)];
    }
    if (event.what == Happening::departure || event.what == Happening::arrest)
        text += fmt::format(", planned for {:.1f} weeks", event.planned);
    constexpr std::array<std::string_view, 4> finders = {"", ", found out by an agency", ", found out by an informer",
                                                         ", denounced by someone he sounded out"};
    text += finders[static_cast<std::size_t>(event.found_by)];
    if (event.leader != nobody) text += ", with others";
    return text + "\n";
}

std::string tell_company(Index company, const Log& log, const World& world) {
    std::string text =
        fmt::format("Company {}: {} ({} posts)\n", company, where_is(world, company), world.companies.n_posts[company]);
    std::size_t shown = 0;
    for (const LoggedEvent& event : log.events) {
        if (world.people[event.who].company != company) continue;
        text += line_of(event, world);
        ++shown;
    }
    return text + (shown == 0 ? "  nothing happened there\n" : "");
}

struct Departure {
    std::vector<const LoggedEvent*> members;  // the first one to go first
};

/// A departure is its leader's event and those that name him.
std::vector<Departure> departures_of(const Log& log) {
    std::vector<Departure> all;
    std::map<Index, std::size_t> of_leader;
    for (const LoggedEvent& event : log.events) {
        if (event.what != Happening::departure) continue;
        if (event.leader != nobody) {
            all[of_leader.at(event.leader)].members.push_back(&event);
            continue;
        }
        of_leader[event.who] = all.size();
        all.push_back({{&event}});
    }
    return all;
}

std::string tell_departures(std::size_t n, const Log& log, const World& world) {
    std::vector<Departure> all = departures_of(log);
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.members.size() > b.members.size(); });
    std::string text;
    for (std::size_t i = 0; i < std::min(n, all.size()); ++i) {
        const auto& members = all[i].members;
        const Index company = world.people[members.front()->who].company;
        const double share = static_cast<double>(members.size()) / world.companies.n_posts[company];
        text += fmt::format("{} left together from {} ({:.0f} % of its posts):\n", members.size(),
                            where_is(world, company), 100 * share);
        for (const LoggedEvent* event : members) text += line_of(*event, world);
    }
    return text.empty() ? "nobody left\n" : text;
}

}  // namespace

std::vector<sim::FollowKind> follow_kinds() {
    return {{.name = of_company, .meaning = "what happened in company N"},
            {.name = of_departures, .meaning = "the N largest departures", .least = 1}};
}

void check(const sim::Follow& follow, const World& world) {
    if (follow.kind == of_company && follow.number >= world.companies.size())
        throw sim::InputError(fmt::format("--follow: there is no company {} (this run has {}, numbered from 0)",
                                          follow.number, world.companies.size()));
}

std::string tell(const sim::Follow& follow, const Log& log, const World& world) {
    if (follow.kind == of_departures) return tell_departures(follow.number, log, world);
    return tell_company(static_cast<Index>(follow.number), log, world);
}

}  // namespace defection
