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
    double joiners() const { return total(Status::joined_opposition); }
    double regulars() const;  // army and elite serving [simulated person]
    double regulars_left() const { return regulars() / regulars_at_start_; }
    double militia_ratio() const;
    /// Sum over the people of army and elite of rank weight x field exposure x bond of the company x initiative left; and
    /// over its value at the start.
    double capacity() const;
    double capacity_left() const { return capacity_at_start_ > 0 ? capacity() / capacity_at_start_ : 0.0; }
    /// [week] middle of the 13 weeks with the most departures; NaN: nobody left.
    double peak_week() const;
    Form form() const;
    Ruler ruler() const { return run_.surroundings().regime.alive ? Ruler::stays : Ruler::falls; }

    /// Rates count a person under the role held when leaving, over all who ever held it.
    double departed(const Part& part) const { return of(part, Ending::departed); }
    double deserted(const Part& part) const { return departed(part) - defected(part); }
    double defected(const Part& part) const { return of(part, Status::joined_opposition); }
    double ever_served(const Part& part) const;
    /// Everybody in this status or with this ending.
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
    Ranks bound_people(BrigadeId brigade) const;  // by rank, each as far as their company holds together

    const DefectionScenario& scenario_;
    const Simulation& run_;
    double capacity_at_start_ = 0, regulars_at_start_ = 0;
    std::vector<double> departed_;  // [step] cumulative
    std::vector<Shot> shots_;
};

}  // namespace defection
