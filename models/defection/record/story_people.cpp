#include "models/defection/record/story_people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "models/defection/schedule.hpp"

namespace defection {
namespace {

struct Cause {
    std::string_view mechanism, words;
};
/// The meaning of a term of the hazard, in stories.
constexpr std::array<Cause, 6> causes = {{{Grievance::name, "moral grievance"},
                                          {MoralInjury::name, "what they had to do"},
                                          {ProtestOrders::name, "orders against people of their own"},
                                          {Danger::name, "danger where they serve"},
                                          {Bereavement::name, "comrades killed"},
                                          {Persuasion::name, "the example of those who left"}}};

struct Mark {
    Trait trait;
    std::string_view words;
};
constexpr std::array<Mark, 4> marks = {{{kin_harmed, "family harmed"},
                                        {kin_threatened, "family threatened"},
                                        {whispered_to, "whispered to"},
                                        {heard_from, "heard from one who got away"}}};

constexpr std::array<std::string_view, 3> home_words = {"", "home in unrest", "home under fire"};  // [home_level]

const Reason* reason_of(const Log& log, PersonId who) {
    const auto& reasons = log.reasons();
    const auto found =
        std::find_if(reasons.rbegin(), reasons.rend(), [&](const Reason& one) { return one.who == who; });
    return found == reasons.rend() ? nullptr : &*found;
}

/// The cause whose terms add most to the hazard; empty if none adds anything.
std::string_view strongest(const Log& log, const Reason& reason) {
    float most = 0;
    std::string_view words;
    for (const Cause& cause : causes) {
        float pull = 0;
        for (std::size_t t = 0; t < reason.pull.size(); ++t)
            if (log.terms()[t].parameter.starts_with(fmt::format("{}.", cause.mechanism))) pull += reason.pull[t];
        if (pull > most) std::tie(most, words) = std::pair(pull, cause.words);
    }
    return words;
}

std::string of_departure(const Told& told, const Happening& event, const Followers& followers) {
    std::string text = fmt::format("{}, after planning for {:.1f} weeks", row_of(event.status).told, event.planned);
    if (event.leader.names_somebody()) return fmt::format("{}, with {}", text, name_of(told, event.leader));
    if (const auto found = followers.find(event.who); found != followers.end())
        text += fmt::format(", and took along {}", named(told, found->second));
    return text;
}

}  // namespace

Followers followers_in(const Log& log) {
    Followers followers;
    for (const Happening& event : log.happenings())
        if (event.what == What::departure && event.leader.names_somebody())
            followers[event.leader].push_back(event.who);
    return followers;
}

std::string why(const Told& told, PersonId who) {
    const Reason* reason = reason_of(told.log, who);
    if (reason == nullptr) return "";
    std::vector<std::string> all;
    if (reason->home_level > 0)
        all.emplace_back(home_words[std::min<std::size_t>(reason->home_level, home_words.size() - 1)]);
    for (const Mark& mark : marks)
        if ((reason->traits & mark.trait) != 0) all.emplace_back(mark.words);
    if (reason->ties_gone > 0)
        all.push_back(fmt::format("{} tie{} gone", reason->ties_gone, reason->ties_gone > 1 ? "s" : ""));
    if (const auto most = strongest(told.log, *reason); !most.empty()) all.push_back(fmt::format("above all {}", most));
    return all.empty() ? "" : fmt::format(": {}", fmt::join(all, ", "));
}

Line line_of(const Told& told, const Happening& event, const Followers& followers) {
    std::string text = fmt::format("{} {}", introduced(told, event.who, event.rank),
                                   happening_rows[static_cast<std::size_t>(event.what)].told);
    if (event.what == What::intention) text += why(told, event.who);
    if (event.what == What::departure) text += of_departure(told, event, followers);
    if (event.what == What::afterwards) text += row_of(event.status).told;
    if (event.what == What::arrest) text += fmt::format(", after planning for {:.1f} weeks", event.planned);
    text += found_by_rows[static_cast<std::size_t>(event.found_by)].told;
    if (event.what == What::execution && event.in_public) text += " before the eyes of the brigade";
    return {event.time, text};
}

std::string in_order(const Told& told, std::vector<Line> lines) {
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.time < b.time; });
    std::string text;
    for (const Line& line : lines) text += fmt::format("  {}  {}\n", told.day(line.time), line.text);
    return text;
}

}  // namespace defection
