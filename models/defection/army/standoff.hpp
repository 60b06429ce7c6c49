/// One week's standoff between those who command and the ruler: the one rule of refusal at every level, solved for its
/// least fixed point above those who refused before. A refusal makes no other commander obey, so it can be reached in
/// any order.
///     I_j = base_j + chief kin_j + expectation (q_j - 1/2) + example hierarchy (1 if the superior refuses, else -1)
///           - (monitoring w + reach n_j free)(1 - q_j)
///     q_j = men / (men + n_j free W) mean over comrades k of e_k
///     e_k = 1 if k refuses, else (1 - w) logistic(base_k / doubt)         + example hierarchy if j commands k
///     free = sum over other organisations of checks men who obey / W x free share
/// j refuses if I_j > 0. Comrades: of a chief, the organisation's brigades; of division and brigade, those where they
/// stand; of a company, the brigade's. kin_j: tie to a chief who refuses, to that of another organisation through the
/// ruler's family; w: coverage by the agencies; n_j: nearness to the centre, where a chief sits.
#pragma once

#include <span>
#include <vector>

#include "models/defection/army/commands.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/week.hpp"

namespace defection {

/// How much each part of the rule weighs; parameters of the mechanism that solves it.
struct StandoffWeights {
    double chief = 0, expectation = 0, example = 0, monitoring = 0, reach = 0, doubt = 1;
};

class Standoff {
 public:
    /// The state that holds while the rule is solved.
    struct Given {
        const state::Setting& setting;
        const Nodes& nodes;
        const Units& units;
        const state::Offices& offices;
        const state::Motives& motives;
        const std::vector<double>& coverage;  // [organisation] by the agencies
        double free_share = 1;                // of the loyal force, which a people in the street ties down
    };
    Standoff(const Given& given, const StandoffWeights& weights, std::span<const std::int32_t> serving);

    /// For refusing: I_j, given those who refuse.
    double index(NodeId node) const;
    /// Part of the comrades who would stand by j: q_j.
    double expected(NodeId node) const;

    /// `node` refuses from the start.
    void refused_before(NodeId node) { add(node); }
    bool refuses(NodeId node) const { return refuses_[node] != 0; }
    /// Whether a node's index could pass `bar` if all its comrades refused: a general's whatever others do, a company
    /// commander's as the brigade stands now.
    bool may_pass(NodeId node, double bar) const;
    /// Those of some nodes that may yet refuse: the others will not. Companies are asked about once generals are settled,
    /// who do not look at them.
    std::vector<NodeId> doubtful(Ids<NodeId> some) const;
    /// Adds those who refuse until no more do, looking at these nodes, again and again in this order.
    void settle(std::span<const NodeId> order);

 private:
    void add(NodeId node);
    double example(NodeId node) const { return weights_.example * hierarchy(node); }
    double hierarchy(NodeId node) const;
    NodeId superior_of(NodeId node) const;
    double chief_tie(NodeId node) const;
    double free_force(std::size_t organisation) const;
    double nearness(NodeId node) const;
    double willing(NodeId comrade, double push) const;
    double expected_of_company(NodeId node) const;
    double against(double men, NodeId node) const;
    double men_of(BrigadeId brigade) const { return serving_[brigade] / given_.setting.scale; }
    bool is_chief(NodeId node) const { return given_.nodes.echelon[node] == Echelon::organisation; }

    Given given_;
    StandoffWeights weights_;
    std::span<const std::int32_t> serving_;  // [brigade]
    Column<NodeId, char> refuses_;
};

}  // namespace defection
