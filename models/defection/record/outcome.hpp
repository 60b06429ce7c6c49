/// What came of a run: its class by the rules below (first match wins; thresholds fixed before any calibration) and the
/// watch over brigades that the rules need. The class says how the army behaved, not who won.
///     split: split_share of the force was in brigades that broke
///     collapse: the regime falls by none of the above
///     leak: leak_share of all who served left
///     loyal: the rest
/// A brigade of least_brigade people or more broke when it lost split_loss of them by departure within split_weeks, in
/// which a commander of it departed, too.
/// Refusal and coup are decisions of the high command; the rules for them come with that mechanism.
#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "models/defection/army/commands.hpp"
#include "models/defection/army/leavers.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"

namespace defection {

enum class Outcome : std::uint8_t { loyal, leak, split, refusal, coup, collapse };
constexpr std::array<std::string_view, 6> outcome_names = {"loyal", "leak", "split", "refusal", "coup", "collapse"};

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
        SIM_PARAM(double, leak_share, 0.10, "1", in(0, 1), structure, "share of all who served that makes a leak",
                  "A2.23");
    };
    explicit OutcomeWatch(const Parameters& p) : p_(p) {}

    void record(const state::Week& week, const Units& units, const Strength& strength, const Leavers& leavers,
                const Commands& commands);

    double largest_loss() const { return largest_loss_; }  // [share of a brigade within the window]
    double share_gone(const Strength& strength) const;     // of the force at the start
    Outcome outcome(double share_gone, bool regime_alive, double departure_rate) const;

 private:
    struct Sight {
        double week;
        Column<BrigadeId, std::int32_t> serving, left;
    };
    const Parameters& p_;
    std::deque<Sight> sights_;
    Column<BrigadeId, char> gone_;
    double largest_loss_ = 0;
};

}  // namespace defection
