/// Stance: who refuses the ruler's orders this week, by the one rule of army/standoff.hpp, solved for the least fixed
/// point above those who refused last week and hold the same office. A general whose index is within `shirking` of
/// refusing shirks. The refusers decide the form: with the chief a brigade stays in its barracks; without, its
/// commander leads it out.
///     free share = 1 - busy br          br: share of the country in the street
/// Rows F84, F85, F95, A2.3, A2.7, A2.9; model trial. Null: all obey.
#pragma once

#include <algorithm>
#include <vector>

#include "models/defection/army/standoff.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/drivers.hpp"
#include "sim/param/field.hpp"

namespace defection {

class Stance {
 public:
    static constexpr std::string_view name = "stance";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether commanders act on their reasons", "assumed");
        SIM_PARAM(double, expectation, 2.0, "log", in(0, 20), behaviour,
                  "what it weighs that all comrades would stand together, against none", "A2.9; model trial 0.6-3");
        SIM_PARAM(double, example, 3.6, "log", in(0, 20), behaviour,
                  "what the superior's example weighs where hierarchy is whole", "A2.9; model trial 1.9-5");
        SIM_PARAM(double, chief, 2.0, "log", in(0, 20), behaviour,
                  "what it weighs that a chief of one's own family refuses", "assumed");
        SIM_PARAM(double, monitoring, 3.2, "log", in(0, 20), behaviour,
                  "hold of full coverage by the agencies on who stands alone", "F19, F84; model trial 0.5-4");
        SIM_PARAM(double, reach, 2.8, "log", in(0, 20), behaviour,
                  "hold of a free loyal force as large as the army, near by, on who stands alone",
                  "A2.7; model trial 0-4");
        SIM_PARAM(double, doubt, 0.7, "log", in(1e-3, 20), behaviour,
                  "how unsure commanders are of each other's reasons", "model trial");
        SIM_PARAM(double, busy, 0.9, "1", in(0, 1), behaviour,
                  "part of the loyal force that a country wholly in the street ties down", "model trial");
        SIM_PARAM(double, shirking, 1.0, "log", in(0, 20), behaviour, "short of refusing, where generals shirk",
                  "assumed");
    };
    explicit Stance(const Parameters& p) : p_(p) {}

    StandoffWeights weights() const {
        return {.chief = p_.chief,
                .expectation = p_.expectation,
                .example = p_.example,
                .monitoring = p_.monitoring,
                .reach = p_.reach,
                .doubt = p_.doubt};
    }

    double free_share(double breadth) const { return std::max(0.0, 1.0 - p_.busy * breadth); }

    void prepare(const Nodes& nodes) { held_by_.assign(nodes.size(), {}); }

    void command(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                 const Strength& strength, const Commands& commands, const state::Drivers& drivers,
                 const state::Watch& watch, const state::Offices& offices, const state::Motives& motives,
                 state::Stances& stances) {
        stances.breadth = setting.mean_over_people(drivers.protest);
        stances.free_share = free_share(stances.breadth);
        Standoff standoff({setting, nodes, units, offices, motives, watch.coverage, stances.free_share}, weights(),
                          strength.brigades);
        forget(nodes, commands, offices, stances);
        for (const NodeId node : refusers_) standoff.refused_before(node);
        for (const Ids<NodeId> some : {nodes.generals(), nodes.of_companies()}) {
            const std::vector<NodeId> doubtful = standoff.doubtful(some);
            standoff.settle(doubtful);
            for (const NodeId node : doubtful)
                if (standoff.refuses(node)) refuse(week, standoff, node, stances);
        }
        for (const NodeId node : nodes.generals())
            if (!stances.refuses(node)) stances.of[node] = short_of_refusing(standoff, node);
    }

 private:
    /// Of last week's refusers those stay who hold their office still.
    void forget(const Nodes& nodes, const Commands& commands, const state::Offices& offices, state::Stances& stances) {
        std::erase_if(refusers_, [&](NodeId node) {
            const bool is_company = nodes.echelon[node] == Echelon::company;
            const PersonId now = is_company ? commands.commander(nodes.company_of(node)) : offices.holder[node];
            if (now == held_by_[node]) return false;
            stances.of[node] = state::Stance::obeys;
            stances.since[node] = state::no_week;
            return true;
        });
        const auto note = [&](NodeId node, PersonId who) { held_by_[node] = who; };
        for (const NodeId node : nodes.generals()) note(node, offices.holder[node]);
        for (const NodeId node : nodes.of_companies()) note(node, commands.commander(nodes.company_of(node)));
    }

    void refuse(const state::Week& week, const Standoff& standoff, NodeId node, state::Stances& stances) {
        stances.of[node] = state::Stance::refuses;
        stances.since[node] = week.start;
        stances.expected[node] = float(standoff.expected(node));
        refusers_.push_back(node);
    }
    state::Stance short_of_refusing(const Standoff& standoff, NodeId node) const {
        const bool shirks = standoff.may_pass(node, -p_.shirking) && standoff.index(node) > -p_.shirking;
        return shirks ? state::Stance::shirks : state::Stance::obeys;
    }

    const Parameters& p_;
    std::vector<NodeId> refusers_;
    Column<NodeId, PersonId> held_by_;  // last week
};

}  // namespace defection
