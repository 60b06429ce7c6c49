#include "models/defection/state/terms.hpp"

#include <algorithm>

#include "sim/check.hpp"
#include "sim/random/elementary.hpp"

namespace defection {
namespace {

/// sum += beta x, where every x holds for so many neighbouring sums.
void add_to(std::span<float> sum, const Term& term) {
    if (term.x.empty()) return;
    SIM_EXPECT(sum.size() % term.x.size() == 0);
    const std::size_t each = sum.size() / term.x.size();
    if (each == 1)
        for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += term.beta * term.x[i];
    else
        for (std::size_t i = 0; i < term.x.size(); ++i)
            for (std::size_t k = 0; k < each; ++k) sum[i * each + k] += term.beta * term.x[i];
}

/// A plain loop, so that it becomes vector code.
void exponentiate(std::span<float> sum) {
    for (float& x : sum) x = sim::random::exp(x);
}

}  // namespace

float Term::at(const Place& place, std::size_t lane, Lanes lanes) const {
    if (x.empty()) return 0.0F;
    const std::size_t width = lanes.size(), group = lane / n_ranks;
    switch (level) {
        case Level::organisation_lane:
            return x[place.organisation * width + lane];
        case Level::brigade:
            return x[place.brigade];
        case Level::brigade_group:
            return x[place.brigade * lanes.n_groups + group];
        case Level::brigade_lane:
            return x[place.brigade * width + lane];
        case Level::company:
            return x[place.company];
        case Level::company_group:
            return x[place.company * lanes.n_groups + group];
        case Level::brigade_lane_by_company:
            return x[place.brigade * width + lane] * by[place.company];
        case Level::brigade_lane_by_company_group:
            return x[place.brigade * width + lane] * by[place.company * lanes.n_groups + group];
    }
    return 0.0F;
}

void HazardSums::add_up(const std::vector<Term>& terms, const LogRates& rates, const Units& units) {
    least_ = sim::random::exp(rates.least);
    most_ = sim::random::exp(rates.most);
    const std::size_t width = units.lanes.size();
    of_organisation_.resize(units.n_organisations() * width);
    for (std::size_t i = 0; i < of_organisation_.size(); ++i) of_organisation_[i] = rates.base[i % n_ranks];
    for (const Term& term : terms)
        if (term.level == Level::organisation_lane) add_to(of_organisation_, term);

    of_brigade_.resize(units.brigades.size() * width);
    for (const BrigadeId b : units.brigades.ids())
        std::copy_n(of_organisation_.data() + units.brigades.organisation[b] * width, width,
                    of_brigade_.data() + b * width);
    for (const Term& term : terms)
        if (is_of_brigade(term.level)) add_to(of_brigade_, term);
    exponentiate(of_brigade_);

    of_company_.assign(units.companies.size() * units.lanes.n_groups, 0.0F);
    for (const Term& term : terms)
        if (is_of_company(term.level)) add_to(of_company_, term);
    exponentiate(of_company_);

    products_.clear();
    for (const Term& term : terms)
        if (is_product(term.level) && !term.x.empty() && term.beta != 0) products_.push_back(term);
}

void HazardSums::hazard_of(CompanyId company, const Units& units, std::span<float> hazard) const {
    const std::size_t n_groups = units.lanes.n_groups;
    const float* of_brigade = of_brigade_.data() + units.companies.brigade[company] * units.lanes.size();
    const float* of_company = of_company_.data() + company * n_groups;
    if (!products_.empty()) exp_of_products(company, units, hazard);
    for (std::size_t g = 0; g < n_groups; ++g) {
        auto result = ranks_at(hazard.data() + g * n_ranks);
        Ranks row = ranks_at(of_brigade + g * n_ranks) * of_company[g];
        if (!products_.empty()) row *= result;
        result = row.max(least_).min(most_);
    }
}

void HazardSums::exp_of_products(CompanyId company, const Units& units, std::span<float> result) const {
    const std::size_t n_groups = units.lanes.n_groups;
    std::fill(result.begin(), result.end(), 0.0F);
    for (const Term& term : products_) {
        const float* x = term.x.data() + units.companies.brigade[company] * units.lanes.size();
        const bool is_of_group = term.level == Level::brigade_lane_by_company_group;
        const float* by = term.by.data() + company * (is_of_group ? n_groups : 1);
        for (std::size_t g = 0; g < n_groups; ++g)
            ranks_at(result.data() + g * n_ranks) += term.beta * by[is_of_group ? g : 0] * ranks_at(x + g * n_ranks);
    }
    exponentiate(result);
}

}  // namespace defection
