/// The outcome of a run, on two axes, and the word for both; thresholds were fixed before any calibration. The form says
/// what the forces did (first match wins), the second axis what became of the ruler.
///     body: body_share of the army declined within split_weeks, or is under a chief who refuses
///     block: a command of block_share of the force refused, and half of its units left obedience
///     units: split_share of the force was in brigades that broke
///     dissolution: under dissolution_share of the soldiers at the start are at work, and the ruler does not stay
///     leak: leak_share of all who served left
///     none: the rest
/// A brigade of least_brigade people or more, those who came to it within split_weeks counted, broke when it lost
/// split_loss of them by departure in that time, in which a commander of it departed, too. A brigade declines that stays in its barracks as its chief refuses; a unit leaves
/// obedience that declines or is led out.
#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "models/defection/army/commands.hpp"
#include "models/defection/army/leavers.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

enum class Form : std::uint8_t { none, leak, dissolution, units, block, body };
constexpr std::array<std::string_view, 6> form_names = {"none", "leak", "dissolution", "units", "block", "body"};
using state::Ruler;
constexpr std::array<std::string_view, 4> ruler_names = {"stays", "steps_down", "removed", "falls"};
enum class Outcome : std::uint8_t { loyal, leak, split, refusal, coup, collapse };
constexpr std::array<std::string_view, 6> outcome_names = {"loyal", "leak", "split", "refusal", "coup", "collapse"};

/// The word for a form and a ruler. A ruler who is removed without any of the forces breaking is one of a coup.
Outcome outcome_of(Form form, Ruler ruler);

/// Watches brigades over a sliding window.
class OutcomeWatch {
 public:
    static constexpr std::string_view name = "outcome";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(double, split_loss, 0.5, "1", in(0, 1), structure,
                  "share of a brigade lost together that counts as gone", "assumed");
        SIM_PARAM(int, split_weeks, 4, "week", in(1, 52), structure, "time in which they are lost, at most", "assumed");
        SIM_PARAM(int, least_brigade, 20, "person", in(1, 10000), structure,
                  "fewer people serving are no brigade: a headquarters and a few", "assumed");
        SIM_PARAM(double, split_share, 0.05, "1", in(0, 1), structure,
                  "share of the force in such brigades that makes a split", "assumed");
        SIM_PARAM(double, body_share, 0.5, "1", in(0, 1), structure,
                  "share of the army, all of kind army, that declines together as a body", "assumed");
        SIM_PARAM(double, block_share, 0.1, "1", in(0, 1), structure,
                  "share of the force under a command that leaves obedience with its units, as a block", "assumed");
        SIM_PARAM(double, dissolution_share, 0.3333, "1", in(0, 1), structure,
                  "share of the soldiers at the start under which an army whose ruler does not stay has dissolved",
                  "assumed");
        SIM_PARAM(double, leak_share, 0.10, "1", in(0, 1), structure, "share of all who served that makes a leak",
                  "A2.23");
    };
    explicit OutcomeWatch(const Parameters& p) : p_(p) {}

    void record(const state::Week& week, const Units& units, const Strength& strength, const Leavers& leavers,
                const Commands& commands, const Nodes& nodes, const state::Stances& stances, const state::LedOut& led);

    double largest_loss() const { return largest_loss_; }  // [share of a brigade within the window]
    double share_gone(const Strength& strength) const;     // of the force at the start
    /// The signs that the rules of the form look at.
    struct Signs {
        double share_gone = 0;      // of the force, in brigades that broke
        double soldiers_left = 1;   // serving, each by their effort, over the start
        double departure_rate = 0;  // of all who ever served
        double declined = 0;        // of the army, together
        double block = 0;           // of the force, under the largest command that left with its units
    };
    Form form(const Signs& signs, Ruler ruler) const;
    double declined() const { return declined_; }
    double block() const { return block_; }

 private:
    struct Sight {
        double week;
        Column<BrigadeId, std::int32_t> serving, came, left;
    };
    void watch_commands(double now, const Units& units, const Strength& strength, const Nodes& nodes,
                        const state::Stances& stances, const state::LedOut& led);
    double largest_block(const Strength& strength, const Nodes& nodes, const state::Stances& stances,
                         const state::LedOut& led) const;

    const Parameters& p_;
    std::deque<Sight> sights_;
    Column<BrigadeId, char> gone_;
    double largest_loss_ = 0;
    double declined_ = 0, block_ = 0;  // most so far
};

}  // namespace defection
