/// The log of a run, kept only when events are asked for: what happened to whom and when, spells of constant personal
/// factor, and samples of those who might have formed the intention at the same moment (nested case-control), with
/// every term of the hazard. An independent Cox regression on it must return the coefficients.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/defection/people.hpp"
#include "sim/run/follow.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

enum class Happening : std::uint8_t {
    intention,
    departure,
    arrest,
    execution,
    death,
    discharge,
    intake,
    family_harmed
};
constexpr std::array<std::string_view, 8> happening_names = {"intention", "departure", "arrest", "execution",
                                                             "death",     "discharge", "intake", "family_harmed"};

enum class FoundBy : std::uint8_t { no_one, agency, informer, confidant };
constexpr std::array<std::string_view, 4> found_by_names = {"no_one", "agency", "informer", "confidant"};

struct LoggedEvent {
    double time;  // [week] since the start
    Index who;
    Happening what;
    Status status;     // after it
    Rank rank;         // when it happened
    Index leader;      // departure: with whom; nobody: alone
    FoundBy found_by;  // arrest: how
    double planned;    // [week] of planning before a departure or arrest
};

struct Spell {
    Index who;
    double entry, exit;  // [week]
    float log_factor;    // log personal factor, frailty included
    Rank rank;
    bool ended_in_intention;
};

struct RiskRow {
    std::int32_t set;  // number of the intention
    bool is_case;
    Index who;
    double time;
    float log_factor;
    Rank rank;
    std::vector<float> x;  // [term]
};

struct Log {
    static constexpr int n_controls = 5;  // sampled for each intention
    std::vector<LoggedEvent> events;
    std::vector<Spell> spells;
    std::vector<RiskRow> risk_rows;
    std::int32_t n_sets = 0;
    std::vector<double> spell_start;  // [person] entry of the open spell
};

struct World;
/// The log as tables of the results file: /events, /spells, /risk_sets, /planted.
std::vector<sim::RowTable> tables_of(const Log& log, const World& world);

/// The story of one company, or of the largest departures.
std::vector<sim::FollowKind> follow_kinds();
/// Throws InputError if the run has nobody to follow there.
void check(const sim::Follow& follow, const World& world);
std::string tell(const sim::Follow& follow, const Log& log, const World& world);

}  // namespace defection
