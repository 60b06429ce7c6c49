#include "models/defection/scenario/organisation_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "models/defection/scenario/composition.hpp"
#include "models/defection/scenario/keys.hpp"

namespace defection {
namespace {

constexpr std::string_view informers = "informer_density";

std::string name_of(const Organisation& organisation, std::string_view key = "") {
    return fmt::format("organisation.{}.{}", organisation.name, key);
}

sim::param::Spec spec_of(const Organisation& organisation, std::string_view key, std::string meaning,
                         sim::param::Kind kind, double value) {
    sim::param::Spec spec;
    spec.name = name_of(organisation, key);
    spec.mechanism = "organisation." + organisation.name;
    spec.unit = "1";
    spec.meaning = std::move(meaning);
    spec.source = "scenario";
    spec.kind = kind;
    spec.range = sim::param::in(0, 1);
    spec.fallback = value;
    return spec;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// [group] as they are, or 1 for all; 1 for the ruler's group, of which a share speaks.
std::vector<double> odds_for_all(const Structure& structure, std::vector<double> odds) {
    odds.resize(structure.groups.size(), 1.0);
    odds[structure.ingroup] = 1.0;
    return odds;
}

void check_share(const Structure& structure, std::size_t o, Appointment appointment, sim::Problems& problems) {
    const Organisation& organisation = structure.organisations[o];
    const AppointmentKeys& keys = appointment_keys[std::size_t(appointment)];
    const Preference& preference = organisation.preferences[std::size_t(appointment)];
    if (!preference.share) return;
    const std::string& ruling = structure.groups[structure.ingroup].name;
    if (!preference.odds.empty() && preference.odds[structure.ingroup] != 1.0)
        problems.add({}, name_of(organisation, keys.odds),
                     fmt::format("says of '{}' what {} says too (leave one of them out)", ruling, keys.share));
    const auto refuse = [&](std::string_view fact, std::string_view remedy) {
        problems.add({}, name_of(organisation, keys.share),
                     fmt::format("is {}, but {} (give {})", *preference.share, fact, remedy));
    };
    const auto living = choice(structure, o, appointment, odds_for_all(structure, {}));
    const auto chosen = choice(structure, o, appointment, odds_for_all(structure, preference.odds));
    if (living[structure.ingroup] <= 0 && *preference.share > 0)
        refuse(fmt::format("no person of '{}' lives where it recruits", ruling), "0, or a wider catchment");
    else if (sum(living) <= living[structure.ingroup] && *preference.share < 1)
        refuse(fmt::format("'{}' alone lives where it recruits", ruling), "1, or a wider catchment");
    else if (sum(chosen) <= chosen[structure.ingroup] && *preference.share < 1)
        refuse(fmt::format("{} leave no other person who lives where it recruits", keys.odds),
               "1, or odds above 0 to a group that does");
}

void check_odds(const Structure& structure, std::size_t o, Appointment appointment, sim::Problems& problems) {
    const Organisation& organisation = structure.organisations[o];
    const Preference& preference = organisation.preferences[std::size_t(appointment)];
    if (preference.share || preference.odds.empty()) return;
    if (sum(choice(structure, o, appointment, preference.odds)) > 0) return;
    problems.add({}, name_of(organisation, appointment_keys[std::size_t(appointment)].odds),
                 "leave no person who lives where it recruits (give a group that does odds above 0)");
}

}  // namespace

std::vector<sim::param::Spec> organisation_specs(const Structure& structure, double informer_density) {
    std::vector<sim::param::Spec> specs;
    for (std::size_t o = 0; o < structure.organisations.size(); ++o) {
        const Organisation& organisation = structure.organisations[o];
        for (std::size_t a = n_appointments; a-- > 0;)
            specs.push_back(spec_of(organisation, appointment_keys[a].share, share_meaning(appointment_keys[a]),
                                    sim::param::Kind::structure, get(structure, {o, Appointment(a)}, 0)));
        specs.push_back(spec_of(organisation, informers, "share of its posts whose holder informs",
                                sim::param::Kind::policy, get(structure, {o, {}}, informer_density)));
    }
    return specs;
}

std::optional<OrganisationValue> find_organisation_value(const Structure& structure, std::string_view name) {
    for (std::size_t o = 0; o < structure.organisations.size(); ++o) {
        const std::string prefix = name_of(structure.organisations[o]);
        if (!name.starts_with(prefix)) continue;
        const std::string_view key = name.substr(prefix.size());
        if (key == informers) return OrganisationValue{o, {}};
        const auto found = std::ranges::find(appointment_keys, key, &AppointmentKeys::share);
        if (found != appointment_keys.end()) return OrganisationValue{o, Appointment(found - appointment_keys.begin())};
    }
    return std::nullopt;
}

double get(const Structure& structure, const OrganisationValue& value, double informer_density) {
    const auto& [o, appointment] = value;
    if (!appointment) return structure.organisations[o].informer_density.value_or(informer_density);
    const Preference preference = preference_of(structure.organisations[o], *appointment);
    return preference.share ? *preference.share
                            : ingroup_share(structure, o, *appointment, odds_of(structure, o, *appointment));
}

void set(Structure& structure, const OrganisationValue& value, double to) {
    Organisation& organisation = structure.organisations[value.organisation];
    if (!value.share_of) {
        organisation.informer_density = to;
        return;
    }
    Preference& preference = organisation.preferences[std::size_t(*value.share_of)];
    preference.share = to;
    if (!preference.odds.empty()) preference.odds[structure.ingroup] = 1.0;  // the share says it now
}

void check_recruitment(const Structure& structure, sim::Problems& problems) {
    for (std::size_t o = 0; o < structure.organisations.size(); ++o) {
        const Organisation& organisation = structure.organisations[o];
        if (!organisation.catchment.empty() && sum(organisation.catchment) <= 0) {
            problems.add({}, name_of(organisation, "catchment"), "is 0 everywhere (give a region where it recruits)");
            continue;
        }
        if (sum(organisation.foreign) > 1 + 1e-9)
            problems.add({}, name_of(organisation, "foreign"),
                         fmt::format("adds up to {} (at most 1)", sum(organisation.foreign)));
        for (std::size_t a = 0; a < n_appointments; ++a)
            check_share(structure, o, Appointment(a), problems), check_odds(structure, o, Appointment(a), problems);
    }
}

}  // namespace defection
