/// The formation tree with its posts. Holders of posts change; the tree does not.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/defection/army/lanes.hpp"
#include "models/defection/army/people.hpp"
#include "models/defection/scenario/structure.hpp"

namespace defection {

/// Primary groups and headquarters.
struct Companies {
    Column<CompanyId, std::uint8_t> organisation, region;
    Column<CompanyId, BrigadeId> brigade;
    Column<CompanyId, PostId> first_post;
    Column<CompanyId, std::uint16_t> n_posts;
    std::size_t size() const { return region.size(); }
    Ids<CompanyId> ids() const { return region.ids(); }
    Ids<PostId> posts_of(CompanyId company) const {
        return {first_post[company], std::size_t{first_post[company]} + n_posts[company]};
    }
    /// Which of its company's posts one is, from 0.
    Index slot_of(PostId post, CompanyId company) const { return post - first_post[company]; }
    /// The first post of each company, and the end of the last one's.
    std::vector<Index> post_boundaries() const;
};

/// Posts outlive their holders; the holders of neighbouring posts form a squad and are each other's strong ties.
struct Posts {
    Column<PostId, CompanyId> company;
    Column<PostId, Rank> rank;  // of a fresh holder
    Column<PostId, PersonId> holder;
    Column<PostId, std::uint16_t> ordinal;  // of the next holder
    std::size_t size() const { return company.size(); }
    Ids<PostId> ids() const { return company.ids(); }
    bool is_vacant(PostId post) const { return !holder[post].names_somebody(); }
    void prefetch(PostId post) const {
        sim::agents::prefetch(&holder[post]);
        sim::agents::prefetch(&rank[post]);
    }
    /// Asks for what a newcomer to a post reads of it.
    void prefetch_whole(PostId post) const {
        prefetch(post);
        sim::agents::prefetch(&company[post]);
        sim::agents::prefetch(&ordinal[post]);
    }
};

/// Brigades and regiments, the nodes of the formation tree under a formation of the scenario.
struct Brigades {
    Column<BrigadeId, std::uint8_t> organisation, region;
    Column<BrigadeId, std::uint32_t> formation, key;  // key: of its posts' random streams
    Column<BrigadeId, CompanyId> first_company;
    Column<BrigadeId, std::uint16_t> n_companies;  // headquarters first
    std::size_t size() const { return formation.size(); }
    Ids<BrigadeId> ids() const { return formation.ids(); }
    Ids<CompanyId> companies_of(BrigadeId brigade) const {
        return {first_company[brigade], std::size_t{first_company[brigade]} + n_companies[brigade]};
    }
};

/// A company, and what it belongs to.
struct Place {
    std::size_t organisation;
    BrigadeId brigade;
    CompanyId company;
};

struct Units {
    static constexpr std::string_view name = "units";
    static constexpr bool is_kept = true;

    Companies companies;
    Posts posts;
    Brigades brigades;
    Lanes lanes;
    std::vector<Branch> branch;                  // [organisation]
    std::vector<bool> of_specialists;            // [organisation] whether its career soldiers are specialists
    std::array<std::size_t, n_ranks> n_posts{};  // by rank

    std::size_t n_organisations() const { return branch.size(); }
    std::size_t n_cells() const { return companies.size() * lanes.size(); }
    bool has_specialists() const { return std::ranges::find(of_specialists, true) != of_specialists.end(); }
    bool is_specialist(const Person& person) const {
        return of_specialists[organisation_of(person)] && is_career(person.rank);
    }
    Branch branch_of(CompanyId company) const { return branch[companies.organisation[company]]; }
    Branch branch_of(BrigadeId brigade) const { return branch[brigades.organisation[brigade]]; }
    BrigadeId brigade_of(const Person& person) const { return companies.brigade[person.company]; }
    std::size_t region_of(const Person& person) const { return companies.region[person.company]; }
    std::size_t organisation_of(const Person& person) const { return companies.organisation[person.company]; }
    Index cell_of(CompanyId company, std::size_t group, Rank rank) const {
        return static_cast<Index>(company * lanes.size() + Lanes::at(group, rank));
    }
    Index cell_of(const Person& person) const { return cell_of(person.company, person.group, person.rank); }
    /// Row of a company's group.
    std::size_t company_group(CompanyId company, std::size_t group) const { return company * lanes.n_groups + group; }
    std::size_t company_group(const Person& person) const { return company_group(person.company, person.group); }
    bool is_headquarters(CompanyId company) const {
        return company == brigades.first_company[companies.brigade[company]];
    }
    Place place_of(CompanyId company) const {
        return {companies.organisation[company], companies.brigade[company], company};
    }
    /// Row of a person's organisation, group and rank.
    std::size_t organisation_lane(const Person& person) const {
        return organisation_of(person) * lanes.size() + Lanes::at(person.group, person.rank);
    }
    /// Row of a person's brigade, group and rank.
    std::size_t brigade_lane(const Person& person) const {
        return brigade_of(person) * lanes.size() + Lanes::at(person.group, person.rank);
    }
};

/// No post is held yet. At a smaller scale companies keep their size and brigades their place in the tree; a
/// formation has that share of its companies and headquarters officers, spread evenly over its brigades.
Units lay_out(const Structure& structure, double scale, std::uint64_t run_seed);

}  // namespace defection
