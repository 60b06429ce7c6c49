#include "models/defection/state/week.hpp"

#include <algorithm>

namespace defection::state {

Setting::Setting(const Structure& structure_, double scale_, std::uint64_t run_seed_)
    : structure(structure_),
      scale(scale_),
      run_seed(run_seed_),
      force(structure.regular_posts()),
      relative_share(n_regions() * n_groups(), 0.0),
      population_share(n_regions(), 0.0) {
    double people = 0;
    for (const Region& region : structure.regions) people += region.population;
    for (std::size_t r = 0; r < n_regions(); ++r) population_share[r] = structure.regions[r].population / people;
    for (std::size_t r = 0; r < n_regions(); ++r) {
        const auto& shares = structure.regions[r].group_share;
        const double largest = *std::max_element(shares.begin(), shares.end());
        for (std::size_t g = 0; g < n_groups(); ++g)
            relative_share[r * n_groups() + g] = largest > 0 ? shares[g] / largest : 0.0;
    }
}

}  // namespace defection::state
