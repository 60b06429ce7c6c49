/// Everything that mechanisms share, at its null: a mechanism that is switched off leaves it so.
#pragma once

#include "models/defection/army/units.hpp"
#include "models/defection/state/attitudes.hpp"
#include "models/defection/state/belief.hpp"
#include "models/defection/state/beyond.hpp"
#include "models/defection/state/command.hpp"
#include "models/defection/state/control.hpp"
#include "models/defection/state/drivers.hpp"
#include "models/defection/state/effort.hpp"
#include "models/defection/state/inflows.hpp"
#include "models/defection/state/intake.hpp"
#include "models/defection/state/manpower.hpp"
#include "models/defection/state/outside_powers.hpp"
#include "models/defection/state/prisons.hpp"
#include "models/defection/state/terms.hpp"
#include "models/defection/state/war.hpp"
#include "models/defection/state/week.hpp"
#include "models/defection/state/wounds.hpp"

namespace defection {

/// News and expectations of people.
struct Outlook {
    explicit Outlook(std::size_t n_groups) : narrative(n_groups), belief(n_groups) {}
    state::News news;
    state::Narrative narrative;
    state::Belief belief;
};

/// Influences from outside, and the war.
struct Surroundings {
    explicit Surroundings(const state::Setting& setting)
        : drivers(setting.n_regions()),
          outlook(setting.n_groups()),
          war(setting.n_regions(), setting.n_groups()),
          violence(setting.n_regions(), setting.n_groups()),
          manpower(setting.n_regions(), setting.n_groups()) {}
    state::Drivers drivers;
    state::Orders orders;
    Outlook outlook;
    state::Sponsors sponsors;
    state::Opposition opposition;
    state::Patron patron;
    state::War war;
    state::Violence violence;
    state::Core core;
    state::Regime regime;
    state::Manpower manpower;
    state::Militias militias;
};

/// Decisions of the regime.
struct Policies {
    Policies(const state::Setting& setting, const Units& units)
        : admission(setting.n_organisations(), setting.n_groups()),
          homes(setting.n_regions()),
          watch(setting.n_organisations()),
          blocking(units.brigades.size()),
          deployment(setting.structure, units.brigades),
          transfers(units.companies.size()) {}
    state::Admission admission;
    state::Postings postings;
    state::Companionship companionship;
    state::Service service;
    state::Frailty frailty;
    state::Homes homes;
    state::Watch watch;
    state::Blocking blocking;
    state::Deterrents deterrents;
    state::Deployment deployment;
    state::Transfers transfers;
};

/// The prospects of those who leave, and other acts of the regime and outside states.
struct Beyond {
    Beyond(const state::Setting& setting, const Outside& outside)
        : guarantees(setting.n_groups()), ways(outside.n_cells()), prisons(setting.n_groups()) {}
    state::Guarantees guarantees;
    state::Factions factions;
    state::Ways ways;
    state::Deceit deceit;
    state::Recognition recognition;
    state::Prisons prisons;
    state::Example example;
    state::Options options;
};

/// Feelings of soldiers, and their sum.
struct Minds {
    Minds(const state::Setting& setting, const Units& units)
        : fate(setting.n_groups()),
          rent(units),
          deterrence(units),
          grievance(units),
          injury(units),
          danger(units.companies.size()),
          bereavement(setting.n_groups()),
          effort(units),
          bonds(units.companies.size()),
          inflows(units),
          terms(units) {}
    state::Fate fate;
    state::Rent rent;
    state::Deterrence deterrence;
    state::Grievance grievance;
    state::MoralInjury injury;
    state::Danger danger;
    state::Bereavement bereavement;
    state::Effort effort;
    state::Bonds bonds;
    state::Inflows inflows;
    state::Terms terms;
};

/// Those who command, and what they decide.
struct HighCommand {
    HighCommand(const Structure& structure, const Units& units)
        : nodes(structure, units), offices(nodes), motives(nodes), stances(nodes), led_out(nodes) {}
    const Nodes nodes;
    state::Offices offices;
    state::Motives motives;
    state::Stances stances;
    state::LedOut led_out;
    state::Purges purges;
    state::Succession succession;
};

}  // namespace defection
