/// People who act when others do. At each step a person looks at the share of people who acted at the last one and acts
/// if it has reached their threshold: r(t + 1) = F(r(t)), F the distribution of thresholds, where all see all.
/// Source: Granovetter 1978. On the complete graph the share is that of all n, the person included; on a network it is
/// that of the person's ties, and a person without ties acts only at a threshold of 0. A step costs as much as there
/// are people who change, and their ties.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/network/graph.hpp"

namespace threshold {

using sim::agents::Index;

/// Whether a person who has begun may stop again.
enum class Rule : std::uint8_t { absorbing, reversible };

/// The fewest of n others whose acting reaches a threshold; n + 1: all of them do not. Shares closer than 1e-9 count as
/// equal, so that decimal numbers mean what they say: 0.3 is reached by 3 of 10.
Index fewest(double threshold, Index n);

class Cascade {
 public:
    /// `ties` null: all see all. It must outlive the cascade.
    Cascade(std::span<const double> thresholds, const sim::network::Graph* ties, Rule rule);

    /// These act at step 0, whatever their thresholds.
    void start(std::span<const Index> acting);
    /// All at once; returns those who changed. None: an equilibrium.
    std::span<const Index> step();

    Index n_acting() const { return n_acting_; }
    bool acts(Index who) const { return acting_[who] != 0; }

 private:
    void look_at_all();
    void look_at_ties();
    template <class Wanted>
    void take(std::int64_t low, std::int64_t high, const Wanted& wanted);
    void change(Index who);

    const sim::network::Graph* ties_;
    Rule rule_;
    std::vector<Index> need_;           // [person] acting people that it takes
    std::vector<std::uint8_t> acting_;  // [person]
    Index n_acting_ = 0;
    std::vector<Index> changed_;  // in the last step
    std::vector<Index> started_;
    // All see all: people in order of need, so that a new level finds whom it passes.
    std::vector<Index> by_need_, first_of_;  // first_of_: [need], and one past the last
    std::int64_t level_ = -1;                // seen at the last step
    // On ties: how many of each one's ties act, and whose number changed.
    std::vector<Index> seen_, to_look_;
    std::vector<std::uint8_t> looks_;
};

}  // namespace threshold
