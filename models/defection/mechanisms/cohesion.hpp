/// Cohesion of the primary group enforces the group's own norm: it holds men when the company is loyal and pulls them
/// when it is not.
///     norm = mean over the company of s(fate* + rent + reserve - G),   s(x) = x / (1 + |x|)
///     bond = serving share of posts x (1 - diversity (1 - sum of squared group shares));   ln h += -effect bond norm
/// Domain D9 (tenure and homogeneity), A1.3. Null: no bond.
#pragma once

#include "models/defection/world.hpp"

namespace defection {

class Cohesion {
 public:
    static constexpr std::string_view name = "cohesion";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether companies bind their men", "assumed");
        SIM_PARAM(double, effect, 1.4, "log", in(0, 6), behaviour,
                  "log-hazard removed by a full bond in a loyal company", "model trial 0.2-1.5");
        SIM_PARAM(double, reserve, 0.15, "1", in(-2, 2), behaviour, "loyalty a company has without any reason",
                  "model trial");
        SIM_PARAM(double, diversity, 0.5, "1", in(0, 1), behaviour, "bond lost where groups are fully mixed",
                  "A1.5 (mistrust across groups); size assumed");
    };
    explicit Cohesion(const Parameters& p) : p_(p) {}

    double bond(double serving_share, double homogeneity) const {
        return serving_share * (1.0 - p_.diversity * (1.0 - homogeneity));
    }

    void prepare(World& world) {
        term_ = world.terms.add("cohesion.effect", Level::company);
        bound_norm_.assign(world.companies.size(), 0.0F);
    }

    void appraise(World& world) {
        const CompanyMeans means(world, p_.reserve);
        for (std::size_t c = 0; c < bound_norm_.size(); ++c) {
            const auto [serving, norm, homogeneity] = means.of(c);
            world.bond[c] = float(bond(serving / double(world.companies.n_posts[c]), homogeneity));
            bound_norm_[c] = world.bond[c] * float(norm);
        }
    }

    void hazard(World& world) const { world.terms.fill(term_, -p_.effect, bound_norm_); }

 private:
    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> bound_norm_;  // [company]
};

}  // namespace defection
