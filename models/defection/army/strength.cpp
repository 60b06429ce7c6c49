#include "models/defection/army/strength.hpp"

namespace defection {
namespace {

double share(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
}

}  // namespace

Strength::Strength(const Units& units, std::size_t n_regions)
    : cells(units.n_cells(), 0.0F),
      groups(units.companies.size() * units.lanes.n_groups, 0.0F),
      lanes(units.brigades.size() * units.lanes.size(), 0.0F),
      informers(units.companies.size(), std::uint16_t{0}),
      brigades(units.brigades.size(), 0),
      in_region(n_regions, 0.0),
      organisations_at_start(units.n_organisations(), 0.0) {}

void Strength::count(const Units& units, const Person& person, int change) {
    const CompanyId company = person.company;
    cells[units.cell_of(person)] += static_cast<float>(change);
    groups[units.company_group(person)] += static_cast<float>(change);
    lanes[units.brigade_lane(person)] += static_cast<float>(change);
    if (person.has(informer)) informers[company] = static_cast<std::uint16_t>(informers[company] + change);
    const Branch branch = units.branch_of(company);
    branches[static_cast<std::size_t>(branch)] += change;
    brigades[units.companies.brigade[company]] += change;
    if (branch != Branch::intelligence) in_region[units.companies.region[company]] += change;
    ranks[static_cast<std::size_t>(person.rank)] += change;
}

void Strength::regrade(const Units& units, const Person& before, const Person& after) {
    cells[units.cell_of(before)] -= 1.0F;
    cells[units.cell_of(after)] += 1.0F;
    lanes[units.brigade_lane(before)] -= 1.0F;
    lanes[units.brigade_lane(after)] += 1.0F;
    --ranks[static_cast<std::size_t>(before.rank)];
    ++ranks[static_cast<std::size_t>(after.rank)];
}

void Strength::note_start(const Units& units) {
    brigades_at_start = brigades;
    branches_at_start = branches;
    ranks_at_start = ranks;
    for (const BrigadeId b : units.brigades.ids())
        organisations_at_start[units.brigades.organisation[b]] += brigades[b];
}

double Strength::share_left(Branch branch) const {
    const auto b = static_cast<std::size_t>(branch);
    return share(branches[b], branches_at_start[b]);
}

double Strength::share_left(Rank rank) const {
    const auto r = static_cast<std::size_t>(rank);
    return share(ranks[r], ranks_at_start[r]);
}

double Strength::militia_share() const {
    const std::int64_t militia = of(Rank::militia);
    return share(militia, militia + of(Branch::army) + of(Branch::elite));
}

}  // namespace defection
