/// The parts of the shared log-hazard. Each mechanism adds one term beta x at the level at which x varies; only a
/// product of two numbers is made for every cell. A cell is one company x group x rank; the cells of a company lie
/// together (a row of lanes). The companies of a brigade live in one place under one command: what reaches them from
/// outside is kept once for the brigade.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection {

enum class Level : std::uint8_t {
    organisation_lane,
    brigade,
    brigade_group,
    brigade_lane,
    company,
    company_group,
    // The product of one number of a brigade's lane and another of a company, or of a company's group
    brigade_lane_by_company,
    brigade_lane_by_company_group
};

constexpr bool is_of_brigade(Level level) {
    return level == Level::brigade || level == Level::brigade_group || level == Level::brigade_lane;
}
constexpr bool is_product(Level level) {
    return level == Level::brigade_lane_by_company || level == Level::brigade_lane_by_company_group;
}
constexpr bool is_of_company(Level level) { return level == Level::company || level == Level::company_group; }

/// One mechanism's term this week: `x` [shape of its level], to be multiplied by `beta`.
struct Term {
    std::string parameter;  // the parameter that is its coefficient, "danger.trigger"
    Level level = Level::company;
    float beta = 0;
    std::span<const float> x;
    std::span<const float> by = {};  // [company, or company x group] the other factor of a product

    /// x for one cell of a company; 0 if the term was never filled.
    float at(const Place& place, std::size_t lane, Lanes lanes) const;
};

namespace state {

/// Gathered from the mechanisms, in any order. Null: no terms.
class Terms {
 public:
    static constexpr std::string_view name = "terms";
    static constexpr bool gathers = true;

    explicit Terms(const Units& units) : lanes_(units.lanes), n_organisations_(units.n_organisations()) {}

    std::size_t add(std::string parameter, Level level) {
        terms_.push_back({std::move(parameter), level, 0.0F, {}, {}});
        tables_.emplace_back();
        return terms_.size() - 1;
    }
    /// x stays with its owner, who keeps it until the week is over.
    void fill(std::size_t term, double beta, std::span<const float> x) {
        terms_[term].beta = static_cast<float>(beta);
        terms_[term].x = x;
    }
    /// A product: x [brigade x lane] times by [company, or company x group].
    void fill(std::size_t term, double beta, std::span<const float> x, std::span<const float> by) {
        fill(term, beta, x);
        terms_[term].by = by;
    }
    /// A term by organisation and lane: x(organisation, group, rank).
    template <class X>
    void fill_lanes(std::size_t term, double beta, X&& x) {
        std::vector<float>& table = tables_[term];
        table.resize(n_organisations_ * lanes_.size());
        for (std::size_t o = 0; o < n_organisations_; ++o)
            for (std::size_t g = 0; g < lanes_.n_groups; ++g)
                for (std::size_t r = 0; r < n_ranks; ++r)
                    table[o * lanes_.size() + Lanes::at(g, Rank(r))] = static_cast<float>(x(o, g, Rank(r)));
        fill(term, beta, table);
    }
    const std::vector<Term>& all() const { return terms_; }

 private:
    Lanes lanes_;
    std::size_t n_organisations_;
    std::vector<Term> terms_;
    std::vector<std::vector<float>> tables_;  // of fill_lanes
};

}  // namespace state

/// The week's terms added up: those of brigades, then those of companies; a cell has the product of their exponentials,
/// and of that of each product term.
class HazardSums {
 public:
    /// The rate without any term, by rank, and the bounds of a cell's sum. [log 1/week]
    struct LogRates {
        std::array<float, n_ranks> base;
        float least, most;
    };
    void add_up(const std::vector<Term>& terms, const LogRates& rates, const Units& units);
    /// The summed hazards of a company: hazard [lane, 1/week].
    void hazard_of(CompanyId company, const Units& units, std::span<float> hazard) const;

 private:
    /// exp of the product terms of a company: result [lane].
    void exp_of_products(CompanyId company, const Units& units, std::span<float> result) const;

    std::vector<float> of_organisation_, of_brigade_, of_company_;  // [x lane], [x lane], [x group]
    std::vector<Term> products_;
    float least_ = 0, most_ = 0;  // [1/week]
};

}  // namespace defection
