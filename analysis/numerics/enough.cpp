#include "analysis/numerics/enough.hpp"

#include <algorithm>
#include <cmath>

namespace analysis {

Enough enough_of(const Eigen::MatrixXd& runs, double wanted_half_width, double level) {
    constexpr double chance_beyond = 0.2;
    Enough made;
    made.n = static_cast<std::size_t>(runs.cols());
    made.mean = runs.size() == 0 ? unknown : runs.mean();
    if (made.n < 2 || runs.rows() == 0) return made;
    const double freedom = static_cast<double>(made.n - 1);
    const Eigen::VectorXd variances = (runs.colwise() - runs.rowwise().mean()).rowwise().squaredNorm() / freedom;
    made.sd = std::sqrt(variances.mean());
    made.sd_largest = std::sqrt(variances.maxCoeff());
    // Points share their replicates' streams: their spreads are no independent looks at it, so those of one count.
    made.sd_bound = made.sd * std::sqrt(freedom / chi_square_quantile(chance_beyond, freedom));
    made.half_width = t_quantile((1 + level) / 2, freedom) * made.sd / std::sqrt(static_cast<double>(made.n));
    made.needed = replicates_for(made.sd, wanted_half_width, level);
    made.needed_bound = replicates_for(made.sd_bound, wanted_half_width, level);
    return made;
}

}  // namespace analysis
