/// Cohesion of the primary group enforces the group's own norm: it holds men when the company is loyal and pulls them
/// when it is not.
///     s(x) = x / (1 + |x|)
///     norm = mean over the company of s(fate* + rent + reserve - G)
///     bond = serving share of posts x (1 - diversity (1 - sum of squared group shares))
///     ln h += -effect bond norm
/// Domain D9 (tenure and homogeneity), A1.3. Null: no bond.
#pragma once

#include <algorithm>

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

    Eigen::ArrayXf bond(const Eigen::ArrayXf& serving_share, const Eigen::ArrayXf& homogeneity) const {
        return serving_share * (1.0F - float(p_.diversity) * (1.0F - homogeneity));
    }

    void prepare(World& world) {
        term_ = world.terms.add("cohesion.effect", Level::company);
        posts_.resize(Eigen::Index(world.companies.size()));
        std::copy(world.companies.n_posts.begin(), world.companies.n_posts.end(), posts_.begin());
        serving_ = squares_ = approving_ = Eigen::ArrayXf::Zero(posts_.size());
        approval_.assign(world.grievance.size(), 0.0F);
    }

    void appraise(World& world) {
        approve(world);
        for (Eigen::Index c = 0; c < posts_.size(); ++c) add_up(world, c);
        const Eigen::ArrayXf men = serving_.max(1.0F), share = serving_ / posts_.max(1.0F),
                             homogeneity = squares_ / men.square();
        Eigen::Map<Eigen::ArrayXf> bonds(world.bond.data(), posts_.size());
        bonds = bond(share, homogeneity);
        bound_norm_ = bonds * approving_ / men;
    }

    void hazard(World& world) const {
        world.terms.fill(term_, -p_.effect, {bound_norm_.data(), world.companies.size()});
    }

 private:
    /// s(x) for every rank of a brigade.
    void approve(const World& world) {
        std::size_t row = 0;
        for (std::size_t b = 0; b < world.brigades.size(); ++b)
            for (std::size_t g = 0; g < world.n_groups(); ++g, row += n_ranks) {
                const auto& rent = world.rent[world.brigades.organisation[b]];
                Ranks x;
                for (std::size_t r = 0; r < n_ranks; ++r)
                    x[Eigen::Index(r)] = float(world.fate[g] + rent[r] + p_.reserve);
                x -= ranks_at(world.grievance.data() + row);
                ranks_at(approval_.data() + row) = x / (1.0F + x.abs());
            }
    }
    void add_up(const World& world, Eigen::Index company) {
        const auto c = std::size_t(company);
        const float* approval = approval_.data() + world.companies.brigade[c] * world.n_lanes();
        const float* strength = world.strength.data() + c * world.n_lanes();
        const float* of_group = world.group_strength().data() + c * world.n_groups();
        float serving = 0, squares = 0;
        Ranks approving = Ranks::Zero();
        for (std::size_t g = 0; g < world.n_groups(); ++g) {
            approving += ranks_at(strength + g * n_ranks) * ranks_at(approval + g * n_ranks);
            serving += of_group[g];
            squares += of_group[g] * of_group[g];
        }
        serving_[company] = serving;
        squares_[company] = squares;
        approving_[company] = sum_of(approving);
    }

    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> approval_;                                        // [brigade x lane]
    Eigen::ArrayXf posts_, serving_, squares_, approving_, bound_norm_;  // [company] sums over men; bond x norm
};

}  // namespace defection
