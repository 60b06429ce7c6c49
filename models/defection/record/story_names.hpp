/// How stories name units, people and days.
#pragma once

#include <string>

#include "models/defection/record/log.hpp"

namespace defection {

class Simulation;

/// The sources of a story.
struct Told {
    const Log& log;
    const Simulation& run;
    const std::string& start;  // date of week 0; empty without a calendar

    std::string day(double week) const;
};

/// A name of the results in words: "junior officer".
std::string spaced(std::string_view name);

/// "1st Division, brigade 2, company 3" or "1st Division, brigade 2, headquarters".
std::string name_of(const Told& told, CompanyId company);
std::string name_of(const Told& told, BrigadeId brigade);
/// "C12" has the twelfth post of its brigade's third company, "C12.2" is the second to hold it, "HQ1" commands the
/// brigade at the start. The name stays with whoever is posted elsewhere.
std::string name_of(const Told& told, PersonId who);
/// "C12, a conscript (majority, from the province)".
std::string introduced(const Told& told, PersonId who, Rank rank);
/// The names, and how many more there are.
std::string named(const Told& told, const std::vector<PersonId>& people);

}  // namespace defection
