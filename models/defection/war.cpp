#include "models/defection/war.hpp"

#include <algorithm>

namespace defection {

War::War(std::size_t n_regions, std::size_t n_groups)
    : rebels(n_regions, 0.0),
      rebel_share(n_regions, 0.0),
      contact(n_regions, 0.0),
      violence_in(n_regions, 0.0),
      against_group(n_groups, 0.0) {}

void War::advance(const WarParameters& p, const Structure& structure, const Forcing& forcing,
                  const std::vector<double>& soldiers, const std::vector<double>& joiners, double force, double keep) {
    const double orders = forcing[Force::orders];
    double people = 0, group_people = 0;
    rebels_in_all = violence = breadth = 0;
    for (std::size_t r = 0; r < rebels.size(); ++r) {
        rebels[r] = forcing.rebels[r] + p.join_weight * joiners[r];
        const double both = rebels[r] + soldiers[r];
        contact[r] = both > 0 ? 2.0 * std::min(rebels[r], soldiers[r]) / both : 0.0;
        rebel_share[r] = force > 0 ? rebels[r] / (rebels[r] + 0.02 * force) : 0.0;
        const double causes = 0.5 * orders * forcing.protest[r] + 0.45 * rebel_share[r] * contact[r] +
                              0.5 * rebel_share[r] * orders + forcing.violence[r];
        violence_in[r] = keep * violence_in[r] + (1.0 - keep) * std::min(causes, 1.0);
        const double population = structure.regions[r].population;
        people += population;
        rebels_in_all += rebels[r];
        violence += population * violence_in[r];
        breadth += population * forcing.protest[r];
    }
    violence /= people;
    breadth /= people;
    for (std::size_t g = 0; g < against_group.size(); ++g) {
        against_group[g] = group_people = 0;
        for (std::size_t r = 0; r < rebels.size(); ++r) {
            const double here = structure.regions[r].population * structure.regions[r].group_share[g];
            against_group[g] += here * violence_in[r];
            group_people += here;
        }
        if (group_people > 0) against_group[g] /= group_people;
    }
}

}  // namespace defection
