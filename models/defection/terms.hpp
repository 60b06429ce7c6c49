/// The parts of the shared log-hazard. Each mechanism adds one term beta x at the level at which x varies; only a
/// product of two numbers is made for every cell. A cell is one company x group x rank; the cells of a company lie
/// together (a row of lanes). The companies of a brigade live in one place under one command: what reaches them from
/// outside is kept once for the brigade.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "models/defection/people.hpp"

namespace defection {

/// The eight ranks of one company and group, side by side: what a vector register holds. Only element-wise operations.
using Ranks = Eigen::Array<float, n_ranks, 1>;
inline Eigen::Map<const Ranks> ranks_at(const float* first) { return Eigen::Map<const Ranks>(first); }
inline Eigen::Map<Ranks> ranks_at(float* first) { return Eigen::Map<Ranks>(first); }
/// Sum over ranks in a fixed order, whatever the width of a register.
inline float sum_of(const Ranks& x) { return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7])); }

/// Rows of lanes: lane = group x n_ranks + rank.
struct Lanes {
    std::size_t n_groups = 0;
    std::size_t size() const { return n_groups * n_ranks; }
    static std::size_t at(std::size_t group, Rank rank) { return group * n_ranks + static_cast<std::size_t>(rank); }
};

enum class Level : std::uint8_t { organisation_lane, brigade, brigade_group, brigade_lane, company, company_group };

constexpr bool is_of_brigade(Level level) {
    return level == Level::brigade || level == Level::brigade_group || level == Level::brigade_lane;
}
constexpr bool is_of_company(Level level) { return level == Level::company || level == Level::company_group; }

/// A company, and what it belongs to.
struct Place {
    std::size_t organisation, brigade, company;
};

/// One mechanism's term this week: `x` [shape of its level], to be multiplied by `beta`.
struct Term {
    std::string parameter;  // the parameter that is its coefficient, "fear.trigger"
    Level level = Level::company;
    float beta = 0;
    std::span<const float> x;
};

class Terms {
 public:
    Terms(std::size_t n_organisations, Lanes lanes) : lanes_(lanes), n_organisations_(n_organisations) {}

    std::size_t add(std::string parameter, Level level) {
        terms_.push_back({std::move(parameter), level, 0.0F, {}});
        tables_.emplace_back();
        return terms_.size() - 1;
    }
    /// x stays with its owner, who keeps it until the week is over.
    void fill(std::size_t term, double beta, std::span<const float> x) {
        terms_[term].beta = static_cast<float>(beta);
        terms_[term].x = x;
    }
    /// A term by organisation and lane: x(organisation, group, rank).
    template <class X>
    void fill_lanes(std::size_t term, double beta, X&& x) {
        std::vector<float>& table = tables_[term];
        table.resize(n_organisations_ * lanes_.size());
        for (std::size_t o = 0; o < n_organisations_; ++o)
            for (std::size_t g = 0; g < lanes_.n_groups; ++g)
                for (std::size_t r = 0; r < n_ranks; ++r)
                    table[o * lanes_.size() + lanes_.at(g, Rank(r))] = static_cast<float>(x(o, g, Rank(r)));
        fill(term, beta, table);
    }
    const std::vector<Term>& all() const { return terms_; }

    /// x of a term for one cell of a company.
    static float value(const Term& term, const Place& place, std::size_t lane, Lanes lanes);

    /// Sums the week's terms. base: [organisation x lane]; organisation: [brigade].
    void sum(std::span<const float> base, std::span<const std::uint8_t> organisation, std::size_t n_companies);
    /// The summed hazards of a company: hazard [lane, 1/week] = exp(base + all terms), the log clamped to [least_log,
    /// most_log].
    void hazard_of(const Place& place, std::span<float> hazard) const;

    static constexpr float least_log = -25.0F;
    static constexpr float most_log = -0.7F;  // a hazard of 0.5 a week: half a cell in 1.4 weeks

 private:
    void sum_by_organisation(std::span<const float> base);
    void sum_by_brigade(std::span<const std::uint8_t> organisation);
    void sum_by_company(std::size_t n_companies);

    Lanes lanes_;
    std::size_t n_organisations_;
    std::vector<Term> terms_;
    std::vector<std::vector<float>> tables_;  // of fill_lanes
    // Sums of the week; then the last two are exponentiated
    std::vector<float> of_organisation_, of_brigade_, of_company_;  // [x lane], [x lane], [x group]
};

/// Inflows of grievance this week, each kept at its level; cleared when the stock has taken them up.
class Inflow {
 public:
    Inflow(std::size_t n_organisations, Lanes lanes)
        : lanes_(lanes), by_lane_(n_organisations * lanes.size(), 0.0F), by_group_(lanes.n_groups, 0.0F) {}

    float& at(std::size_t organisation, std::size_t lane) { return by_lane_[organisation * lanes_.size() + lane]; }
    void add_group(std::size_t group, double inflow) { by_group_[group] += static_cast<float>(inflow); }
    /// weight x x for every brigade and group, from one mechanism; x stays with its owner.
    void set_brigade_group(std::span<const float> x, float weight) {
        x_ = x;
        weight_ = weight;
    }
    /// stock [brigade x lane] = keep stock + gain inflow; then forgets the inflows. organisation: [brigade].
    void integrate(std::span<const std::uint8_t> organisation, float keep, float gain, std::span<float> stock);

 private:
    Lanes lanes_;
    std::vector<float> by_lane_;   // [organisation x lane]
    std::vector<float> by_group_;  // [group]
    std::span<const float> x_;     // [brigade x group]
    float weight_ = 0;
};

/// exp of everything personal but frailty, from a person's own counts and flags: recomputed, never multiplied in place.
class Factors {
 public:
    Factors() { by_trait_.fill(1.0), by_home_.fill(1.0), by_ties_.fill(1.0); }
    void set_trait(Trait trait, double log_factor);
    void set_home_levels(double unrest, double shelled);
    void set_ties(double log_factor, int most);
    double of(const People& people, Index who) const {
        return by_trait_[people[who].traits] * by_home_[people[who].home_level] * by_ties_[people[who].ties_gone];
    }

 private:
    std::array<double, 256> by_trait_;  // [set of Trait]
    std::array<double, 3> by_home_;     // [home_level]
    std::array<double, 256> by_ties_;   // [ties gone]
};

}  // namespace defection
