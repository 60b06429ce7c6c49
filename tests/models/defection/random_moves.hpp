/// Moves of every kind, at random: what mechanisms to come may do to people between two steps.
#pragma once

#include <map>
#include <set>
#include <string>

#include "sim/random/stream.hpp"
#include "tests/models/defection/small_army.hpp"

namespace tests {

class RandomMoves {
 public:
    RandomMoves(ArmyRun& run, std::uint64_t seed);

    void make(std::size_t n);
    /// The people who drew resistances anew in the last make().
    const std::set<defection::Index>& anew() const { return anew_; }
    /// How often each kind of move was made.
    const std::map<std::string, int>& times() const { return times_; }

 private:
    std::size_t below(std::size_t n);
    defection::PostId vacant_post();
    void move_one(defection::PersonId who);
    void move_serving(defection::PersonId who);
    void move_planner(defection::PersonId who);
    void move_leaver(defection::PersonId who);
    void plan(defection::PersonId who);
    void end(defection::PersonId who, const char* kind, defection::Status status, const defection::Cause& cause);
    void come_back(defection::PersonId who);
    void transfer(defection::PersonId who);

    ArmyRun& run_;
    const defection::People& people_;
    const defection::Units& units_;
    defection::Roster& roster_;
    std::uint64_t seed_;
    sim::random::Stream draw_;
    std::set<defection::Index> anew_;
    std::map<std::string, int> times_;
};

}  // namespace tests
