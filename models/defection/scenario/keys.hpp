/// The keys of a scenario's tables, declared once: read by sim::param::Filling, and written down for schema and docs
/// by sim::param::Outline. The loader checks conditions on a row beyond its own keys.
#pragma once

#include "models/defection/scenario/scenario.hpp"
#include "sim/param/filling.hpp"
#include "sim/param/key.hpp"

namespace defection {

/// A kind of table that a scenario may hold many of.
struct Rows {
    std::string_view key;
    std::size_t most;
    std::string_view meaning;
};
constexpr Rows group_rows{"group", 16, "identity groups; exactly one has standing \"in\""};
constexpr Rows region_rows{"region", 200, "regions in which people live and units are posted"};
constexpr Rows organisation_rows{"organisation", 100, "army, guard, agencies, militias"};
constexpr Rows formation_rows{"formation", 2000, "divisions or independent commands with identical brigades"};
constexpr Rows curve_rows{"curve", 500, "history, piecewise linear in time"};
constexpr Rows event_rows{"event", 500, "shocks that decay, and policies that change at a date"};
constexpr Rows snapshot_rows{"snapshot", 100, "dates whose leavers and force become metrics"};

/// Names of rows that others refer to.
struct Names {
    std::vector<std::string> groups, regions, organisations;
};

constexpr double most_weeks = 5200;
constexpr sim::param::Range event_size = sim::param::in(-1e9, 1e9);
constexpr std::string_view source_meaning = "source of the numbers";
constexpr std::string_view renamed_driver = "is called drives now (drives = \"protest\")";
/// Keys that people try in a scenario.
constexpr std::array<std::array<std::string_view, 2>, 5> kept_elsewhere = {
    {{"seed", "is a key of sweeps, and of runs an option (`muster run SCENARIO.toml --seed 3`)"},
     {"scale", "is a key of sweeps, and of runs an option (`muster run SCENARIO.toml --scale 0.1`)"},
     {"replicates", "is a key of sweeps (`muster init --example sweep` writes one)"},
     {"end", "is said by start and weeks (write weeks = 260 for five years)"},
     {"length", "is called weeks (write weeks = 260 for five years)"}}};
std::string share_meaning(const AppointmentKeys& keys);
std::string odds_meaning(const AppointmentKeys& keys);
/// The meaning of drivers: each of driver_names with its meaning.
const std::string& driver_meaning();

template <class Form>
void keys_of(Form& form, Top& all, std::optional<sim::param::Date>& start) {
    form.note("model", "which model it is of");
    form.text("title", all.title, "name of the scenario");
    form.note("source", source_meaning);
    form.date("start", start, "day of week 0; without it all times are weeks");
    form.integer("weeks", all.weeks, sim::param::in(1, most_weeks), "length of a run", "week");
    for (const auto& [key, remedy] : kept_elsewhere) form.elsewhere(key, remedy);
    form.integer("step_days", all.step_days, sim::param::in(1, 7), "length of a step; rates stay per week", "day");
}

template <class Form>
void keys_of(Form& form, Group& group, const Names&) {
    form.text("source", group.source, source_meaning);
    form.choice("standing", group.standing, standing_names,
                "the ruler's own, excluded from the core of power, or neither");
    form.fields(group);
}

template <class Form>
void keys_of(Form& form, Region& region, const Names& names) {
    form.text("source", region.source, source_meaning);
    form.fields(region);
    form.shares("groups", region.group_share, names.groups, sim::param::in(0, 1),
                "population by group, sum 1; if absent, as in the whole country");
}

template <class Form>
void keys_of(Form& form, Organisation& organisation, const Names& names) {
    form.text("source", organisation.source, source_meaning);
    form.choice("kind", organisation.branch, branch_names, "its branch in the results");
    form.choice("recruitment", organisation.recruitment, recruitment_names,
                "from the whole country, to post people away from home, or where its units stand");
    bool commands_apart = organisation.commander_recruitment != organisation.recruitment;
    form.optional_choice("commander_recruitment", organisation.commander_recruitment, commands_apart, recruitment_names,
                         "where commanders of its units come from; if absent, where the others do");
    if (!commands_apart) organisation.commander_recruitment = organisation.recruitment;
    form.shares(
        "catchment", organisation.catchment, names.regions, sim::param::in(0, 1e9),
        "weights of the regions that it recruits from; if absent, 1 everywhere, or the region of posting alone");
    form.shares("foreign", organisation.foreign, names.groups, sim::param::in(0, 1),
                "shares of its people below officers who come from abroad, by group; if absent, none do");
    for (std::size_t a = n_appointments; a-- > 0;) {
        const AppointmentKeys& keys = appointment_keys[a];
        Preference& preference = organisation.preferences[a];
        form.optional_number(keys.share, preference.share, sim::param::in(0, 1), share_meaning(keys));
        form.shares(keys.odds, preference.odds, names.groups, sim::param::in(0, 1e6), odds_meaning(keys), 1.0);
    }
    form.optional_number("informer_density", organisation.informer_density, sim::param::in(0, 1),
                         "share of its posts whose holder informs; if absent, surveillance.informer_density");
    form.optional_number("checks", organisation.checks, sim::param::in(0, 1),
                         "how far it acts against commanders of others who refuse; if absent, 1 for elite units and "
                         "agencies, 0 for others");
    form.fields(organisation);
}

template <class Form>
void keys_of(Form& form, Formation& formation, const Names& names) {
    form.text("source", formation.source, source_meaning);
    form.reference("organisation", formation.organisation, names.organisations, "the [[organisation]] it belongs to");
    form.reference("posting", formation.posting, names.regions, "the [[region]] where it stands");
    form.fields(formation);
    form.table("roles", formation.roles, "shares of a company's posts; conscripts take what is left");
}

template <class Form>
void keys_of(Form& form, Curve& curve, const Names& names) {
    form.note("source", source_meaning);
    if (!form.elsewhere("force", renamed_driver))
        form.required_choice("drives", curve.drives, driver_names, driver_meaning());
    if (is_regional(curve.drives))
        form.shares("regions", curve.region_weight, names.regions, sim::param::in(0, 1e9),
                    "weights of a regional driver (protest, violence, rebels); if absent, 1 everywhere");
    form.knots("points", curve.week, curve.value, "[date or week, value] in order of time; constant outside");
    form.number("height", curve.height, sim::param::in(-1e6, 1e6), "what all its values are multiplied by");
    form.number("delay", curve.delay, sim::param::weeks_in_reach, "by how much all its days are later", "week");
    form.flag("enabled", curve.enabled, "whether it is there at all");
}

template <class Form>
void keys_of(Form& form, Event& event, const Names& names) {
    form.text("title", event.title, "what plots call it");
    form.note("source", source_meaning);
    form.time(event.week, "when it begins");
    form.number("duration", event.duration, sim::param::in(0, 1e6), "at full size; 0 with no decay: for good", "week");
    form.number("decay", event.decay, sim::param::in(0, 1e6), "half-life after the duration; 0: ends at once", "week");
    form.elsewhere("force", renamed_driver);
    form.optional_choice("drives", event.drives, event.has_driver, driver_names, driver_meaning());
    if (event.has_driver) {
        form.number("size", event.size, event_size, "what it adds to the driver at its height");
        if (is_regional(event.drives))
            form.shares("regions", event.region_weight, names.regions, sim::param::in(0, 1e9),
                        "weights of a regional driver (protest, violence, rebels); if absent, 1 everywhere");
    }
    form.optional_choice(
        "befalls", event.lot, event.has_chief, lot_names,
        "what befalls a chief: killed, dies, dismissed or arrested at once; accused or offered_exile as "
        "long as the event lasts");
    if (event.has_chief) {
        form.reference("chief", event.chief, names.organisations, "the [[organisation]] whose chief it befalls");
        form.number("strength", event.strength, sim::param::in(0, 1),
                    "how much is in an accusation or an offer of exile");
    } else {
        form.elsewhere("chief", "says whom, and not what happens (write befalls = \"killed\" beside it)");
        form.elsewhere("strength", "belongs to what befalls a chief (write befalls and chief beside it)");
    }
    form.policies("set", parameter_table(), event.changes,
                  "policies and their values from then on, for the duration or for good");
    form.flag("enabled", event.enabled, "whether it happens at all");
}

template <class Form>
void keys_of(Form& form, Snapshot& snapshot, const Names&) {
    form.note("source", source_meaning);
    form.time(snapshot.week, "when leavers and force are counted");
}

/// The keys of a scenario that are no parameters, with examples.
const sim::param::Key& scenario_keys();

}  // namespace defection
