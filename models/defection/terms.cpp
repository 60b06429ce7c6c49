#include "models/defection/terms.hpp"

#include <algorithm>
#include <limits>

#include "sim/random/elementary.hpp"

namespace defection {

float Terms::value(const Term& term, std::size_t organisation, std::size_t company, std::size_t lane, Lanes lanes) {
    switch (term.level) {
        case Level::organisation_lane:
            return term.x[organisation * lanes.size() + lane];
        case Level::company:
            return term.x[company];
        case Level::company_group:
            return term.x[company * lanes.n_groups + lane / n_ranks];
        case Level::cell:
            return term.x[company * lanes.size() + lane];
        case Level::cell_company:
            return std::min(term.x[company * lanes.size() + lane], term.most) * term.by_company[company];
    }
    return 0.0F;
}

std::vector<float> Terms::sum_by_lane(std::span<const float> base) const {
    std::vector<float> by_lane(base.begin(), base.end());  // [organisation x lane]
    for (const Term& term : terms_)
        if (term.level == Level::organisation_lane && !term.x.empty())
            for (std::size_t i = 0; i < by_lane.size(); ++i) by_lane[i] += term.beta * term.x[i];
    return by_lane;
}

std::vector<float> Terms::sum_by_company_group(std::size_t n_companies) const {
    const std::size_t n_groups = lanes_.n_groups;
    std::vector<float> sum(n_companies * n_groups, 0.0F);
    for (const Term& term : terms_) {
        if (term.x.empty()) continue;
        if (term.level == Level::company_group)
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += term.beta * term.x[i];
        if (term.level == Level::company)
            for (std::size_t c = 0; c < n_companies; ++c)
                for (std::size_t g = 0; g < n_groups; ++g) sum[c * n_groups + g] += term.beta * term.x[c];
    }
    return sum;
}

namespace {

/// hazard = exp(log hazard), clamped; a plain loop, so that it becomes vector code.
void exponentiate(std::span<float> hazard) {
    using sim::random::detail::select;
    for (float& h : hazard) {
        const float above = select(h < Terms::least_log, Terms::least_log, h);
        h = sim::random::exp(select(above > Terms::most_log, Terms::most_log, above));
    }
}

}  // namespace

void Terms::sum(std::span<const float> base, std::span<const std::uint8_t> organisation,
                std::span<float> hazard) const {
    const std::size_t n_groups = lanes_.n_groups, width = lanes_.size();
    const std::vector<float> by_lane = sum_by_lane(base);
    const std::vector<float> by_company_group = sum_by_company_group(organisation.size());
    for (std::size_t c = 0; c < organisation.size(); ++c) {
        const float* lane = by_lane.data() + organisation[c] * width;
        const std::span<float> row = hazard.subspan(c * width, width);
        for (std::size_t g = 0; g < n_groups; ++g)
            ranks_at(row.data() + g * n_ranks) = ranks_at(lane + g * n_ranks) + by_company_group[c * n_groups + g];
        for (const Term& term : terms_) {
            if (term.level < Level::cell || term.x.empty()) continue;
            const bool is_product = term.level == Level::cell_company;
            const float* x = term.x.data() + c * width;
            const float beta = is_product ? term.beta * term.by_company[c] : term.beta;
            const float most = is_product ? term.most : std::numeric_limits<float>::max();
            for (std::size_t g = 0; g < n_groups; ++g)
                ranks_at(row.data() + g * n_ranks) += beta * ranks_at(x + g * n_ranks).min(most);
        }
        exponentiate(row);
    }
}

void Inflow::integrate(std::span<const std::uint8_t> organisation, float keep, float gain, std::span<float> stock) {
    const std::size_t n_groups = lanes_.n_groups;
    for (std::size_t c = 0; c < organisation.size(); ++c) {
        const float* lane = by_lane_.data() + organisation[c] * lanes_.size();
        for (std::size_t g = 0; g < n_groups; ++g) {
            const float local = by_group_[g] + (x_.empty() ? 0.0F : weight_ * x_[c * n_groups + g]);
            auto cell = ranks_at(stock.data() + (c * n_groups + g) * n_ranks);
            cell = keep * cell + gain * (ranks_at(lane + g * n_ranks) + local);
        }
    }
    std::fill(by_lane_.begin(), by_lane_.end(), 0.0F);
    std::fill(by_group_.begin(), by_group_.end(), 0.0F);
    x_ = {};
}

void Factors::set_trait(Trait trait, double log_factor) {
    const double factor = sim::random::exp(log_factor);
    for (std::size_t set = 0; set < by_trait_.size(); ++set)
        if ((set & trait) != 0) by_trait_[set] *= factor;
}

void Factors::set_home_levels(double unrest, double shelled) {
    by_home_ = {1.0, sim::random::exp(unrest), sim::random::exp(shelled)};
}

void Factors::set_ties(double log_factor, int most) {
    for (std::size_t n = 0; n < by_ties_.size(); ++n)
        by_ties_[n] = sim::random::exp(log_factor * std::min(static_cast<double>(n), static_cast<double>(most)));
}

}  // namespace defection
