#include "models/defection/terms.hpp"

#include <algorithm>

#include "sim/check.hpp"
#include "sim/random/elementary.hpp"

namespace defection {

float Terms::value(const Term& term, const Place& place, std::size_t lane, Lanes lanes) {
    const std::size_t width = lanes.size(), group = lane / n_ranks;
    switch (term.level) {
        case Level::organisation_lane:
            return term.x[place.organisation * width + lane];
        case Level::brigade:
            return term.x[place.brigade];
        case Level::brigade_group:
            return term.x[place.brigade * lanes.n_groups + group];
        case Level::brigade_lane:
            return term.x[place.brigade * width + lane];
        case Level::company:
            return term.x[place.company];
        case Level::company_group:
            return term.x[place.company * lanes.n_groups + group];
    }
    return 0.0F;
}

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

void Terms::sum_by_organisation(std::span<const float> base) {
    of_organisation_.assign(base.begin(), base.end());
    for (const Term& term : terms_)
        if (term.level == Level::organisation_lane) add_to(of_organisation_, term);
}

void Terms::sum_by_brigade(std::span<const std::uint8_t> organisation) {
    const std::size_t width = lanes_.size();
    of_brigade_.resize(organisation.size() * width);
    for (std::size_t b = 0; b < organisation.size(); ++b)
        std::copy_n(of_organisation_.data() + organisation[b] * width, width, of_brigade_.data() + b * width);
    for (const Term& term : terms_)
        if (is_of_brigade(term.level)) add_to(of_brigade_, term);
    exponentiate(of_brigade_);
}

void Terms::sum_by_company(std::size_t n_companies) {
    of_company_.assign(n_companies * lanes_.n_groups, 0.0F);
    for (const Term& term : terms_)
        if (is_of_company(term.level)) add_to(of_company_, term);
    exponentiate(of_company_);
}

void Terms::sum(std::span<const float> base, std::span<const std::uint8_t> organisation, std::size_t n_companies) {
    sum_by_organisation(base);
    sum_by_brigade(organisation);
    sum_by_company(n_companies);
}

void Terms::hazard_of(const Place& place, std::span<float> hazard) const {
    constexpr float least = sim::random::exp(least_log), most = sim::random::exp(most_log);
    const float* of_brigade = of_brigade_.data() + place.brigade * lanes_.size();
    const float* of_company = of_company_.data() + place.company * lanes_.n_groups;
    for (std::size_t g = 0; g < lanes_.n_groups; ++g)
        ranks_at(hazard.data() + g * n_ranks) =
            (ranks_at(of_brigade + g * n_ranks) * of_company[g]).max(least).min(most);
}

void Inflow::integrate(std::span<const std::uint8_t> organisation, float keep, float gain, std::span<float> stock) {
    const std::size_t n_groups = lanes_.n_groups;
    for (std::size_t b = 0; b < organisation.size(); ++b) {
        const float* lane = by_lane_.data() + organisation[b] * lanes_.size();
        for (std::size_t g = 0; g < n_groups; ++g) {
            const float local = by_group_[g] + (x_.empty() ? 0.0F : weight_ * x_[b * n_groups + g]);
            auto ranks = ranks_at(stock.data() + (b * n_groups + g) * n_ranks);
            ranks = keep * ranks + gain * (ranks_at(lane + g * n_ranks) + local);
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
