#include "models/defection/army/origins.hpp"

#include <algorithm>
#include <cmath>

namespace defection {
namespace {

/// The first of those summed up that u lies below, or the last that adds anything. Counts, since a table is short and no
/// processor foresees where a search would turn.
std::size_t first_above(std::span<const double> up_to, double u) {
    std::size_t i = 0;
    for (const double sum : up_to) i += sum <= u ? 1 : 0;
    if (i < up_to.size()) return i;
    for (--i; i > 0 && up_to[i - 1] == up_to[i];) --i;
    return i;
}

/// [region] By what the odds of groups other than the ruler's change where an organisation is posted, if its share `in`
/// of the ruler's group is to stay: those kept away from the centre serve farther out.
std::vector<double> odds_by_posting(const Structure& structure, std::size_t organisation, double in,
                                    double away_from_capital) {
    constexpr int halvings = 60;  // to the last digit
    constexpr double most = 1e6;  // where hardly any person is let near, the far units cannot make up for it
    std::vector<double> odds;
    for (const Region& region : structure.regions) odds.push_back(1.0 - away_from_capital * (1.0 - region.distance));
    const auto share_of_others = [&](double factor) {
        double posts = 0, others = 0;
        for (const Formation& formation : structure.formations) {
            if (formation.organisation != organisation) continue;
            const double there = factor * odds[formation.posting] * (1.0 - in);
            posts += Structure::posts_of(formation);
            others += Structure::posts_of(formation) * (there > 0 ? there / (there + in) : 0.0);
        }
        return posts > 0 ? others / posts : 0.0;
    };
    double low = 1, high = most;
    for (int i = 0; i < halvings; ++i) {
        const double middle = std::sqrt(low * high);
        (share_of_others(middle) < 1.0 - in ? low : high) = middle;
    }
    for (double& here : odds) here *= low;
    return odds;
}

bool takes_foreigners(Appointment appointment) {
    return appointment == Appointment::career || appointment == Appointment::others;
}

}  // namespace

Origins::Origins(const Structure& structure, const state::Admission& admission, double away_from_capital)
    : n_groups_(structure.groups.size()),
      n_regions_(structure.regions.size()),
      ingroup_(structure.ingroup),
      rows_(structure.organisations.size() * n_regions_ * n_appointments),
      others_(rows_.size() * n_groups_, 0.0) {
    for (std::size_t o = 0; o < structure.organisations.size(); ++o)
        add_organisation(structure, admission, o, away_from_capital);
}

void Origins::add_organisation(const Structure& structure, const state::Admission& admission, std::size_t organisation,
                               double away_from_capital) {
    const Organisation& given = structure.organisations[organisation];
    commanders_apart_.push_back(has_commanders_apart(given));
    double foreign = 0;
    for (std::size_t g = 0; g < n_groups_; ++g)
        foreigners_.push_back(foreign += given.foreign.empty() ? 0.0 : given.foreign[g]);
    for (std::size_t a = 0; a < n_appointments; ++a) {
        const auto appointment = Appointment(a);
        const Catchment catchment = catchment_of(structure, given, appointment);
        const Recruitment recruitment =
            appointment == Appointment::commander ? given.commander_recruitment : given.recruitment;
        Row row{.foreign = takes_foreigners(appointment) ? foreign : 0.0,
                .is_posting = catchment.is_posting,
                .is_national = recruitment == Recruitment::national};
        if (!catchment.is_posting) row.homes = add_homes(structure, catchment);
        const std::vector<double>& preferred = admission.odds[organisation][a];
        std::vector<double> by_posting(n_regions_, 1.0);
        if (away_from_capital > 0 && row.is_national && appointment == Appointment::others)
            by_posting =
                odds_by_posting(structure, organisation,
                                mixed(people_within(structure, catchment, 0), preferred)[ingroup_], away_from_capital);
        for (std::size_t r = 0; r < n_regions_; ++r) {
            std::vector<double> odds = preferred;
            for (std::size_t g = 0; g < n_groups_; ++g)
                if (g != ingroup_) odds[g] *= by_posting[r];
            fill_row({static_cast<std::uint8_t>(organisation), static_cast<std::uint8_t>(r), appointment}, row,
                     mixed(people_within(structure, catchment, r), odds));
        }
    }
}

void Origins::fill_row(const PostKind& kind, const Row& row, const std::vector<double>& parts) {
    const std::size_t at = number_of(kind);
    rows_[at] = row;
    rows_[at].in = parts[ingroup_];
    double others = 0;
    for (std::size_t g = 0; g < n_groups_; ++g) others += g == ingroup_ ? 0.0 : parts[g];
    double sum = 0;
    for (std::size_t g = 0; g < n_groups_; ++g)
        others_[at * n_groups_ + g] = sum += g == ingroup_ || others <= 0 ? 0.0 : parts[g] / others;
}

std::uint32_t Origins::add_homes(const Structure& structure, const Catchment& catchment) {
    const std::size_t table = homes_.size() / (n_groups_ * n_regions_);
    for (std::size_t g = 0; g < n_groups_; ++g) {
        double sum = 0;
        for (std::size_t r = 0; r < n_regions_; ++r)
            homes_.push_back(sum += catchment.weight[r] * structure.people(r, g));
    }
    return static_cast<std::uint32_t>(table);
}

Origins::Origin Origins::draw(const PostKind& kind, const Uniforms& u, double away) const {
    const std::size_t at = number_of(kind);
    const Row& row = rows_[at];
    if (u.in < row.foreign) {
        const auto from_abroad = std::span(foreigners_).subspan(kind.organisation * n_groups_, n_groups_);
        return {static_cast<std::uint8_t>(first_above(from_abroad, u.in)), static_cast<std::uint8_t>(n_regions_)};
    }
    const bool in = u.in - row.foreign < row.in * (1.0 - row.foreign);
    const std::size_t group =
        in ? ingroup_ : first_above(std::span(others_).subspan(at * n_groups_, n_groups_), u.group);
    return {static_cast<std::uint8_t>(group), static_cast<std::uint8_t>(home_of(row, kind.posting, group, u, away))};
}

std::size_t Origins::home_of(const Row& row, std::size_t posting, std::size_t group, const Uniforms& u,
                             double away) const {
    if (row.is_posting) return posting;
    const Homes homes = homes_of(row, group);
    const double there = homes.in(posting), elsewhere = homes.all() - there;
    const double stay = row.is_national ? (1.0 - away) * there : there;
    if (elsewhere <= 0 || u.local * (stay + elsewhere) < stay) return posting;
    const double place = u.home * elsewhere;
    return first_above(homes.up_to, place < homes.before(posting) ? place : place + there);
}

std::vector<double> Origins::probabilities(const PostKind& kind, double away) const {
    const std::size_t at = number_of(kind);
    const Row& row = rows_[at];
    std::vector<double> all((n_regions_ + 1) * n_groups_, 0.0);
    const auto added = [](const std::vector<double>& up_to, std::size_t begin, std::size_t g) {
        return up_to[begin + g] - (g > 0 ? up_to[begin + g - 1] : 0.0);
    };
    for (std::size_t g = 0; g < n_groups_; ++g) {
        if (row.foreign > 0) all[n_regions_ * n_groups_ + g] = added(foreigners_, kind.organisation * n_groups_, g);
        const double of_group =
            (1.0 - row.foreign) * (g == ingroup_ ? row.in : (1.0 - row.in) * added(others_, at * n_groups_, g));
        const auto from = [&](std::size_t region) -> double& { return all[region * n_groups_ + g]; };
        if (row.is_posting || homes_of(row, g).all() <= homes_of(row, g).in(kind.posting)) {
            from(kind.posting) += of_group;
            continue;
        }
        const Homes homes = homes_of(row, g);
        const double there = homes.in(kind.posting), stay = row.is_national ? (1.0 - away) * there : there;
        for (std::size_t r = 0; r < n_regions_; ++r)
            from(r) += of_group * (r == kind.posting ? stay : homes.in(r)) / (homes.all() - there + stay);
    }
    return all;
}

}  // namespace defection
