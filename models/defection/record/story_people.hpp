/// Events of people, as lines of a story: who, what, why, with whom.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/defection/record/story_names.hpp"

namespace defection {

struct Line {
    double time;  // [week]
    std::string text;
};

/// Those who left with others, by whom they followed.
using Followers = std::map<Index, std::vector<PersonId>>;
Followers followers_in(const Log& log);

/// Why a person formed the intention: ", home under fire, two ties gone; most of all moral grievance".
std::string why(const Told& told, PersonId who);

/// Of one of the happenings.
Line line_of(const Told& told, const Happening& event, const Followers& followers);

/// The lines in the order of time, each with its day; what happens on one day stays in order.
std::string in_order(const Told& told, std::vector<Line> lines);

}  // namespace defection
