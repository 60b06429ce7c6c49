/// The log of a run, kept only when events are asked for: what happened to whom and when, spells of constant personal
/// factor, and samples of those who might have formed the intention at the same moment (nested case-control), with
/// every term of the hazard. An independent Cox regression on it must return the coefficients.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "models/defection/army/army.hpp"
#include "models/defection/army/witness.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/terms.hpp"

namespace defection {

struct Spell {
    PersonId who;
    double entry, exit;  // [week]
    float log_factor;    // log personal factor, frailty included
    Rank rank;
    CompanyId company;
    bool ended_in_intention;
};

struct RiskRow {
    std::int32_t set;  // number of the intention
    bool is_case;
    PersonId who;
    double time;
    float log_factor;
    Rank rank;
    std::vector<float> x;  // [term]
};

/// The weights on a person at the moment of the intention to leave.
struct Reason {
    PersonId who;
    std::uint16_t traits = 0;  // set of Trait
    std::uint8_t ties_gone = 0, home_level = 0;
    std::vector<float> pull;  // [term] part of the log hazard
};

/// The new holder of a command; `nobody`: it has no commander left.
struct Succession {
    double time;  // [week]
    NodeId node;
    PersonId before, now;
    Status became;  // of who had it before: their status at that moment
};

/// How many serve in each company at a time.
struct RollCall {
    double time;  // [week]
    Column<CompanyId, std::uint16_t> men;
};

/// Kept by the roster and by whatever changes a personal factor; reads the army of the run that it is bound to.
class Log : public Witness {
 public:
    static constexpr int n_controls = 5;           // sampled for each intention
    static constexpr double between_calls = 13.0;  // [week] a quarter

    void bind(const Army& army, const Nodes& nodes, const state::Offices& offices, const state::Terms& terms,
              const state::Setting& setting, const state::Week& week);

    void open_spell(PersonId who, double at) override;
    void close_spell(PersonId who, double at, bool ended_in_intention) override;
    void sample_risk_set(PersonId who, double at) override;
    void keep(const std::vector<Happening>& week);
    /// At the start, and after every week: who commands, and four times a year how many serve.
    void call_roll();
    /// At the end of a run.
    void close();

    const std::deque<Happening>& happenings() const { return happenings_; }
    const std::deque<Spell>& spells() const { return spells_; }
    const std::deque<RiskRow>& risk_rows() const { return risk_rows_; }
    void forget_happenings() { std::deque<Happening>().swap(happenings_); }
    void forget_spells() { std::deque<Spell>().swap(spells_); }
    void forget_risk_rows() { std::deque<RiskRow>().swap(risk_rows_); }
    const std::vector<Reason>& reasons() const { return reasons_; }
    const std::vector<Succession>& successions() const { return successions_; }
    const std::vector<RollCall>& roll_calls() const { return roll_calls_; }
    /// Of the terms in Reason::pull.
    const std::vector<Term>& terms() const { return terms_->all(); }

 private:
    void add_risk_row(PersonId member, double at, bool is_case);
    /// Of the person of the last risk row.
    void add_reason(PersonId who);
    void note_commander(NodeId node, PersonId who, double since);

    const Army* army_ = nullptr;
    const Nodes* nodes_ = nullptr;
    const state::Offices* offices_ = nullptr;
    const state::Terms* terms_ = nullptr;
    const state::Setting* setting_ = nullptr;
    const state::Week* week_ = nullptr;
    std::deque<Happening> happenings_;  // long: not to be moved when it grows
    std::deque<Spell> spells_;
    std::deque<RiskRow> risk_rows_;
    std::vector<Reason> reasons_;
    std::vector<Succession> successions_;
    std::vector<RollCall> roll_calls_;
    Column<NodeId, PersonId> commanders_;
    std::int32_t n_sets_ = 0;
    std::vector<double> spell_start_;  // [person] entry of the open spell
};

}  // namespace defection
