#include "models/defection/record/variables.hpp"

#include <algorithm>
#include <limits>

#include "models/defection/record/harm.hpp"
#include "models/defection/record/spread.hpp"
#include "models/defection/record/tally.hpp"

namespace defection {
namespace {

using sim::Dimension;
using sim::Store;
using sim::Variable;

constexpr double not_a_week = std::numeric_limits<double>::quiet_NaN();

template <std::size_t N>
std::vector<std::string> texts(const std::array<std::string_view, N>& names) {
    return {names.begin(), names.end()};
}

template <class Rows>
std::vector<std::string> names_of(const Rows& rows) {
    std::vector<std::string> names;
    for (const auto& row : rows) names.push_back(row.name);
    return names;
}

std::vector<std::string> names_of(Ending ending) {
    std::vector<std::string> names;
    for (const StatusRow& row : statuses)
        if (row.ending == ending) names.emplace_back(row.name);
    return names;
}

Counted nothing() {
    Counted counted;
    counted.fill(-1);
    return counted;
}
Counted one(Entry entry) {
    Counted counted = nothing();
    counted[entry] = 0;
    return counted;
}
/// Every status with this ending: all as one number, or each as a kind of its own.
Counted together(Ending ending) {
    Counted counted = nothing();
    for (const StatusRow& row : statuses)
        if (row.ending == ending) counted[entry_of(row.status)] = 0;
    return counted;
}
Counted apart(Ending ending) {
    Counted counted = nothing();
    std::int32_t kind = 0;
    for (const StatusRow& row : statuses)
        if (row.ending == ending) counted[entry_of(row.status)] = kind++;
    return counted;
}

Counted evasions() {
    Counted counted = nothing();
    for (std::size_t i = 0; i < n_evasions; ++i) counted[entry_of(Answer(i + 1))] = static_cast<std::int32_t>(i);
    return counted;
}

SeriesRow people(std::string name, std::string meaning, std::vector<std::string> dims, Counted counted) {
    return {
        .variable = {.name = std::move(name), .unit = "person", .meaning = std::move(meaning), .dims = std::move(dims)},
        .counted = counted};
}

SeriesRow number(std::string name, std::string unit, std::string meaning, Store store, double (*value)(const Tally&)) {
    return {
        .variable = {.name = std::move(name), .unit = std::move(unit), .meaning = std::move(meaning), .store = store},
        .counted = {},
        .value = value};
}

MetricRow metric(std::string name, std::string unit, std::string meaning, std::string denominator,
                 std::function<double(const Tally&)> value) {
    return {.variable = {.name = std::move(name),
                         .unit = std::move(unit),
                         .meaning = std::move(meaning),
                         .denominator = std::move(denominator),
                         .store = Store::real,
                         .over_time = false},
            .value = std::move(value)};
}

double withheld_by_each(const Simulation& run, std::size_t brigade_lane) {
    return 1.0 - static_cast<double>(run.minds().effort.given[brigade_lane]);
}

void add_rates(std::vector<MetricRow>& out) {
    for (const Part& part : parts) {
        const std::string suffix(part.suffix), who(part.who), all = who + " who ever served";
        out.push_back(metric("departure_rate" + suffix, "1", who + " who left", all,
                             [&](const Tally& t) { return t.departed(part) / t.ever_served(part); }));
        out.push_back(metric("desertion_rate" + suffix, "1", who + " who left without joining the opposition", all,
                             [&](const Tally& t) { return t.deserted(part) / t.ever_served(part); }));
        out.push_back(metric("defection_rate" + suffix, "1", who + " who left and joined the opposition", all,
                             [&](const Tally& t) { return t.defected(part) / t.ever_served(part); }));
    }
}

void add_shares_of_leavers(std::vector<MetricRow>& out) {
    const auto share_of = [](std::string_view suffix) {
        const Part* part = &parts[0];
        for (const Part& one : parts)
            if (one.suffix == suffix) part = &one;
        return [part](const Tally& t) { return t.departed(*part) / t.leavers(); };
    };
    out.push_back(metric("joined_share", "1", "share who joined the opposition", "people who left",
                         [](const Tally& t) { return t.joiners() / t.leavers(); }));
    out.push_back(
        metric("officer_share_of_leavers", "1", "share of officers", "people who left", share_of("_officers")));
    out.push_back(
        metric("conscript_share_of_leavers", "1", "share of conscripts", "people who left", share_of("_conscripts")));
    out.push_back(
        metric("ingroup_share_of_leavers", "1", "share of the ruler's group", "people who left", share_of("_ingroup")));
}

void add_punishments(std::vector<MetricRow>& out) {
    out.push_back(metric("execution_rate", "1", "people executed", "people who ever served",
                         [](const Tally& t) { return t.total(Status::executed) / t.ever_served(parts[0]); }));
    out.push_back(metric("arrest_rate", "1", "people arrested and not executed", "people who ever served",
                         [](const Tally& t) { return t.total(Status::arrested) / t.ever_served(parts[0]); }));
    out.push_back(metric("found_out_rate", "1", "people found out while planning, arrested or executed",
                         "people who ever served",
                         [](const Tally& t) { return t.total(Ending::punished) / t.ever_served(parts[0]); }));
    out.push_back(metric("families_harmed_rate", "1", "families harmed", "people who left",
                         [](const Tally& t) { return t.total(families_harmed) / t.leavers(); }));
}

void add_aftermath(std::vector<MetricRow>& out) {
    const auto share = [&](std::string name, std::string meaning, std::initializer_list<Status> of) {
        out.push_back(metric(std::move(name), "1", std::move(meaning), "people who left",
                             [of = std::vector<Status>(of)](const Tally& t) {
                                 double sum = 0;
                                 for (const Status status : of) sum += t.total(status);
                                 return sum / t.leavers();
                             }));
    };
    share("camp_share", "share who live in camps abroad at the end", {Status::camp});
    share("faction_share", "share who fight in a faction at the end",
          {Status::army_led, Status::local_faction, Status::ideological_faction});
    share("army_led_share", "share who fight under former officers at the end", {Status::army_led});
    share("isolated_share", "share who live on their own at the end, abroad or in hiding",
          {Status::fled, Status::hiding});
    share("returned_share", "share who came back home, punished or not",
          {Status::returned, Status::punished_on_return});
    out.push_back(metric("comebacks", "person", "people of the real force who left and came back to serve", "",
                         [](const Tally& t) {
                             return static_cast<double>(t.run().army().leavers.comebacks) / t.run().setting().scale;
                         }));
}

bool is_specialist(const Structure& structure, std::size_t organisation, std::size_t role) {
    return structure.organisations[organisation].specialists && role <= role_of(Rank::professional);
}
double specialists_left(const Tally& t) {
    return static_cast<double>(t.run().army().ledger.total(Ending::departed, [&](auto o, auto role, auto) {
        return is_specialist(t.run().setting().structure, o, role);
    }));
}

void add_strengths(std::vector<MetricRow>& out) {
    out.push_back(metric("leavers", "person", "people of the real force who left", "",
                         [](const Tally& t) { return t.leavers() / t.run().setting().scale; }));
    out.push_back(metric("departed_specialists", "person",
                         "specialists of the real force who left: pilots, sailors, whose skills a state alone can use",
                         "", [](const Tally& t) { return specialists_left(t) / t.run().setting().scale; }));
    out.push_back(metric("force_ratio", "1", "army and elite serving at the end", "army and elite serving at the start",
                         [](const Tally& t) { return t.regulars_left(); }));
    out.push_back(metric("militia_ratio", "1", "militia fighters serving at the end",
                         "army and elite serving at the end", [](const Tally& t) { return t.militia_ratio(); }));
    out.push_back(metric("peak_week", "week", "middle of the 13 weeks with the most departures", "",
                         [](const Tally& t) { return t.peak_week(); }));
    out.push_back(metric("largest_departure", "person", "most simulated people who left together", "",
                         [](const Tally& t) { return static_cast<double>(t.run().army().leavers.largest); }));
    out.push_back(metric("withheld_effort", "person",
                         "effort withheld at the end, in people of the real force who do nothing", "",
                         [](const Tally& t) { return sum_of(t.run(), withheld_by_each) / t.run().setting().scale; }));
    out.push_back(metric("final_belief", "1", "belief in the regime's survival at the end, mean over those who serve",
                         "", [](const Tally& t) { return t.belief(); }));
    out.push_back(metric("largest_brigade_loss", "1", "largest share of a brigade that left within outcome.split_weeks",
                         "people serving in the brigade then or coming to it since",
                         [](const Tally& t) { return t.run().mechanism<OutcomeWatch>().largest_loss(); }));
}

/// Those who command brigades and more.
void add_generals(std::vector<MetricRow>& out) {
    const auto week_of = [](double week) { return week == state::no_week ? not_a_week : week; };
    out.push_back(metric("departed_generals", "person", "generals who left", "",
                         [](const Tally& t) { return static_cast<double>(t.run().high_command().offices.left); }));
    out.push_back(metric("first_general_left", "week", "when the first general left; missing if none did", "",
                         [=](const Tally& t) { return week_of(t.run().high_command().offices.first_left); }));
    out.push_back(metric("generals_punished", "person", "generals arrested or executed", "",
                         [](const Tally& t) { return static_cast<double>(t.run().high_command().offices.punished); }));
    out.push_back(metric("units_led_out", "unit", "brigades and companies that followed their commander out", "",
                         [](const Tally& t) { return static_cast<double>(t.run().high_command().led_out.units); }));
    out.push_back(metric(
        "led_out_share", "1", "people who followed their commander out", "people who left",
        [](const Tally& t) { return static_cast<double>(t.run().high_command().led_out.people) / t.leavers(); }));
    out.push_back(metric("declined_share", "1", "largest share of the army that declined as a body",
                         "the army at the start",
                         [](const Tally& t) { return t.run().mechanism<OutcomeWatch>().declined(); }));
    out.push_back(metric("purged_planners", "person", "officers removed who meant to leave", "",
                         [](const Tally& t) { return static_cast<double>(t.run().high_command().purges.planners); }));
    out.push_back(metric("purged_innocent", "person", "officers removed who did not mean to leave", "",
                         [](const Tally& t) { return static_cast<double>(t.run().high_command().purges.innocent); }));
    out.push_back(metric("transferred", "person", "people moved out of companies that the regime suspects", "",
                         [](const Tally& t) { return static_cast<double>(t.run().policies().transfers.people); }));
    out.push_back(metric("informers_made", "person", "people of such companies who were made informers", "",
                         [](const Tally& t) { return static_cast<double>(t.run().policies().transfers.informers); }));
    out.push_back(metric("ruler_week", "week", "when the ruler stepped down or was removed; missing if neither", "",
                         [=](const Tally& t) { return week_of(t.run().high_command().succession.week); }));
    out.push_back(metric("failed_plots", "plot", "plots against the ruler that failed", "", [](const Tally& t) {
        return static_cast<double>(t.run().high_command().succession.failed_plots);
    }));
}

void add_snapshots(std::vector<MetricRow>& out, const std::vector<Snapshot>& snapshots) {
    for (std::size_t i = 0; i < snapshots.size(); ++i) {
        const std::string& name = snapshots[i].name;
        out.push_back(metric("leavers_" + name, "person", "people of the real force who had left by " + name, "",
                             [i](const Tally& t) { return t.shot(i).leavers; }));
        out.push_back(metric("force_" + name, "1", "army and elite serving by " + name,
                             "army and elite serving at the start", [i](const Tally& t) { return t.shot(i).force; }));
        out.push_back(metric("militia_" + name, "1", "militia fighters serving by " + name,
                             "army and elite serving then", [i](const Tally& t) { return t.shot(i).militia; }));
    }
}

/// On two axes, and the word for both.
void add_outcome(std::vector<MetricRow>& out) {
    const auto flag = [&](std::string name, std::string meaning, const auto& names, auto value) {
        out.push_back(metric(std::move(name), "1", std::move(meaning), "",
                             [value](const Tally& t) { return static_cast<double>(value(t)); }));
        out.back().variable.store = Store::flag;
        out.back().variable.flag_meanings = texts(names);
    };
    flag("form", "what the forces did (rules in the model's documentation)", form_names,
         [](const Tally& t) { return t.form(); });
    flag("ruler", "what became of the ruler", ruler_names, [](const Tally& t) { return t.ruler(); });
    flag("outcome", "the word for form and ruler together (table in the model's documentation)", outcome_names,
         [](const Tally& t) { return outcome_of(t.form(), t.ruler()); });
}

/// Those who command brigades and more, and who follows them.
void add_commands(std::vector<SeriesRow>& rows) {
    rows.push_back(number("generals_left", "person", "generals, who command a brigade or more, who left, cumulative",
                          Store::count,
                          [](const Tally& t) { return static_cast<double>(t.run().high_command().offices.left); }));
    rows.push_back(number("specialists_left", "person", "specialists who left and serve no more, cumulative",
                          Store::count, specialists_left));
    rows.push_back({.variable = {.name = "leadership",
                                 .unit = "1",
                                 .meaning = "skill of those who command a region's brigades, 1 = as at the start",
                                 .store = Store::real,
                                 .dims = {"region"}},
                    .values = [](const Tally& t) { return t.leadership(); }});
    rows.push_back(number("generals_refusing", "person", "generals who refuse and are still in office", Store::count,
                          [](const Tally& t) { return t.refusing(); }));
    rows.push_back(number("declining", "1", "share of the army's people whose brigade stays in its barracks",
                          Store::real, [](const Tally& t) { return t.declining(); }));
    rows.push_back(number("led_out", "person", "people who followed their commander out of the army, cumulative",
                          Store::count,
                          [](const Tally& t) { return static_cast<double>(t.run().high_command().led_out.people); }));
}

void add_minds(std::vector<SeriesRow>& rows) {
    rows.push_back(number("belief", "1", "belief in the regime's survival, mean over those who serve, 0 to 1",
                          Store::real, [](const Tally& t) { return t.belief(); }));
    rows.push_back({.variable = {.name = "disengaged",
                                 .unit = "person",
                                 .meaning = "effort withheld by those who serve, as people who do nothing",
                                 .dims = {"role"}},
                    .each = withheld_by_each});
    rows.push_back({.variable = {.name = "group_belief",
                                 .unit = "1",
                                 .meaning = "belief of the group's soldiers in the regime's survival, 0 to 1",
                                 .store = Store::real,
                                 .dims = {"group"}},
                    .values = [](const Tally& t) { return t.run().surroundings().outlook.belief.of_men; }});
}

}  // namespace

std::vector<SeriesRow> series_rows() {
    std::vector<SeriesRow> rows = {
        people("serving", "people serving", {"branch", "role"}, together(Ending::serves)),
        people("planning", "people serving who mean to leave and wait for an opportunity", {"role"},
               one(entry_of(Status::planning))),
        people("joined", "people called up or enlisted since the start, cumulative", {"role"},
               one(newcomers_since_start)),
        people("departed", "people who left and serve no more, by what has become of them", {"role", "destination"},
               apart(Ending::departed)),
        people("defected", "people who joined the opposition when they left, cumulative", {"role"},
               one(joined_on_leaving)),
        people("punished", "people found out and punished, cumulative", {"role", "kind"}, apart(Ending::punished)),
        people("lost", "people killed, discharged, sent out as agents or dismissed in a purge, cumulative",
               {"role", "cause"}, apart(Ending::lost)),
        people("evaded", "people called up who did not come, by what they did, cumulative", {"home", "evasion"},
               evasions()),
        people("families_harmed", "families harmed in reprisal, cumulative", {}, one(families_harmed)),
        number("regime_alive", "1", "whether the regime stands", Store::flag,
               [](const Tally& t) { return t.ruler() == Ruler::stays ? 1.0 : 0.0; }),
        number("army_capacity", "1",
               "deployed strength x effort x cohesion of army and elite, over its value in week 0, taken with full "
               "bonds and effort; falls by about a quarter in the first week",
               Store::real, [](const Tally& t) { return t.capacity_left(); }),
        number("core_capacity", "1", "army_capacity of the centre: each region counts by its nearness to it",
               Store::real, [](const Tally& t) { return t.core_capacity_left(); }),
        number("periphery_capacity", "1", "army_capacity of the rest: each region counts by its distance", Store::real,
               [](const Tally& t) { return t.periphery_capacity_left(); }),
        number("deployed_share", "1", "army and elite not confined to barracks, over those who serve", Store::real,
               [](const Tally& t) { return t.deployed_share(); }),
        number("skill", "1", "worth in a fight of a soldier of army and elite, 1 = as good as any", Store::real,
               [](const Tally& t) { return t.skill(); }),
        number("core_danger", "1", "rebels within reach of the core over those who hold it", Store::real,
               [](const Tally& t) { return t.run().surroundings().core.danger(); }),
        number("control", "1", "how far the regime holds the country, population-weighted, 0 to 1", Store::real,
               [](const Tally& t) { return t.control(); }),
        number("rebels", "man", "rebels under arms in the real country", Store::real,
               [](const Tally& t) { return t.run().surroundings().war.rebels_in_all; }),
        number("patron_support", "1", "the patron's support for the regime, -1 to 1", Store::real,
               [](const Tally& t) { return t.run().surroundings().patron.support; }),
        number("radicalisation", "1", "religious radicalism of the opposition, 0 to 1", Store::real,
               [](const Tally& t) { return t.run().surroundings().opposition.radicalisation; }),
        number("violence_by_state", "1", "violence by the state, population-weighted, 0 to 1", Store::real,
               [](const Tally& t) { return t.run().surroundings().violence.of_state; }),
        number("violence", "1", "violence of the war, population-weighted, 0 to 1", Store::real,
               [](const Tally& t) { return t.run().surroundings().violence.of_country; })};
    add_minds(rows);
    add_commands(rows);
    const auto harm_of = [&](std::string_view series) -> std::vector<std::string>& {
        return std::ranges::find(rows, series, [](const SeriesRow& row) { return row.variable.name; })->variable.harm;
    };
    harm_of("punished") = {"arrested", "executed"};
    harm_of("lost") = {"killed"};
    harm_of("departed") = {"punished_on_return", "killed_after_leaving"};
    harm_of("families_harmed") = {"families_harmed"};
    for (SeriesRow& row : rows)
        if (row.variable.store == Store::flag) row.variable.flag_meanings = {"fallen", "alive"};
    return rows;
}

std::vector<MetricRow> metric_rows(const std::vector<Snapshot>& snapshots) {
    std::vector<MetricRow> rows;
    add_rates(rows);
    add_shares_of_leavers(rows);
    add_punishments(rows);
    for (MetricRow& row : harm_rows()) rows.push_back(std::move(row));
    add_aftermath(rows);
    add_strengths(rows);
    add_generals(rows);
    add_snapshots(rows, snapshots);
    add_outcome(rows);
    return rows;
}

namespace {

/// Origins of people: the regions, and after them what lies abroad.
std::vector<std::string> homes(const Structure& structure) {
    std::vector<std::string> names = names_of(structure.regions);
    names.emplace_back("abroad");
    return names;
}

}  // namespace

std::vector<Dimension> dimensions_of(const Structure& structure) {
    return {{"branch", "kind of organisation", texts(branch_names)},
            {"role", "role held", texts(role_names)},
            {"destination", "what has become of those who left", names_of(Ending::departed)},
            {"kind", "kind of punishment", names_of(Ending::punished)},
            {"cause", "cause of loss", names_of(Ending::lost)},
            {"evasion", "what those did who did not come", texts(evasion_names)},
            {"group", "identity group", names_of(structure.groups)},
            {"region", "region of posting", names_of(structure.regions)},
            {"home", "home region", homes(structure)},
            {"organisation", "organisation", names_of(structure.organisations)}};
}

}  // namespace defection
