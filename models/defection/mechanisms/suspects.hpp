/// Suspects: companies from which people leave, or are arrested for meaning to, are suspect for a while. The regime breaks
/// them up, and places more informers in them.
///     S_c' = (departures + arrests) / posts - fading S_c
///     suspect: S_c >= bar
///     moved on [1/week] = broken_up                             of soldiers below officers
///     informers >= informers x men                made of people who serve there
///     strange_c' = arrivals / men - settling strange_c
///     bond of the company x (1 - strange_c)
/// A person moved comes to a vacant post of their kind in another company of the organisation in the region, takes a plan
/// along, and loses the circle and those they agreed to leave with. Rows F22, F27. Null: broken_up and informers are 0, no
/// company is suspect.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/control.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Suspects {
 public:
    static constexpr std::string_view name = "suspects";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure,
                  "whether the regime acts on companies that it suspects", "assumed");
        SIM_PARAM(double, broken_up, 0.0, "1/week", in(0, 5), policy,
                  "rate at which soldiers of a suspect company are moved to others", "F22, F27; 0 is neutral");
        SIM_PARAM(double, informers, 0.0, "1", in(0, 1), policy,
                  "informers in a suspect company, over its people: those who lack are made", "F20, F22; 0 is neutral");
        SIM_PARAM(double, bar, 0.05, "1", in(0, 1), policy,
                  "departures and arrests, over a company's posts, that make it suspect", "assumed");
        SIM_PARAM(double, fading, 0.1, "1/week", in(0, 5), behaviour, "rate at which they are forgotten", "assumed");
        SIM_PARAM(double, settling, 0.05, "1/week", in(0, 5), behaviour,
                  "rate at which people who were moved are strangers no longer", "assumed: 20 weeks");
    };
    explicit Suspects(const Parameters& p) : p_(p) {}

    void police(const state::Setting& setting, const state::Week& week, const Units& units, const People& people,
                const Strength& strength, const state::Happenings& happenings, state::Transfers& transfers,
                Roster& roster) {
        settle(week, transfers);
        if (p_.broken_up <= 0 && p_.informers <= 0) return;
        const Scene scene{setting, week, units, people, strength, transfers, roster};
        note(scene, happenings);
        pool_of_ = {};
        for (const Suspicion& one : signs_)
            if (one.signs >= p_.bar) infiltrate(scene, one.company);
        if (p_.broken_up <= 0) return;
        for (const Suspicion& one : signs_)
            if (one.signs >= p_.bar) break_up(scene, one.company);
    }

 private:
    struct Scene {
        const state::Setting& setting;
        const state::Week& week;
        const Units& units;
        const People& people;
        const Strength& strength;
        state::Transfers& transfers;
        Roster& roster;
    };
    struct Suspicion {
        CompanyId company;
        double signs;  // departures and arrests over posts, faded
        bool operator<(const Suspicion& other) const { return company < other.company; }
    };

    void settle(const state::Week& week, state::Transfers& transfers) const {
        const auto keep = float(1.0 - week.approach(p_.settling));
        std::erase_if(transfers.companies, [&](CompanyId company) {
            float& strange = transfers.strange[company];
            strange *= keep;
            return strange <= 0;
        });
    }

    /// Adds this week's signs, company by company in their order.
    void note(const Scene& scene, const state::Happenings& happenings) {
        const double keep = 1.0 - scene.week.approach(p_.fading);
        for (Suspicion& one : signs_) one.signs *= keep;
        std::erase_if(signs_, [](const Suspicion& one) { return one.signs <= 0; });
        for (const Happening& one : happenings.now) {
            if (one.what != What::departure && one.what != What::arrest) continue;
            const double sign = 1.0 / std::max(1, int{scene.units.companies.n_posts[one.company]});
            const auto at = std::lower_bound(signs_.begin(), signs_.end(), Suspicion{one.company, 0});
            if (at != signs_.end() && at->company == one.company)
                at->signs += sign;
            else
                signs_.insert(at, {one.company, sign});
        }
    }

    bool is_suspect(CompanyId company) const {
        const auto at = std::lower_bound(signs_.begin(), signs_.end(), Suspicion{company, 0});
        return at != signs_.end() && at->company == company && at->signs >= p_.bar;
    }

    void infiltrate(const Scene& scene, CompanyId company) const {
        const double men = double(scene.strength.men_in(company, scene.units.lanes.n_groups));
        const double missing = p_.informers * men - scene.strength.informers[company];
        double able = 0;
        const auto visit = [&](auto&& each) {
            for (const PostId post : scene.units.companies.posts_of(company)) {
                const PersonId who = scene.units.posts.holder[post];
                if (!who.names_somebody()) continue;
                const Person& person = scene.people[who];
                if (person.status == Status::serving && !person.has(informer)) each(who);
            }
        };
        if (missing <= 0) return;
        visit([&](PersonId) { ++able; });
        visit([&](PersonId who) {
            auto draw = scene.roster.stream("suspects/informer", who);
            if (sim::random::uniform(draw) * able >= missing) return;
            scene.roster.make_informer(who);
            ++scene.transfers.informers;
        });
    }

    void break_up(const Scene& scene, CompanyId company) {
        find_vacancies(scene, company);
        const double moved = scene.week.approach(p_.broken_up);
        for (const PostId post : scene.units.companies.posts_of(company)) {
            const PersonId who = scene.units.posts.holder[post];
            if (!who.names_somebody() || is_officer(scene.units.posts.rank[post])) continue;
            auto draw = scene.roster.stream("suspects/move", who);
            if (sim::random::uniform(draw) >= moved) continue;
            std::vector<PostId>& vacant = vacant_[static_cast<std::size_t>(scene.units.posts.rank[post])];
            if (vacant.empty()) continue;
            const auto at = static_cast<std::size_t>(sim::random::uniform(draw) * double(vacant.size()));
            std::swap(vacant[at], vacant.back());
            const Person& person = scene.people[who];
            scene.roster.move(who, {vacant.back(), person.rank, person.status}, {.cuts_ties = true});
            vacant.pop_back();
            arrive(scene, person.company);
        }
    }

    /// Of the companies of the same organisation in the region that are not suspect.
    void find_vacancies(const Scene& scene, CompanyId from) {
        const Companies& companies = scene.units.companies;
        const Pool pool{true, companies.organisation[from], companies.region[from]};
        if (pool == pool_of_) return;
        pool_of_ = pool;
        for (std::vector<PostId>& posts : vacant_) posts.clear();
        for (const CompanyId company : companies.ids()) {
            if (Pool{true, companies.organisation[company], companies.region[company]} != pool || is_suspect(company))
                continue;
            for (const PostId post : companies.posts_of(company))
                if (scene.units.posts.is_vacant(post))
                    vacant_[static_cast<std::size_t>(scene.units.posts.rank[post])].push_back(post);
        }
    }

    static void arrive(const Scene& scene, CompanyId company) {
        float& strange = scene.transfers.strange[company];
        if (strange <= 0) scene.transfers.companies.push_back(company);
        const float men = scene.strength.men_in(company, scene.units.lanes.n_groups);
        strange = std::min(1.0F, strange + 1.0F / std::max(1.0F, men));
        ++scene.transfers.people;
    }

    struct Pool {
        bool is_known = false;
        std::uint8_t organisation = 0, region = 0;
        bool operator==(const Pool&) const = default;
    };

    const Parameters& p_;
    std::vector<Suspicion> signs_;                     // in the order of companies
    std::array<std::vector<PostId>, n_ranks> vacant_;  // by whom they are for
    Pool pool_of_;                                     // whose vacancies these are
};

}  // namespace defection
