#include "models/defection/terms.hpp"

#include <algorithm>

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
    }
    return 0.0F;
}

void Terms::add_company_levels(std::size_t company, std::span<float> by_group) const {
    for (const Term& term : terms_) {
        if (term.x.empty()) continue;
        if (term.level == Level::company)
            for (float& group : by_group) group += term.beta * term.x[company];
        if (term.level == Level::company_group)
            for (std::size_t g = 0; g < by_group.size(); ++g)
                by_group[g] += term.beta * term.x[company * by_group.size() + g];
    }
}

void Terms::sum(std::span<const float> base, std::span<const std::uint8_t> organisation,
                std::span<float> hazard) const {
    const std::size_t width = lanes_.size();
    std::vector<float> by_lane(base.begin(), base.end());  // [organisation x lane]
    for (const Term& term : terms_)
        if (term.level == Level::organisation_lane && !term.x.empty())
            for (std::size_t i = 0; i < by_lane.size(); ++i) by_lane[i] += term.beta * term.x[i];

    std::vector<float> by_group(lanes_.n_groups);
    for (std::size_t c = 0; c < organisation.size(); ++c) {
        std::fill(by_group.begin(), by_group.end(), 0.0F);
        add_company_levels(c, by_group);
        const float* lane = by_lane.data() + organisation[c] * width;
        float* out = hazard.data() + c * width;
        for (std::size_t g = 0; g < lanes_.n_groups; ++g)
            for (std::size_t r = 0; r < n_ranks; ++r) out[g * n_ranks + r] = lane[g * n_ranks + r] + by_group[g];
        for (const Term& term : terms_) {
            if (term.level != Level::cell || term.x.empty()) continue;
            const float* x = term.x.data() + c * width;
            for (std::size_t i = 0; i < width; ++i) out[i] += term.beta * x[i];
        }
        for (std::size_t i = 0; i < width; ++i) {
            const float log_hazard = std::min(std::max(out[i], least_log), most_log);
            out[i] = sim::random::exp(log_hazard);
        }
    }
}

void Inflow::integrate(std::span<const std::uint8_t> organisation, float keep, float gain, std::span<float> stock) {
    const std::size_t width = lanes_.size();
    for (std::size_t c = 0; c < organisation.size(); ++c) {
        const float* lane = by_lane_.data() + organisation[c] * width;
        float* cell = stock.data() + c * width;
        for (std::size_t g = 0; g < lanes_.n_groups; ++g) {
            const float local = by_group_[g] + (x_.empty() ? 0.0F : weight_ * x_[c * lanes_.n_groups + g]);
            for (std::size_t r = g * n_ranks; r < (g + 1) * n_ranks; ++r)
                cell[r] = keep * cell[r] + gain * (lane[r] + local);
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
