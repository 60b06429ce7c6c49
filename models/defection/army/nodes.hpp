/// The command tree: the ruler, organisations under their chiefs, divisions, brigades, companies. A formation of several
/// brigades is a division; one that is a single brigade stands right under its organisation. The tree does not change;
/// who commands does.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection {

using NodeId = sim::agents::Id<struct OfNodes>;

enum class Echelon : std::uint8_t { ruler, organisation, division, brigade, company };

/// In this order: the ruler, organisations, divisions, brigades, companies. Headquarters have a row and no command of
/// their own: they are their brigade's.
struct Nodes {
    static constexpr std::string_view name = "nodes";
    static constexpr bool is_given = true;

    Nodes(const Structure& structure, const Units& units);

    Column<NodeId, Echelon> echelon;
    Column<NodeId, NodeId> superior;                    // `nobody`: the ruler's
    Column<NodeId, std::uint8_t> organisation, region;  // the ruler's: 0
    Column<NodeId, std::vector<BrigadeId>> brigades;    // under its command; none under a company's
    Column<NodeId, std::uint64_t> key;                  // of its random streams; of companies 0

    std::size_t size() const { return echelon.size(); }
    /// Commands of generals: all but the ruler's and those of companies.
    Ids<NodeId> generals() const { return {1, first_company_}; }
    Ids<NodeId> chiefs() const { return {1, first_division_}; }
    Ids<NodeId> divisions() const { return {first_division_, first_brigade_}; }
    Ids<NodeId> of_brigades() const { return {first_brigade_, first_company_}; }
    Ids<NodeId> of_companies() const { return {first_company_, size()}; }
    NodeId chief_of(std::size_t organisation_number) const { return NodeId(1 + organisation_number); }
    NodeId of(BrigadeId brigade) const { return NodeId(first_brigade_ + brigade); }
    NodeId of(CompanyId company) const { return NodeId(first_company_ + company); }
    BrigadeId brigade_of(NodeId of_brigade) const { return BrigadeId(of_brigade - first_brigade_); }
    CompanyId company_of(NodeId of_company) const { return CompanyId(of_company - first_company_); }

 private:
    NodeId add(Echelon what, NodeId under, std::size_t organisation_number, std::size_t where, std::uint64_t stream);

    std::size_t first_division_ = 0, first_brigade_ = 0, first_company_ = 0;
};

}  // namespace defection
