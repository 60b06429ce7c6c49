#include "models/defection/record/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "models/defection/record/story_people.hpp"
#include "models/defection/schedule.hpp"

namespace defection {
namespace {

constexpr const char *of_company = "company", *of_companies = "companies", *of_brigade = "brigade",
                     *of_person = "person", *of_departures = "departures";  // what can be followed

std::string counted(std::size_t n, std::string_view thing) {
    return fmt::format("{} {}{}", n, thing, n == 1 ? "" : "s");
}

/// "12 conscript, 3 nco" of numbers by name, the largest first.
std::string composed(const std::map<std::string, std::size_t>& counts) {
    std::vector<std::pair<std::size_t, std::string>> rows;
    for (const auto& [name, n] : counts) rows.emplace_back(n, name);
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> parts;
    for (const auto& [n, name] : rows) parts.push_back(fmt::format("{} {}", n, spaced(name)));
    return fmt::format("{}", fmt::join(parts, ", "));
}

/// Companies of a story, and what is told of them.
class Unit {
 public:
    Unit(const Told& told, Ids<CompanyId> companies, std::string name)
        : told_(told), companies_(companies), name_(std::move(name)), followers_(followers_in(told.log)) {}

    std::string tell(bool with_intentions) const {
        std::vector<Line> lines;
        add_strength(lines);
        add_successions(lines);
        add_history(lines);
        std::size_t n_told = 0;
        for (const Happening& event : told_.log.happenings()) {
            if (!holds(event.company) || (event.what == What::intention && !with_intentions) ||
                event.what == What::intake)
                continue;
            lines.push_back(line_of(told_, event, followers_));
            ++n_told;
        }
        return header() + in_order(told_, std::move(lines)) + (n_told == 0 ? "  nothing happened there\n" : "") +
               closing();
    }

 private:
    NodeId command() const {
        const Units& units = told_.run.army().units;
        const Nodes& nodes = told_.run.high_command().nodes;
        const CompanyId first = *companies_.begin();
        return units.is_headquarters(first) ? nodes.of(units.companies.brigade[first]) : nodes.of(first);
    }
    bool holds(CompanyId company) const { return company >= *companies_.begin() && company < *companies_.end(); }

    std::size_t men(const RollCall& call) const {
        std::size_t sum = 0;
        for (const CompanyId company : companies_) sum += call.men[company];
        return sum;
    }

    std::string header() const {
        const Army& army = told_.run.army();
        const Structure& structure = told_.run.setting().structure;
        std::map<std::string, std::size_t> roles, groups;
        std::size_t n_posts = 0;
        for (const CompanyId company : companies_) {
            n_posts += army.units.companies.n_posts[company];
            for (const auto& [who, rank] : first_holders(company)) {
                ++roles[std::string(role_names[role_of(rank)])];
                ++groups[structure.groups[army.people[who].group].name];
            }
        }
        const CompanyId first = *companies_.begin();
        std::string text =
            fmt::format("{}, posted to {}: {}\n", name_, structure.regions[army.units.companies.region[first]].name,
                        counted(n_posts, "post"));
        if (!roles.empty()) text += fmt::format("  At the start: {}; {}.\n", composed(roles), composed(groups));
        for (const Succession& one : told_.log.successions())
            if (one.node == command() && one.time == 0 && one.now.names_somebody() && !one.before.names_somebody())
                return text + fmt::format("  Commander: {}.\n", introduced(told_, one.now, army.people[one.now].rank));
        return text;
    }

    /// The people who held the posts of a company at the start, and the rank that the post gives.
    std::vector<std::pair<PersonId, Rank>> first_holders(CompanyId company) const {
        const Army& army = told_.run.army();
        const BrigadeId brigade = army.units.companies.brigade[company];
        std::vector<std::pair<PersonId, Rank>> found;
        const std::size_t at_start = told_.log.roll_calls().empty() ? 0 : told_.log.roll_calls().front().men[company];
        for (const PersonId who : army.people.ids()) {
            const KeyParts key = parts_of(army.people[who].key);
            const bool is_of_brigade = army.people[who].key >> 32 == army.units.brigades.key[brigade];
            if (!is_of_brigade || key.ordinal != 0 ||
                army.units.brigades.first_company[brigade] + key.company != company)
                continue;
            found.emplace_back(who, army.units.posts.rank[PostId(army.units.companies.first_post[company] + key.slot)]);
        }
        found.resize(std::min(found.size(), at_start));  // posts that were vacant then come later
        return found;
    }

    void add_strength(std::vector<Line>& lines) const {
        std::size_t before = 0;  // whoever is raised later is told of from then on
        for (const RollCall& call : told_.log.roll_calls()) {
            const std::size_t now = men(call);
            if (now > 0 || before > 0) lines.push_back({call.time, fmt::format("-- {} serve", now)});
            before = now;
        }
    }

    /// Of the headquarters of a brigade, or of the company.
    void add_successions(std::vector<Line>& lines) const {
        for (const Succession& one : told_.log.successions()) {
            if (!(one.node == command()) || !one.before.names_somebody()) continue;
            lines.push_back({one.time, fmt::format("-- {} commands no longer, {}", name_of(told_, one.before),
                                                   one.now.names_somebody() ? name_of(told_, one.now) + " does"
                                                                            : std::string("and no one else does"))});
        }
    }

    void add_history(std::vector<Line>& lines) const {
        const double end = told_.run.week().start;
        for (const Event& event : told_.run.history().events)
            if (event.enabled && event.week >= 0 && event.week <= end)
                lines.push_back({event.week, fmt::format("== {}", event.title.empty() ? event.name : event.title)});
    }

    std::string closing() const {
        std::map<Index, Status> last;  // of each person: who is executed was arrested before
        for (const Happening& event : told_.log.happenings()) {
            if (!holds(event.company) || event.what == What::family_harmed) continue;
            if (serves(event.status))
                last.erase(event.who);  // came back
            else
                last[event.who] = event.status;
        }
        std::map<std::string, std::size_t> ends;
        for (const auto& [who, status] : last) ++ends[std::string(row_of(status).name)];
        const auto& calls = told_.log.roll_calls();
        std::size_t still = 0;
        for (const CompanyId company : companies_)
            still += static_cast<std::size_t>(
                told_.run.army().strength.men_in(company, told_.run.army().units.lanes.n_groups));
        return fmt::format("  Of {} at the start and those who came later: {}. At the end {} serve.\n",
                           calls.empty() ? 0 : men(calls.front()), ends.empty() ? "none lost" : composed(ends), still);
    }

    const Told& told_;
    Ids<CompanyId> companies_;
    std::string name_;
    Followers followers_;
};

std::string tell_company(CompanyId company, const Told& told) {
    const auto name = fmt::format("Company {}: {}", company.value, name_of(told, company));
    return Unit(told, {company.value, std::size_t{company.value} + 1}, name).tell(true);
}

std::string tell_brigade(BrigadeId brigade, const Told& told) {
    const auto name = fmt::format("Brigade {}: {}", brigade.value, name_of(told, brigade));
    return Unit(told, told.run.army().units.brigades.companies_of(brigade), name).tell(false);
}

std::string tell_person(PersonId who, const Told& told) {
    if (who >= told.run.army().people.size())  // known at the end alone: people come all the while
        throw sim::InputError(fmt::format("--follow: there is no person {} (this run had {}, numbered from 0)",
                                          who.value, told.run.army().people.size()));
    const Person& person = told.run.army().people[who];
    const auto followers = followers_in(told.log);
    std::vector<Line> lines;
    for (const Happening& event : told.log.happenings())
        if (event.who == who || event.leader == who) lines.push_back(line_of(told, event, followers));
    return fmt::format("Person {}: {}, {}\n{}  At the end: {}.\n", who.value, introduced(told, who, person.rank),
                       name_of(told, person.company),
                       lines.empty() ? "  nothing happened to them\n" : in_order(told, std::move(lines)),
                       spaced(row_of(person.status).name));
}

using Departure = std::vector<const Happening*>;  // the first one to go first

/// A departure is its leader's event and those that name them.
std::vector<Departure> departures_of(const Log& log) {
    std::vector<Departure> all;
    std::map<Index, std::size_t> of_leader;
    for (const Happening& event : log.happenings()) {
        if (event.what != What::departure) continue;
        if (event.leader.names_somebody()) {
            all[of_leader.at(event.leader)].push_back(&event);
            continue;
        }
        of_leader[event.who] = all.size();
        all.push_back({&event});
    }
    return all;
}

std::string tell_departures(std::size_t n, const Told& told) {
    std::vector<Departure> all = departures_of(told.log);
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::string text;
    for (std::size_t i = 0; i < std::min(n, all.size()); ++i) {
        const Happening& first = *all[i].front();
        constexpr double hundred = 100.0, few = 10.0;  // [%] below which a second digit tells
        const double percent =
            hundred * static_cast<double>(all[i].size()) / told.run.army().units.companies.n_posts[first.company];
        text += fmt::format("{} left together from company:{}, {} ({} % of its posts); {} went first{}\n",
                            all[i].size(), first.company.value, name_of(told, first.company),
                            percent < few ? fmt::format("{:.2g}", percent) : fmt::format("{:.0f}", percent),
                            name_of(told, first.who), why(told, first.who));
        std::vector<Line> lines;
        for (const Happening* event : all[i]) lines.push_back(line_of(told, *event, {}));
        text += in_order(told, std::move(lines));
    }
    return text.empty() ? "no one left\n" : text;
}

std::string tell_companies(std::size_t n, const Told& told) {
    const Units& units = told.run.army().units;
    std::vector<std::pair<std::size_t, CompanyId>> losses;
    for (const CompanyId company : units.companies.ids()) losses.emplace_back(0, company);
    for (const Happening& event : told.log.happenings())
        if (event.what == What::departure) ++losses[event.company].first;
    std::stable_sort(losses.begin(), losses.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string text = "The companies that most people left; --follow company:N tells of each\n";
    for (std::size_t i = 0; i < std::min(n, losses.size()); ++i) {
        const auto& [left, company] = losses[i];
        text += fmt::format("  company:{:<6} {:>4} left, {:>4} posts  {}\n", company.value, left,
                            units.companies.n_posts[company], name_of(told, company));
    }
    return text;
}

}  // namespace

std::vector<sim::FollowKind> follow_kinds() {
    return {{.name = of_company, .meaning = "what happened in company N"},
            {.name = of_brigade, .meaning = "what happened in brigade N"},
            {.name = of_person, .meaning = "what happened to person N of /events"},
            {.name = of_departures, .meaning = "the N largest departures", .least = 1},
            {.name = of_companies, .meaning = "a list of the N companies that most people left", .least = 1}};
}

void check(const sim::Follow& follow, const Simulation& run) {
    const auto refuse_beyond = [&](std::string_view kind, std::size_t n) {
        if (follow.kind == kind && follow.number >= n)
            throw sim::InputError(
                fmt::format("--follow: there is no {} {} (this run has {}, numbered from 0)", kind, follow.number, n));
    };
    refuse_beyond(of_company, run.army().units.companies.size());
    refuse_beyond(of_brigade, run.army().units.brigades.size());
}

std::string tell(const sim::Follow& follow, const Told& told) {
    if (follow.kind == of_departures) return tell_departures(follow.number, told);
    if (follow.kind == of_companies) return tell_companies(follow.number, told);
    if (follow.kind == of_brigade) return tell_brigade(BrigadeId(follow.number), told);
    if (follow.kind == of_person) return tell_person(PersonId(follow.number), told);
    return tell_company(CompanyId(follow.number), told);
}

}  // namespace defection
