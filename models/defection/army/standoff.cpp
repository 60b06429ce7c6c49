#include "models/defection/army/standoff.hpp"

#include <algorithm>

#include "sim/random/elementary.hpp"

namespace defection {

Standoff::Standoff(const Given& given, const StandoffWeights& weights, std::span<const std::int32_t> serving)
    : given_(given), weights_(weights), serving_(serving), refuses_(given.nodes.size(), char{0}) {}

void Standoff::add(NodeId node) { refuses_[node] = 1; }

double Standoff::hierarchy(NodeId node) const {
    return given_.setting.structure.organisations[given_.nodes.organisation[node]].hierarchy;
}

/// The next one above whose command is held; the ruler if there is none.
NodeId Standoff::superior_of(NodeId node) const {
    NodeId above = given_.nodes.superior[node];
    while (given_.nodes.echelon[above] != Echelon::ruler && !given_.offices.is_held(above))
        above = given_.nodes.superior[above];
    return above;
}

double Standoff::chief_tie(NodeId node) const {
    if (given_.nodes.echelon[node] == Echelon::company) return 0.0;
    double closest = 0;
    for (const NodeId chief : given_.nodes.chiefs()) {
        if (!refuses(chief) || chief == node) continue;
        const bool is_own = given_.nodes.organisation[chief] == given_.nodes.organisation[node];
        const double through_family =
            double(given_.offices.kin_to_ruler[node]) * double(given_.offices.kin_to_ruler[chief]);
        closest = std::max(closest, is_own ? double(given_.offices.kin_to_chief[node]) : through_family);
    }
    return closest;
}

/// Over W.
double Standoff::free_force(std::size_t organisation) const {
    double men = 0;
    for (const BrigadeId b : given_.units.brigades.ids()) {
        const std::size_t other = given_.units.brigades.organisation[b];
        const double check = given_.setting.structure.organisations[other].check();
        const bool obeys = !refuses(given_.nodes.of(b)) && !refuses(given_.nodes.chief_of(other));
        if (other != organisation && check > 0 && obeys) men += check * men_of(b);
    }
    return men / std::max(1.0, given_.setting.force) * given_.free_share;
}

double Standoff::nearness(NodeId node) const {
    return is_chief(node) ? 1.0 : 1.0 - given_.setting.structure.regions[given_.nodes.region[node]].distance;
}

double Standoff::willing(NodeId comrade, double push) const {
    if (refuses(comrade)) return 1.0;
    const double reasons = double(given_.motives.to_refuse[comrade]) + push;
    const double covered = given_.coverage[given_.nodes.organisation[comrade]];
    return (1.0 - covered) * sim::random::logistic(reasons / weights_.doubt);
}

/// The strength of so many who stand together, against those who could come for them.
double Standoff::against(double men, NodeId node) const {
    const double free = nearness(node) * free_force(given_.nodes.organisation[node]) * given_.setting.force;
    return men + free > 0 ? men / (men + free) : 0.0;
}

double Standoff::expected(NodeId node) const {
    const Nodes& nodes = given_.nodes;
    if (nodes.echelon[node] == Echelon::company) return expected_of_company(node);
    double men = 0, standing = 0;
    for (const BrigadeId b : nodes.brigades[nodes.chief_of(nodes.organisation[node])]) {
        const NodeId comrade = nodes.of(b);
        if (!is_chief(node) && nodes.region[comrade] != nodes.region[node]) continue;
        const bool is_under = is_chief(node) || nodes.superior[comrade] == node;
        men += men_of(b);
        standing += men_of(b) * willing(comrade, is_under ? example(node) : 0.0);
    }
    return men > 0 ? standing / men * against(men, node) : 0.0;
}

double Standoff::expected_of_company(NodeId node) const {
    const BrigadeId brigade = given_.units.companies.brigade[given_.nodes.company_of(node)];
    double n = 0, standing = 0;
    for (const CompanyId c : given_.units.brigades.companies_of(brigade)) {
        if (c == given_.units.brigades.first_company[brigade]) continue;
        n += 1.0;
        standing += willing(given_.nodes.of(c), 0.0);
    }
    return n > 0 ? standing / n * against(men_of(brigade), node) : 0.0;
}

double Standoff::index(NodeId node) const {
    const double q = expected(node), covered = given_.coverage[given_.nodes.organisation[node]];
    const double obeyed = refuses(superior_of(node)) ? 1.0 : -1.0;
    const double free = free_force(given_.nodes.organisation[node]);
    return double(given_.motives.to_refuse[node]) + weights_.chief * chief_tie(node) +
           weights_.expectation * (q - 0.5) + (is_chief(node) ? 0.0 : example(node) * obeyed) -
           (weights_.monitoring * covered + weights_.reach * nearness(node) * free) * (1.0 - q);
}

bool Standoff::may_pass(NodeId node, double bar) const {
    const double reasons = double(given_.motives.to_refuse[node]) + weights_.expectation * 0.5;
    if (given_.nodes.echelon[node] == Echelon::company)
        return reasons + (refuses(superior_of(node)) ? example(node) : -example(node)) > bar;
    return reasons + weights_.chief + (is_chief(node) ? 0.0 : example(node)) > bar;
}

std::vector<NodeId> Standoff::doubtful(Ids<NodeId> some) const {
    std::vector<NodeId> found;
    for (const NodeId node : some)
        if (!refuses(node) && may_pass(node, 0.0)) found.push_back(node);
    return found;
}

void Standoff::settle(std::span<const NodeId> order) {
    for (bool changes = true; changes;) {
        changes = false;
        for (const NodeId node : order)
            if (!refuses(node) && index(node) > 0) {
                add(node);
                changes = true;
            }
    }
}

}  // namespace defection
