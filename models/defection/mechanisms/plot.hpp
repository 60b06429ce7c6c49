/// Plot: what those who refuse make of the ruler. Generals with access to the centre may remove the ruler; a ruler whom a
/// people in the street presses steps down when the army declines to help. For organisations whose chief refuses:
///     removal [1/week] = speed logistic(slope (motive chance - bar))
///     chance = D / (D + F)
///     motive = max(autonomy, claim)            of the chief
///     stepping down [1/week] = pressure br d
/// Removal takes `fellows` generals near the centre or more.
/// D: men whose generals refuse, F: the free share of those who obey and check others, both by nearness to the centre;
/// d: part of the army's men who decline; br: share of the country in the street. A plot succeeds with probability
/// `chance`; if it fails, the chief is arrested. Rows F84, F85, F88, A2.7, A2.9, A2.15. Null: the ruler is safe from
/// plots.
#pragma once

#include <algorithm>

#include "models/defection/army/roster.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/war.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class Plot {
 public:
    static constexpr std::string_view name = "plot";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether generals act on the ruler", "assumed");
        SIM_PARAM(double, speed, 1.5, "1/week", in(0, 50), behaviour, "rate at which a plot that is sure to pay comes",
                  "assumed: days to weeks (A2.15)");
        SIM_PARAM(double, slope, 12.0, "1", in(0, 200), behaviour, "log odds of plotting for a unit of motive x chance",
                  "assumed");
        SIM_PARAM(double, bar, 0.6, "1", in(0, 2), behaviour, "motive x chance at which half would plot",
                  "F84; size assumed");
        SIM_PARAM(double, fellows, 5.0, "person", in(1, 1000), behaviour, "generals near the centre whom a plot takes",
                  "F84: five");
        SIM_PARAM(double, near, 0.5, "1", in(0, 1), behaviour, "distance from the centre up to which they have access",
                  "assumed");
        SIM_PARAM(double, pressure, 0.6, "1/week", in(0, 50), behaviour,
                  "rate at which a ruler steps down whom the whole army leaves alone with a whole people",
                  "assumed: days to weeks");
    };
    explicit Plot(const Parameters& p) : p_(p) {}

    double removal(double motive, double chance) const {
        return p_.speed * sim::random::logistic(p_.slope * (motive * chance - p_.bar));
    }
    double stepping_down(double breadth, double declining) const { return p_.pressure * breadth * declining; }

    void command(const state::Setting& setting, const state::Week& week, const Nodes& nodes, const Units& units,
                 const People& people, const Strength& strength, const state::Regime& regime,
                 const state::Offices& offices, const state::Stances& stances, const state::Motives& motives,
                 state::Succession& succession, Roster& roster) {
        if (!regime.alive || succession.ruler != state::Ruler::stays) return;
        const Camps camps = camps_of({setting, nodes, units, strength, stances, motives});
        if (!camps.chief.names_somebody()) return;
        const double chance = camps.against > 0 ? camps.against / (camps.against + camps.loyal) : 0.0;
        const double removes = camps.near >= p_.fellows ? removal(camps.motive, chance) : 0.0;
        const double presses = stepping_down(stances.breadth, camps.declining);
        sim::random::Stream draw(setting.run_seed, Purpose("plot/strike"), 0, week.step);
        if (sim::random::uniform(draw) >= week.approach(removes + presses)) return;
        if (sim::random::uniform(draw) * (removes + presses) < presses) {
            succession = {state::Ruler::steps_down, week.start, succession.failed_plots};
        } else if (sim::random::uniform(draw) < chance) {
            succession = {state::Ruler::removed, week.start, succession.failed_plots};
        } else {
            ++succession.failed_plots;
            const PersonId chief = offices.holder[camps.chief];
            if (serves(people[chief].status))
                roster.move(chief, Status::arrested, {.what = What::arrest, .found_by = FoundBy::agency});
        }
    }

 private:
    struct Scene {
        const state::Setting& setting;
        const Nodes& nodes;
        const Units& units;
        const Strength& strength;
        const state::Stances& stances;
        const state::Motives& motives;
    };
    struct Camps {
        NodeId chief;  // who refuses with the strongest motive; `nobody`: none does
        double motive = -1;
        double near = 0;                // generals who refuse, near the centre
        double against = 0, loyal = 0;  // men, by nearness to the centre
        double declining = 0;           // part of the army's men
    };

    static double motive_of(const Scene& scene, std::size_t organisation) {
        return std::max(scene.setting.structure.organisations[organisation].autonomy,
                        scene.motives.claim[organisation]);
    }

    Camps camps_of(const Scene& scene) const {
        Camps camps;
        for (const NodeId node : scene.nodes.chiefs()) {
            const double motive = motive_of(scene, scene.nodes.organisation[node]);
            if (scene.stances.refuses(node) && motive > camps.motive) {
                camps.chief = node;
                camps.motive = motive;
            }
        }
        for (const NodeId node : scene.nodes.generals())
            camps.near += scene.stances.refuses(node) && distance(scene, node) <= p_.near;
        double army = 0, declining = 0;
        for (const BrigadeId b : scene.units.brigades.ids()) {
            const double men = scene.strength.brigades[b];
            count(scene, b, men, camps);
            if (scene.units.branch_of(b) != Branch::army) continue;
            army += men;
            if (scene.stances.declines(scene.nodes, b)) declining += men;
        }
        camps.declining = army > 0 ? declining / army : 0.0;
        return camps;
    }
    static double distance(const Scene& scene, NodeId node) {
        return scene.setting.structure.regions[scene.nodes.region[node]].distance;
    }
    static void count(const Scene& scene, BrigadeId brigade, double men, Camps& camps) {
        const NodeId node = scene.nodes.of(brigade);
        const double near = 1.0 - distance(scene, node);
        const Organisation& organisation = scene.setting.structure.organisations[scene.nodes.organisation[node]];
        if (scene.stances.refuses(node))
            camps.against += near * men;
        else
            camps.loyal += near * men * organisation.check() * scene.stances.free_share;
    }

    const Parameters& p_;
};

}  // namespace defection
