#include "models/defection/record/story_names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/defection/record/portrait.hpp"
#include "models/defection/schedule.hpp"

namespace defection {
namespace {

std::uint32_t number_in_formation(const Brigades& brigades, BrigadeId brigade) {
    std::uint32_t number = 1;
    while (number <= brigade && brigades.formation[BrigadeId(brigade - number)] == brigades.formation[brigade])
        ++number;
    return number;
}

/// 1 is A, 27 is AA.
std::string letters(std::uint32_t number) {
    constexpr std::uint32_t alphabet = 26;  // [letter]
    std::string text;
    for (; number > 0; number = (number - 1) / alphabet) text.insert(text.begin(), char('A' + (number - 1) % alphabet));
    return text;
}

}  // namespace

std::string spaced(std::string_view name) {
    std::string text(name);
    std::ranges::replace(text, '_', ' ');
    return text;
}

std::string Told::day(double week) const { return when(start, week); }

std::string name_of(const Told& told, BrigadeId brigade) {
    const Brigades& brigades = told.run.army().units.brigades;
    return fmt::format("{}, brigade {}", told.run.setting().structure.formations[brigades.formation[brigade]].name,
                       number_in_formation(brigades, brigade));
}

std::string name_of(const Told& told, CompanyId company) {
    const Units& units = told.run.army().units;
    const BrigadeId brigade = units.companies.brigade[company];
    const Index number = company - units.brigades.first_company[brigade];
    return name_of(told, brigade) + (number == 0 ? ", headquarters" : fmt::format(", company {}", number));
}

std::string name_of(const Told& told, PersonId who) {
    const KeyParts key = parts_of(told.run.army().people[who].key);
    return fmt::format("{}{}{}", key.company == 0 ? "HQ" : letters(key.company), key.slot + 1,
                       key.ordinal == 0 ? "" : fmt::format(".{}", key.ordinal + 1));
}

std::string introduced(const Told& told, PersonId who, Rank rank) {
    const Structure& structure = told.run.setting().structure;
    const Person& person = told.run.army().people[who];
    return fmt::format("{}, {} ({}, {})", name_of(told, who), spaced(role_names[role_of(rank)]),
                       structure.groups[person.group].name,
                       person.home < structure.regions.size() ? "from " + structure.regions[person.home].name
                                                              : std::string("from abroad"));
}

std::string named(const Told& told, const std::vector<PersonId>& people) {
    constexpr std::size_t most = 8;  // names in a line
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(most, people.size()); ++i) names.push_back(name_of(told, people[i]));
    return fmt::format("{}{}", fmt::join(names, ", "),
                       people.size() > most ? fmt::format(" and {} more", people.size() - most) : "");
}

}  // namespace defection
