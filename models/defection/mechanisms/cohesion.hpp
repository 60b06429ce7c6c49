/// Cohesion of the primary group enforces the group's own norm: it holds men when the company is loyal and pulls them
/// when it is not.
///     s(x) = x / (1 + |x|)
///     norm = mean over the company of s(fate* + rent + reserve - A - ln(1 + M))     A: grievance, M: moral injury
///     bond = serving share of posts x (1 - diversity (1 - sum of squared group shares))
///     ln h += -effect bond norm
/// A company can be made of one group, or of people from one region: same_group and same_home are the probabilities that
/// two of its people were picked together, while each organisation as a whole stays as its stacking makes it.
/// Domain D9 (tenure and homogeneity), A1.3. Null: no bond, companies as chance has them.
/// In the Syrian case nothing measurable hangs on it: without it 0.1 % fewer leave (standard error 0.5 %).
#pragma once

#include <algorithm>

#include "models/defection/access.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/terms.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Cohesion {
 public:
    static constexpr std::string_view name = "cohesion";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether companies bind their soldiers", "assumed");
        SIM_PARAM(double, effect, 1.4, "log", in(0, 6), behaviour,
                  "log-hazard removed by a full bond in a loyal company", "model trial 0.2-1.5");
        SIM_PARAM(double, reserve, 0.15, "1", in(-2, 2), behaviour, "loyalty a company has without any reason",
                  "model trial");
        SIM_PARAM(double, diversity, 0.5, "1", in(0, 1), behaviour, "bond lost where groups are fully mixed",
                  "A1.5 (mistrust across groups); size assumed");
        SIM_PARAM(double, same_group, 0.0, "1", in(0, 1), policy,
                  "how far a company is made of one group, 0 = as chance has it; a change reaches newcomers",
                  "D9; 0 is neutral");
        SIM_PARAM(
            double, same_home, 0.0, "1", in(0, 1), policy,
            "how far a company is made of people from one region, 0 = as chance has it; a change reaches newcomers",
            "D9; 0 is neutral");
    };
    explicit Cohesion(const Parameters& p) : p_(p) {}

    Eigen::ArrayXf bond(const Eigen::ArrayXf& serving_share, const Eigen::ArrayXf& homogeneity) const {
        return serving_share * (1.0F - float(p_.diversity) * (1.0F - homogeneity));
    }

    void prepare(const Units& units, state::Terms& terms) {
        term_ = terms.add("cohesion.effect", Level::company);
        posts_.resize(Eigen::Index(units.companies.size()));
        std::copy(units.companies.n_posts.begin(), units.companies.n_posts.end(), posts_.begin());
        serving_ = squares_ = approving_ = Eigen::ArrayXf::Zero(posts_.size());
        approval_.assign(units.brigades.size() * units.lanes.size(), 0.0F);
    }

    void policy(state::Companionship& companionship) const {
        companionship.by_group = p_.same_group;
        companionship.by_home = p_.same_home;
    }

    void attitudes(const Units& units, const Strength& strength, const state::Fate& fate, const state::Rent& rent,
                   Last<state::Grievance> grievance, Last<state::MoralInjury> injury, Last<state::Transfers> transfers,
                   state::Bonds& bonds) {
        approve(units, fate, rent, *grievance, *injury);
        for (const CompanyId c : units.companies.ids()) add_up(units, strength, c);
        const Eigen::ArrayXf men = serving_.max(1.0F), share = serving_ / posts_.max(1.0F),
                             homogeneity = squares_ / men.square();
        Eigen::Map<Eigen::ArrayXf> of_company(bonds.of_company.data(), posts_.size());
        of_company = bond(share, homogeneity);
        for (const CompanyId c : transfers->companies) bonds.of_company[c] *= 1.0F - transfers->strange[c];
        bound_norm_ = of_company * approving_ / men;
    }

    void hazard(state::Terms& terms) const {
        terms.fill(term_, -p_.effect, {bound_norm_.data(), std::size_t(bound_norm_.size())});
    }

 private:
    /// s(x) for every rank of a brigade.
    void approve(const Units& units, const state::Fate& fate, const state::Rent& rent,
                 const state::Grievance& grievance, const state::MoralInjury& injury) {
        std::size_t row = 0;
        for (const BrigadeId b : units.brigades.ids())
            for (std::size_t g = 0; g < units.lanes.n_groups; ++g, row += n_ranks) {
                const double* believed =
                    rent.believed.data() + units.brigades.organisation[b] * units.lanes.size() + g * n_ranks;
                Ranks x;
                for (std::size_t r = 0; r < n_ranks; ++r)
                    x[Eigen::Index(r)] = float(fate.shared[g] + believed[r] + p_.reserve);
                x -= ranks_at(grievance.stock.data() + row) + ranks_at(injury.weight.data() + row);
                ranks_at(approval_.data() + row) = x / (1.0F + x.abs());
            }
    }
    void add_up(const Units& units, const Strength& strength, CompanyId company) {
        const std::size_t n_groups = units.lanes.n_groups, width = units.lanes.size();
        const float* approval = approval_.data() + units.companies.brigade[company] * width;
        const float* cells = strength.cells.data() + company * width;
        const float* of_group = strength.groups.data() + company * n_groups;
        float serving = 0, squares = 0;
        Ranks approving = Ranks::Zero();
        for (std::size_t g = 0; g < n_groups; ++g) {
            approving += ranks_at(cells + g * n_ranks) * ranks_at(approval + g * n_ranks);
            serving += of_group[g];
            squares += of_group[g] * of_group[g];
        }
        const auto c = Eigen::Index(company);
        serving_[c] = serving;
        squares_[c] = squares;
        approving_[c] = sum_of(approving);
    }

    const Parameters& p_;
    std::size_t term_ = 0;
    std::vector<float> approval_;                                        // [brigade x lane]
    Eigen::ArrayXf posts_, serving_, squares_, approving_, bound_norm_;  // [company] sums over men; bond x norm
};

}  // namespace defection
