/// The army: its people, where they stand, and everything that is kept in step with them. The roster alone changes it.
#pragma once

#include <vector>

#include "models/defection/army/clocks.hpp"
#include "models/defection/army/commands.hpp"
#include "models/defection/army/leavers.hpp"
#include "models/defection/army/ledger.hpp"
#include "models/defection/army/planners.hpp"
#include "models/defection/army/strength.hpp"
#include "models/defection/army/ties.hpp"
#include "models/defection/army/vacancies.hpp"
#include "models/defection/state/happenings.hpp"
#include "models/defection/state/week.hpp"

namespace defection {

/// Lists of people by what is done to all of them at once. A leaver stays on them until the next visit;
/// every person who serves stands in one region's list once, and every conscript with a term among the term ends.
struct Lists {
    explicit Lists(std::size_t n_regions) : from_region(n_regions + 1) {}
    std::vector<std::vector<PersonId>> from_region;  // [home] the last: from abroad
    std::vector<std::vector<PersonId>> term_ends;    // [step] conscripts
};

struct Army {
    Army(const state::Setting& setting, Ties::Sizes sizes)
        : units(lay_out(setting.structure, setting.scale, setting.run_seed)),
          strength(units, setting.n_regions()),
          commands(units, people),
          ties(units, people, sizes),
          clocks(units),
          vacancies(units.posts.size()),
          leavers(units, setting.n_regions()),
          ledger(units.n_organisations(), units.lanes.n_groups, setting.n_regions() + 1),
          lists(setting.n_regions()) {}
    Army(const Army&) = delete;
    Army& operator=(const Army&) = delete;

    Units units;
    People people;
    Strength strength;
    Commands commands;
    Ties ties;
    Clocks clocks;
    Vacancies vacancies;
    Planners planners;
    Leavers leavers;
    Ledger ledger;
    Lists lists;
    state::Happenings happenings;
};

}  // namespace defection
