/// The army as the scenario describes it: groups, regions, organisations and formations, with units and sources. Data
/// only; what happens to it stands in the mechanisms.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/defection/army/people.hpp"
#include "sim/param/field.hpp"

namespace defection {

/// The standing of a group: the ruler's own, excluded from the core of power, or neither.
enum class Standing : std::uint8_t { in, out, other };
constexpr std::array<std::string_view, 3> standing_names = {"in", "out", "other"};

/// Kinds of organisation; they are the branches of the results file.
enum class Branch : std::uint8_t { army, elite, intelligence, militia };
constexpr std::array<std::string_view, 4> branch_names = {"army", "elite", "intelligence", "militia"};

/// How an organisation recruits: from the whole country, to post people away from home; or where its units stand.
enum class Recruitment : std::uint8_t { national, territorial };
constexpr std::array<std::string_view, 2> recruitment_names = {"national", "territorial"};

/// Kinds of posts that are stacked apart: first posts of units; officers; NCOs and professionals; all others.
enum class Appointment : std::uint8_t { commander, officer, career, others };
constexpr std::size_t n_appointments = 4;
struct AppointmentKeys {
    std::string_view share, odds, who, absent;
};
/// The keys of an organisation for them.
constexpr std::array<AppointmentKeys, n_appointments> appointment_keys = {{
    {"commander_share", "commander_odds", "commanders of its units", "as of others of their rank"},
    {"officer_share", "officer_odds", "its officers", "as of all its people"},
    {"career_share", "career_odds", "its NCOs and professionals", "as of all its people"},
    {"share", "odds", "all its people of whom nothing narrower is said", "as they live in its catchment"},
}};

/// The preference for an appointment. Nothing is said: all alike.
struct Preference {
    std::optional<double> share;  // of the ruler's group
    std::vector<double> odds;     // [group] against the population; of the other groups alone where share is given
    bool is_given() const { return share || !odds.empty(); }
};

struct Group {
    using Self = Group;
    std::string name, source;
    Standing standing = Standing::other;
    SIM_PARAM(double, share, sim::param::required, "1", in(0, 1), structure, "share of the population", "scenario");
    SIM_PARAM(double, fate, 0.0, "1", in(0, 1), structure,
              "how far members expect to share the regime's fate before the crisis", "F53");
};

struct Region {
    using Self = Region;
    std::string name, source;
    std::vector<double> group_share;  // [group] shares of the region's population, sum 1
    bool as_country = false;          // they are those of the whole country
    SIM_PARAM(double, population, sim::param::required, "person", at_least(1), structure, "people living there",
              "scenario");
    SIM_PARAM(double, border, 0.0, "1", in(0, 1), structure,
              "access to a border or to opposition ground, 1 = at the border", "scenario");
    SIM_PARAM(double, distance, 0.0, "1", in(0, 1), structure,
              "distance from the centre of power, 1 = out of its reach", "scenario");
};

/// Shares of a company's posts by rank; conscripts take what is left.
struct RoleShares {
    using Self = RoleShares;
    SIM_PARAM(double, junior_officer, 0.06, "1", in(0, 1), structure, "share of posts held by junior officers",
              "assumed");
    SIM_PARAM(double, nco, 0.10, "1", in(0, 1), structure, "share of posts held by NCOs", "assumed");
    SIM_PARAM(double, professional, 0.16, "1", in(0, 1), structure, "share of posts held by professionals", "assumed");
};

struct Organisation {
    using Self = Organisation;
    std::string name, source;
    Branch branch = Branch::army;
    Recruitment recruitment = Recruitment::national, commander_recruitment = Recruitment::national;
    std::vector<double> catchment;  // [region] weights; empty: as recruitment says
    std::vector<double> foreign;    // [group] shares of its people below officers who come from abroad; empty: none
    std::array<Preference, n_appointments> preferences;
    std::optional<double> informer_density;
    SIM_PARAM(double, rent, 0.3, "1", in(0, 1), structure, "privilege: pay, status and access it gives its officers",
              "F30");
    SIM_PARAM(double, dependence, 0.8, "1", in(0, 1), structure, "how far its rents depend on the ruler in person",
              "F95");
    SIM_PARAM(double, exposure, 1.0, "1", in(0, 1), structure,
              "share of its time in the field, facing crowds and rebels", "T12");
    SIM_PARAM(double, skill, 1.0, "1", in(0, 1), structure,
              "worth of its people in a fight, 1 = trained and armed as well as any", "assumed; 1 is neutral");
    SIM_PARAM(bool, specialists, false, "-", on_off(), structure,
              "whether its officers, NCOs and professionals have skills that a state alone can use: pilots, sailors",
              "F106");
    SIM_PARAM(double, watch, 1.0, "1", in(0, 1), structure,
              "how closely the agencies watch it, 1 = as closely as any unit", "F19");
    std::optional<double> checks;  // how far it acts against others who refuse
    SIM_PARAM(double, hierarchy, 0.5, "1", in(0, 1), structure,
              "how far its commanders do as their superior does, 1 = as one", "A2.3, A2.9; size of a case");
    SIM_PARAM(double, autonomy, 0.0, "1", in(0, 1), structure,
              "corporate autonomy: how far it lives by an interest and rules of its own", "A2.3, A2.4; 0 is neutral");
    SIM_PARAM(double, kin, 0.0, "1", in(0, 1), structure, "share of its generals who are kin of the ruler",
              "F1, F85; 0 is neutral");
    SIM_PARAM(double, chief_kin, 0.0, "1", in(0, 1), structure, "share of its generals who are kin of its chief",
              "assumed; 0 is neutral");
    SIM_PARAM(double, chief_tie, 0.0, "1", in(0, 1), structure, "how closely its chief is tied to the ruler",
              "F85; 0 is neutral");
    SIM_PARAM(double, succession, 0.0, "1", in(0, 1), structure,
              "place of its chief in the ruler's succession, 1 = the next", "F59; 0 is neutral");
    SIM_PARAM(double, patron, 1.0, "1", in(0, 5), structure,
              "how much of the foreign patron's support its commanders count on, 1 = as any other",
              "A2.29; 1 is neutral");

    /// Guards and agencies check others if nothing else is said.
    double check() const {
        return checks.value_or(branch == Branch::elite || branch == Branch::intelligence ? 1.0 : 0.0);
    }
};

/// A division or independent command and its identical brigades.
struct Formation {
    using Self = Formation;
    std::string name, source;
    std::size_t organisation = 0;
    std::size_t posting = 0;  // region
    RoleShares roles;
    SIM_PARAM(int, brigades, 1, "unit", in(1, 200), structure, "brigades or regiments", "scenario");
    SIM_PARAM(int, companies, 40, "unit", in(1, 2000), structure, "companies in each brigade at scale 1", "scenario");
    SIM_PARAM(int, company_size, 80, "person", in(4, 200), structure, "posts in a company", "B2");
    SIM_PARAM(int, headquarters, 12, "person", in(1, 200), structure,
              "senior officers at each brigade's headquarters at scale 1, its commander first", "assumed");
};

struct Structure {
    std::vector<Group> groups;
    std::vector<Region> regions;
    std::vector<Organisation> organisations;
    std::vector<Formation> formations;

    std::size_t ingroup = 0;  // the group whose standing is in

    double people(std::size_t region, std::size_t group) const {
        return regions[region].population * regions[region].group_share[group];
    }
    /// The home of those who come from no region.
    std::size_t abroad() const { return regions.size(); }
    /// Posts of regular formations (army and elite, headquarters included) at scale 1.
    double regular_posts() const;
    double posts() const;  // with intelligence and militia
    /// Posts held at the start: all but those of militia fighters, who come with the war.
    double posts_at_start() const;
    /// One in how many may be simulated so that each organisation surely has a company or a headquarters officer.
    std::uint64_t most_thinned() const;
    static double posts_of(const Formation& formation);
};

}  // namespace defection
