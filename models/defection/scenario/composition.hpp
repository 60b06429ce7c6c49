/// The recruits of an organisation and their origin: group and home together, from the people of its catchment.
///     P(group k, home r | organisation o, appointment a) ~ catchment_or people_rk odds_oak
#pragma once

#include "models/defection/scenario/structure.hpp"

namespace defection {

/// Weights of the regions that people come from.
struct Catchment {
    bool is_posting = false;     // the region where the unit stands, alone
    std::vector<double> weight;  // [region] of all units alike
};
Catchment catchment_of(const Structure& structure, const Organisation& organisation, Appointment appointment);

/// [group] people of the catchment of a unit posted in this region.
std::vector<double> people_within(const Structure& structure, const Catchment& catchment, std::size_t posting);

/// [group] parts of a whole: people times odds, or people where the odds leave none. Sum 1.
std::vector<double> mixed(const std::vector<double>& people, const std::vector<double>& odds);

/// [group] people times odds, over all units of an organisation together.
std::vector<double> choice(const Structure& structure, std::size_t organisation, Appointment appointment,
                           const std::vector<double>& odds);

/// Whether commanders are appointed by rules of their own.
bool has_commanders_apart(const Organisation& organisation);
/// The preference for an appointment: the share of the narrowest kind of which anything is said, the odds of the narrowest
/// that has any.
Preference preference_of(const Organisation& organisation, Appointment appointment);

/// [group] odds of an appointment. A share of the ruler's group becomes the odds that give it over all units together,
/// as near as their catchments allow.
std::vector<double> odds_of(const Structure& structure, std::size_t organisation, Appointment appointment);
/// Share of the ruler's group that odds give over all units together.
double ingroup_share(const Structure& structure, std::size_t organisation, Appointment appointment,
                     const std::vector<double>& odds);

}  // namespace defection
