#include "models/defection/scenario/composition.hpp"

#include <algorithm>

namespace defection {
namespace {

/// Posts whose holders come from the same people, of an organisation.
struct Intake {
    double posts = 0;
    std::vector<double> people;  // [group]
};

std::vector<Intake> intakes_of(const Structure& structure, std::size_t organisation, Appointment appointment) {
    const Catchment catchment = catchment_of(structure, structure.organisations[organisation], appointment);
    if (!catchment.is_posting) return {{1.0, people_within(structure, catchment, 0)}};
    std::vector<double> posts(structure.regions.size(), 0.0);
    for (const Formation& formation : structure.formations)
        if (formation.organisation == organisation) posts[formation.posting] += Structure::posts_of(formation);
    std::vector<Intake> intakes;
    for (std::size_t r = 0; r < posts.size(); ++r)
        if (posts[r] > 0) intakes.push_back({posts[r], people_within(structure, catchment, r)});
    return intakes;
}

/// The ruler's group weighs t, the others 1 - t times their odds.
std::vector<double> weighted(std::vector<double> odds, std::size_t ingroup, double t) {
    for (double& of_group : odds) of_group *= 1.0 - t;
    odds[ingroup] = t;
    return odds;
}

/// Posts, and who could hold them.
struct Rivals {
    double posts = 0, in = 0, others = 0;
};

Rivals rivals_of(const Intake& intake, const std::vector<double>& odds, std::size_t ingroup) {
    Rivals rivals{intake.posts, intake.people[ingroup], 0};
    for (std::size_t g = 0; g < odds.size(); ++g)
        if (g != ingroup) rivals.others += intake.people[g] * odds[g];
    return rivals;
}

/// Share of the ruler's group over all posts, if it weighs t and the others 1 - t.
double share_won(const std::vector<Rivals>& all, double t) {
    double won = 0, posts = 0;
    for (const Rivals& here : all) {
        const double in = t * here.in, both = in + (1.0 - t) * here.others;
        if (both > 0) won += here.posts * in / both;
        posts += here.posts;
    }
    return posts > 0 ? won / posts : 0.0;
}

}  // namespace

Catchment catchment_of(const Structure& structure, const Organisation& organisation, Appointment appointment) {
    const bool commands = appointment == Appointment::commander;
    const Recruitment recruitment = commands ? organisation.commander_recruitment : organisation.recruitment;
    const bool follows = recruitment == organisation.recruitment;  // where others come from
    if (follows && !organisation.catchment.empty()) return {false, organisation.catchment};
    if (recruitment == Recruitment::territorial) return {true, {}};
    return {false, std::vector<double>(structure.regions.size(), 1.0)};
}

std::vector<double> people_within(const Structure& structure, const Catchment& catchment, std::size_t posting) {
    std::vector<double> people(structure.groups.size(), 0.0);
    for (std::size_t g = 0; g < people.size(); ++g) {
        if (catchment.is_posting)
            people[g] = structure.people(posting, g);
        else
            for (std::size_t r = 0; r < structure.regions.size(); ++r)
                people[g] += catchment.weight[r] * structure.people(r, g);
    }
    return people;
}

std::vector<double> mixed(const std::vector<double>& people, const std::vector<double>& odds) {
    std::vector<double> parts(people.size());
    double sum = 0;
    for (std::size_t g = 0; g < parts.size(); ++g) sum += parts[g] = people[g] * odds[g];
    if (sum <= 0) {
        parts = people;
        for (const double part : parts) sum += part;
    }
    for (double& part : parts) part /= sum;
    return parts;
}

std::vector<double> choice(const Structure& structure, std::size_t organisation, Appointment appointment,
                           const std::vector<double>& odds) {
    std::vector<double> people(odds.size(), 0.0);
    for (const Intake& intake : intakes_of(structure, organisation, appointment))
        for (std::size_t g = 0; g < odds.size(); ++g) people[g] += intake.people[g] * odds[g];
    return people;
}

bool has_commanders_apart(const Organisation& organisation) {
    return organisation.preferences[std::size_t(Appointment::commander)].is_given() ||
           organisation.commander_recruitment != organisation.recruitment;
}

Preference preference_of(const Organisation& organisation, Appointment appointment) {
    const Preference& own = organisation.preferences[std::size_t(appointment)];
    if (appointment == Appointment::others) return own;
    Preference wider =
        preference_of(organisation, appointment == Appointment::commander ? Appointment::officer : Appointment::others);
    if (own.is_given()) wider.share = own.share;
    if (!own.odds.empty()) wider.odds = own.odds;
    return wider;
}

std::vector<double> odds_of(const Structure& structure, std::size_t organisation, Appointment appointment) {
    constexpr int halvings = 60;  // to the last digit
    const Preference preference = preference_of(structure.organisations[organisation], appointment);
    const std::size_t ingroup = structure.ingroup;
    std::vector<double> odds = preference.odds;
    if (odds.empty()) odds.assign(structure.groups.size(), 1.0);
    if (!preference.share) return odds;
    if (*preference.share <= 0 || *preference.share >= 1) return weighted(odds, ingroup, *preference.share);
    std::vector<Rivals> all;
    for (const Intake& intake : intakes_of(structure, organisation, appointment))
        all.push_back(rivals_of(intake, odds, ingroup));
    double low = 0, high = 1;
    for (int i = 0; i < halvings; ++i) {
        const double t = 0.5 * (low + high);
        (share_won(all, t) < *preference.share ? low : high) = t;
    }
    return weighted(odds, ingroup, 0.5 * (low + high));
}

double ingroup_share(const Structure& structure, std::size_t organisation, Appointment appointment,
                     const std::vector<double>& odds) {
    double in = 0, all = 0;
    for (const Intake& intake : intakes_of(structure, organisation, appointment)) {
        in += intake.posts * mixed(intake.people, odds)[structure.ingroup];
        all += intake.posts;
    }
    return all > 0 ? in / all : 0.0;
}

}  // namespace defection
