#include "models/defection/scenario/structure.hpp"

#include <algorithm>
#include <limits>

namespace defection {

double Structure::regular_posts() const {
    double sum = 0;
    for (const Formation& formation : formations) {
        const Branch branch = organisations[formation.organisation].branch;
        if (branch == Branch::army || branch == Branch::elite) sum += posts_of(formation);
    }
    return sum;
}

double Structure::posts() const {
    double sum = 0;
    for (const Formation& formation : formations) sum += posts_of(formation);
    return sum;
}

double Structure::posts_at_start() const {
    double sum = 0;
    for (const Formation& formation : formations) {
        const bool militia = organisations[formation.organisation].branch == Branch::militia;
        sum += militia ? formation.brigades * formation.headquarters : posts_of(formation);
    }
    return sum;
}

std::uint64_t Structure::most_thinned() const {
    // Over the brigades of an organisation, companies are rounded together, and so are headquarters (layout.cpp).
    std::vector<int> companies(organisations.size(), 0), headquarters = companies;
    for (const Formation& f : formations) {
        companies[f.organisation] += f.brigades * f.companies;
        headquarters[f.organisation] += f.brigades * f.headquarters;
    }
    int least = std::numeric_limits<int>::max();
    for (std::size_t o = 0; o < organisations.size(); ++o)
        if (const int most = std::max(companies[o], headquarters[o]); most > 0) least = std::min(least, most);
    return static_cast<std::uint64_t>(least);
}

double Structure::posts_of(const Formation& formation) {
    const double line = static_cast<double>(formation.companies) * formation.company_size;
    return formation.brigades * (line + formation.headquarters);
}

}  // namespace defection
