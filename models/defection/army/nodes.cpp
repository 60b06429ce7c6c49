#include "models/defection/army/nodes.hpp"

namespace defection {

Nodes::Nodes(const Structure& structure, const Units& units) {
    const NodeId ruler = add(Echelon::ruler, {}, 0, 0, 0);
    std::vector<std::size_t> seat(structure.organisations.size(), 0);  // [organisation] region of its first formation
    for (auto f = structure.formations.rbegin(); f != structure.formations.rend(); ++f)
        seat[f->organisation] = f->posting;
    for (std::size_t o = 0; o < structure.organisations.size(); ++o)
        add(Echelon::organisation, ruler, o, seat[o], sim::random::Tag(structure.organisations[o].name).value);
    first_division_ = size();
    std::vector<NodeId> command_of;  // [formation] under which its brigades stand
    for (const Formation& f : structure.formations) {
        const NodeId chief = chief_of(f.organisation);
        command_of.push_back(
            f.brigades > 1 ? add(Echelon::division, chief, f.organisation, f.posting, sim::random::Tag(f.name).value)
                           : chief);
    }
    first_brigade_ = size();
    for (const BrigadeId b : units.brigades.ids()) {
        const NodeId under = command_of[units.brigades.formation[b]];
        const NodeId node = add(Echelon::brigade, under, units.brigades.organisation[b], units.brigades.region[b],
                                units.brigades.key[b]);
        for (NodeId at = node; at != ruler; at = superior[at]) brigades[at].push_back(b);
    }
    first_company_ = size();
    for (const CompanyId c : units.companies.ids())
        add(Echelon::company, of(units.companies.brigade[c]), units.companies.organisation[c],
            units.companies.region[c], 0);
}

NodeId Nodes::add(Echelon what, NodeId under, std::size_t organisation_number, std::size_t where,
                  std::uint64_t stream) {
    echelon.push_back(what);
    superior.push_back(under);
    organisation.push_back(static_cast<std::uint8_t>(organisation_number));
    region.push_back(static_cast<std::uint8_t>(where));
    brigades.emplace_back();
    // A division and its only namesake brigade, number 0, would share a key but for the echelon.
    key.push_back(stream | (std::uint64_t{static_cast<std::uint8_t>(what)} << 32));
    return NodeId(size() - 1);
}

}  // namespace defection
