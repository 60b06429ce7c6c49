#include "models/defection/army/commands.hpp"

namespace defection {
namespace {

constexpr double long_ago = -1e9;  // [week]

}  // namespace

Commands::Commands(const Units& units, const People& people)
    : units_(units),
      people_(people),
      of_company_(units.companies.size()),
      last_departure_(units.brigades.size(), long_ago),
      counts_(units.n_organisations() * units.lanes.n_groups, 0) {}

double Commands::share(std::size_t organisation, std::size_t group) const {
    const std::size_t n_groups = units_.lanes.n_groups;
    std::int32_t all = 0;
    for (std::size_t g = 0; g < n_groups; ++g) all += counts_[organisation * n_groups + g];
    return all > 0 ? static_cast<double>(counts_[organisation * n_groups + group]) / all : 0.0;
}

void Commands::succeed(CompanyId company) {
    count(company, -1);
    of_company_[company] = next(company);
    count(company, +1);
}

PersonId Commands::next(CompanyId company) const {
    for (const PostId post : units_.companies.posts_of(company)) {
        const PersonId who = units_.posts.holder[post];
        if (who.names_somebody() && !is_conscript(people_[who].rank)) return who;
    }
    return {};
}

void Commands::count(CompanyId company, int change) {
    const PersonId who = of_company_[company];
    if (who.names_somebody())
        counts_[units_.companies.organisation[company] * units_.lanes.n_groups + people_[who].group] += change;
}

}  // namespace defection
