/// The traits and homes of those who come to a post, as tables that one uniform number for each trait is looked up in. A group's odds
/// move the boundary between the ruler's group and the others, and leave all others as they were.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/defection/army/units.hpp"
#include "models/defection/scenario/composition.hpp"
#include "models/defection/state/intake.hpp"

namespace defection {

/// Posts whose holders come from the same people.
struct PostKind {
    std::uint8_t organisation = 0, posting = 0;
    Appointment appointment = Appointment::others;
};

class Origins {
 public:
    /// away_from_capital: share of other groups' people kept away from the centre of power itself.
    Origins(const Structure& structure, const state::Admission& admission, double away_from_capital = 0);

    PostKind kind_of(const Units& units, PostId post) const {
        const CompanyId company = units.posts.company[post];
        const std::uint8_t organisation = units.companies.organisation[company];
        return {organisation, units.companies.region[company],
                appointment_of(organisation, units.companies.slot_of(post, company), units.posts.rank[post])};
    }
    std::size_t n_kinds() const { return rows_.size(); }
    std::size_t number_of(const PostKind& kind) const {
        return (kind.organisation * n_regions_ + kind.posting) * n_appointments + std::size_t(kind.appointment);
    }
    PostKind kind(std::size_t number) const {
        const std::size_t at = number / n_appointments;
        return {static_cast<std::uint8_t>(at / n_regions_), static_cast<std::uint8_t>(at % n_regions_),
                Appointment(number % n_appointments)};
    }

    /// In [0, 1) each: whether of the ruler's group or from abroad, which other group, whether at home where the unit is
    /// posted, where else.
    struct Uniforms {
        double in, group, local, home;
    };
    struct Origin {
        std::uint8_t group = 0, home = 0;  // home: a region, or abroad
    };
    /// away: share kept away of those recruited nationally whom chance would post at home.
    Origin draw(const PostKind& kind, const Uniforms& u, double away) const;

    /// [home, and abroad after the last region x group] probabilities, sum 1.
    std::vector<double> probabilities(const PostKind& kind, double away) const;

 private:
    struct Row {
        double in = 0;             // share of the ruler's group
        double foreign = 0;        // share from abroad
        std::uint32_t homes = 0;   // which table of homes
        bool is_posting = false;   // all homes are in the region of posting
        bool is_national = false;  // some are kept away from it
    };
    /// People of a group by region, summed up to each region.
    struct Homes {
        std::span<const double> up_to;
        double before(std::size_t region) const { return region > 0 ? up_to[region - 1] : 0.0; }
        double in(std::size_t region) const { return up_to[region] - before(region); }
        double all() const { return up_to.back(); }
    };

    Appointment appointment_of(std::size_t organisation, Index slot, Rank rank) const {
        if (slot == 0 && commanders_apart_[organisation] && !is_conscript(rank)) return Appointment::commander;
        if (!is_career(rank)) return Appointment::others;
        return is_officer(rank) ? Appointment::officer : Appointment::career;
    }
    void add_organisation(const Structure& structure, const state::Admission& admission, std::size_t organisation,
                          double away_from_capital);
    /// Parts: [group] of a whole.
    void fill_row(const PostKind& kind, const Row& row, const std::vector<double>& parts);
    /// The table of a catchment other than the region of posting.
    std::uint32_t add_homes(const Structure& structure, const Catchment& catchment);
    std::size_t home_of(const Row& row, std::size_t posting, std::size_t group, const Uniforms& u, double away) const;
    Homes homes_of(const Row& row, std::size_t group) const {
        return {std::span(homes_).subspan((row.homes * n_groups_ + group) * n_regions_, n_regions_)};
    }

    std::size_t n_groups_, n_regions_, ingroup_;
    std::vector<bool> commanders_apart_;  // [organisation]
    std::vector<Row> rows_;               // [kind]
    std::vector<double> others_;          // [kind x group] of the other groups, summed up to each
    std::vector<double> foreigners_;      // [organisation x group] from abroad, summed up to each
    std::vector<double> homes_;           // [table x group x region]
};

}  // namespace defection
