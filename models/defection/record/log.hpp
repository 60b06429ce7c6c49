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

/// Kept by the roster and by whatever changes a personal factor; reads the army of the run that it is bound to.
class Log : public Witness {
 public:
    static constexpr int n_controls = 5;  // sampled for each intention

    void bind(const Army& army, const state::Terms& terms, const state::Setting& setting, const state::Week& week);

    void open_spell(PersonId who, double at) override;
    void close_spell(PersonId who, double at, bool ended_in_intention) override;
    void sample_risk_set(PersonId who, double at) override;
    void keep(const std::vector<Happening>& week);
    /// At the end of a run.
    void close();

    const std::deque<Happening>& happenings() const { return happenings_; }
    const std::deque<Spell>& spells() const { return spells_; }
    const std::deque<RiskRow>& risk_rows() const { return risk_rows_; }
    void forget_happenings() { std::deque<Happening>().swap(happenings_); }
    void forget_spells() { std::deque<Spell>().swap(spells_); }
    void forget_risk_rows() { std::deque<RiskRow>().swap(risk_rows_); }

 private:
    void add_risk_row(PersonId member, double at, bool is_case);

    const Army* army_ = nullptr;
    const state::Terms* terms_ = nullptr;
    const state::Setting* setting_ = nullptr;
    const state::Week* week_ = nullptr;
    std::deque<Happening> happenings_;  // long: not to be moved when it grows
    std::deque<Spell> spells_;
    std::deque<RiskRow> risk_rows_;
    std::int32_t n_sets_ = 0;
    std::vector<double> spell_start_;  // [person] entry of the open spell
};

}  // namespace defection
