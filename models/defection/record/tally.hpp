/// The numbers of a run that series and metrics are made of.
#pragma once

#include <vector>

#include "models/defection/record/outcome.hpp"
#include "models/defection/scenario/scenario.hpp"
#include "models/defection/schedule.hpp"

namespace defection {

/// Whom a rate is about.
struct Part {
    std::string_view suffix, who;
    bool (*has)(const Structure& structure, std::size_t organisation, std::size_t role, std::size_t group);
};
extern const std::array<Part, 5> parts;

class Tally {
 public:
    Tally(const DefectionScenario& scenario, const Simulation& run);
    /// After each step, and before the first.
    void look(int step);

    const Simulation& run() const { return run_; }
    double leavers() const { return total(Ending::departed); }  // [simulated person]
    double joiners() const { return total(joined_on_leaving); }
    double regulars() const;          // army and elite serving [simulated person]
    double regulars_at_work() const;  // each by their effort
    double regulars_left() const { return regulars() / regulars_at_start_; }
    double militia_ratio() const;
    /// Sum over the people of army and elite of rank weight x effort x field exposure x skill left x bond of the company
    /// x initiative left; and over its value at the start.
    double capacity() const {
        const Capacity now = capacities();
        return now.core + now.periphery;
    }
    double capacity_left() const { return share_of(capacity(), start_.core + start_.periphery); }
    double core_capacity_left() const { return share_of(capacities().core, start_.core); }
    double periphery_capacity_left() const { return share_of(capacities().periphery, start_.periphery); }
    double control() const;  // of the country, population-weighted
    /// In the regime's survival, mean over those who serve; NaN: none does.
    double belief() const;
    double deployed_share() const;  // of army and elite, not confined to barracks
    double skill() const;           // of army and elite, mean
    /// [week] middle of the 13 weeks with the most departures; NaN: none left.
    double peak_week() const;
    double refusing() const;                 // generals in office
    std::vector<double> leadership() const;  // [region] skill of who commands its brigades, 1 as at the start
    double declining() const;                // share of the army's people
    Form form() const;
    /// The fate of the ruler that came first.
    Ruler ruler() const {
        const Ruler made = run_.high_command().succession.ruler;
        if (made != Ruler::stays) return made;
        return run_.surroundings().regime.alive ? Ruler::stays : Ruler::falls;
    }

    /// Rates count a person under the role held when leaving, over all who ever held it.
    double departed(const Part& part) const { return of(part, Ending::departed); }
    double deserted(const Part& part) const { return departed(part) - defected(part); }
    double defected(const Part& part) const { return of(part, joined_on_leaving); }
    double ever_served(const Part& part) const;
    /// All in this status or with this ending.
    template <class Counted>
    double total(Counted counted) const {
        return static_cast<double>(run_.army().ledger.total(counted));
    }

    /// At the date of a snapshot; NaN before it.
    struct Shot {
        double leavers, force, militia;
    };
    const Shot& shot(std::size_t snapshot) const { return shots_[snapshot]; }

 private:
    template <class Counted>
    double of(const Part& part, Counted counted) const {
        const Structure& structure = run_.setting().structure;
        return static_cast<double>(run_.army().ledger.total(
            counted, [&](std::size_t o, std::size_t role, std::size_t g) { return part.has(structure, o, role, g); }));
    }
    /// A region at distance d from the centre counts 1 - d as core, d as periphery.
    struct Capacity {
        double core = 0, periphery = 0;
    };
    Capacity capacities() const;
    /// Mean over the people of army and elite.
    double mean_over_regulars(const sim::agents::Column<BrigadeId, double>& of_brigade) const;
    static double share_of(double now, double at_start) { return at_start > 0 ? now / at_start : 0.0; }
    /// By rank, each as far as they make an effort and their company holds together.
    Ranks bound_people(BrigadeId brigade) const;

    const DefectionScenario& scenario_;
    const Simulation& run_;
    Capacity start_;
    double regulars_at_start_ = 0;
    std::vector<double> departed_;  // [step] cumulative
    std::vector<Shot> shots_;
};

}  // namespace defection
