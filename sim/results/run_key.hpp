/// The key of everything that decides the values of a run. A sweep that goes on, or grew, knows by it which runs it has already.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/results/header.hpp"

namespace sim::results {

/// A digest over what all runs of a plan share: version, sources, model, scenario (not its title and where its numbers
/// come from), outputs.
using Identity = std::array<std::byte, 32>;
Identity identity_of(const Header& header);

/// Equal keys, equal runs.
using RunKey = std::array<std::byte, 16>;

/// Keys of the runs of a plan: identity, seed of the replicate, scale, and what the point changes of the scenario.
class RunKeys {
 public:
    explicit RunKeys(const Header& header);  // which must outlive it
    RunKey of(std::uint64_t point, std::uint32_t replicate) const;
    const Identity& identity() const { return identity_; }

 private:
    const Header& header_;
    Identity identity_;
    std::vector<std::size_t> by_name_;  // factors, in order of their names
    std::vector<double> base_;          // [factor] the scenario's own value
};

/// The points whose runs are their own, the first of each setting: points with equal values share their random streams.
/// Whatever forms an interval over points or their replicates counts these alone.
std::vector<std::uint64_t> different_points(const Header& header);

/// The differences that keep runs of `before` from being runs of `now`, one sentence each; empty if `now` has other points or
/// replicates at most.
std::vector<std::string> differences(const Header& before, const Header& now);
/// Says how many points and replicates of `before` are not among those of `now`; empty if all are.
std::string what_is_lost(const Header& before, const Header& now);
/// The same points and replicates, for headers without differences.
bool have_same_runs(const Header& before, const Header& now);

}  // namespace sim::results
