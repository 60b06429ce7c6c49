#include "models/defection/report.hpp"

#include <algorithm>
#include <array>

namespace defection {
namespace {

using sim::Dimension;
using sim::Outputs;
using sim::Store;
using sim::Variable;

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

std::vector<Dimension> dimensions(const Structure& structure) {
    return {{"branch", "kind of organisation", texts(branch_names)},
            {"role", "role held", texts(role_names)},
            {"fate", "what became of those who left", {"fled", "hiding", "joined_opposition"}},
            {"kind", "kind of punishment", {"arrested", "executed"}},
            {"cause", "cause of loss", {"killed", "discharged"}},
            {"group", "identity group", names_of(structure.groups)},
            {"region", "region of posting", names_of(structure.regions)},
            {"organisation", "organisation", names_of(structure.organisations)}};
}

Variable count(std::string name, std::string meaning, std::vector<std::string> dims) {
    return {std::move(name), "person", std::move(meaning), "", Store::count, true, std::move(dims), {}};
}

std::vector<Variable> series_variables() {
    return {count("serving", "people serving", {"branch", "role"}),
            count("planning", "people serving who mean to leave and wait for an opportunity", {"role"}),
            count("joined", "people called up or enlisted since the start, cumulative", {"role"}),
            count("departed", "people who left, by what became of them, cumulative", {"role", "fate"}),
            count("punished", "people found out and punished, cumulative", {"role", "kind"}),
            count("lost", "people killed in action or discharged, cumulative", {"role", "cause"}),
            count("families_harmed", "families harmed in reprisal, cumulative", {}),
            {"regime_alive", "1", "whether the regime stands", "", Store::flag, true, {}, {"fallen", "alive"}},
            {"army_capacity",
             "1",
             "deployed strength x skill x cohesion of army and elite, over its value in week 0",
             "",
             Store::real,
             true,
             {},
             {}},
            {"violence", "1", "violence of the war, population-weighted, 0 to 1", "", Store::real, true, {}, {}}};
}

/// Whom a rate is about.
struct Part {
    std::string_view suffix, who;
};
constexpr std::array<Part, 5> parts = {{{"", "people"},
                                        {"_officers", "officers"},
                                        {"_conscripts", "conscripts"},
                                        {"_elite", "people of elite units"},
                                        {"_ingroup", "people of the ruler's group"}}};

Variable metric(std::string name, std::string unit, std::string meaning, std::string denominator) {
    return {std::move(name), std::move(unit), std::move(meaning), std::move(denominator), Store::real, false, {}, {}};
}

void add_rates(std::vector<Variable>& out) {
    for (const Part& part : parts) {
        const std::string suffix(part.suffix), who(part.who), all = who + " who ever served";
        out.push_back(metric("departure_rate" + suffix, "1", who + " who left", all));
        out.push_back(metric("desertion_rate" + suffix, "1", who + " who left without joining the opposition", all));
        out.push_back(metric("defection_rate" + suffix, "1", who + " who left and joined the opposition", all));
    }
}

std::vector<Variable> metric_variables(const std::vector<Snapshot>& snapshots) {
    std::vector<Variable> out;
    add_rates(out);
    out.push_back(metric("joined_share", "1", "share who joined the opposition", "people who left"));
    out.push_back(metric("officer_share_of_leavers", "1", "share of officers", "people who left"));
    out.push_back(metric("conscript_share_of_leavers", "1", "share of conscripts", "people who left"));
    out.push_back(metric("ingroup_share_of_leavers", "1", "share of the ruler's group", "people who left"));
    out.push_back(metric("execution_rate", "1", "people executed", "people who ever served"));
    out.push_back(
        metric("arrest_rate", "1", "people found out while planning, executed or not", "people who ever served"));
    out.push_back(metric("families_harmed_rate", "1", "families harmed", "people who left"));
    out.push_back(metric("leavers", "person", "people of the real force who left", ""));
    out.push_back(
        metric("force_ratio", "1", "army and elite serving at the end", "army and elite serving at the start"));
    out.push_back(
        metric("militia_ratio", "1", "militia fighters serving at the end", "army and elite serving at the end"));
    out.push_back(metric("peak_week", "week", "middle of the 13 weeks with the most departures", ""));
    out.push_back(metric("largest_departure", "person", "most people who left together", ""));
    out.push_back(metric("largest_brigade_loss", "1", "largest share of a brigade that left within four weeks",
                         "people serving in the brigade"));
    for (const Snapshot& s : snapshots) {
        out.push_back(metric("leavers_" + s.name, "person", "people of the real force who had left by " + s.name, ""));
        out.push_back(metric("force_" + s.name, "1", "army and elite serving by " + s.name,
                             "army and elite serving at the start"));
        out.push_back(
            metric("militia_" + s.name, "1", "militia fighters serving by " + s.name, "army and elite serving then"));
    }
    out.push_back({"outcome",
                   "1",
                   "how the army behaved (rules in the model's documentation)",
                   "",
                   Store::flag,
                   false,
                   {},
                   texts(outcome_names)});
    return out;
}

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

void unknown(sim::Problems& problems, const std::string& key, const std::string& name,
             const std::vector<std::string>& allowed) {
    const std::string near = sim::nearest(name, allowed);
    std::string list;
    for (const auto& one : allowed) list += (list.empty() ? "" : ", ") + one;
    problems.add(
        {}, key,
        "unknown name '" + name + "' (allowed " + list + (near.empty() ? ")" : "; did you mean '" + near + "'?)"));
}

std::vector<Variable> requested(const sim::OutputRequest& request, sim::Problems& problems) {
    std::vector<Variable> all = series_variables();
    std::vector<std::string> names;
    for (const Variable& variable : all) names.push_back(variable.name);
    for (const std::string& name : request.variables)
        if (!contains(names, name)) unknown(problems, "output.variables", name, names);
    const std::vector<std::string> extra = {"group", "region", "organisation"};
    for (const std::string& name : request.by)
        if (!contains(extra, name)) unknown(problems, "output.by", name, extra);
    std::erase_if(
        all, [&](const Variable& v) { return !request.variables.empty() && !contains(request.variables, v.name); });
    for (Variable& variable : all) {
        if (!contains(variable.dims, "role")) continue;
        for (const std::string& name : extra)
            if (contains(request.by, name)) variable.dims.insert(variable.dims.begin(), name);
    }
    return all;
}

}  // namespace

Outputs outputs_of(const DefectionScenario& scenario, const sim::OutputRequest& request, sim::Problems& problems) {
    Outputs out;
    out.variables = requested(request, problems);
    for (const Dimension& dimension : dimensions(scenario.structure()))
        for (const Variable& variable : out.variables)
            if (contains(variable.dims, dimension.name) && out.dimension(dimension.name) == nullptr)
                out.dimensions.push_back(dimension);
    for (Variable& variable : metric_variables(scenario.snapshots())) out.variables.push_back(std::move(variable));
    out.time.start = scenario.start();
    for (int step = 0; step <= scenario.n_steps(); step += std::max(1, request.every))
        out.time.at.push_back(step * scenario.step_days());
    return out;
}

Outputs all_outputs() {
    Outputs out;
    out.dimensions = dimensions({});
    out.variables = series_variables();
    for (Variable& variable : metric_variables({})) out.variables.push_back(std::move(variable));
    return out;
}

Recorder::Recorder(const DefectionScenario& scenario, const Outputs& outputs, Army& army)
    : scenario_(scenario), outputs_(outputs), army_(army), series_(outputs) {
    army.world().open_books(outputs);
    capacity_at_start_ = army.army_capacity();
    snapshot_leavers_.assign(scenario.snapshots().size(), std::numeric_limits<double>::quiet_NaN());
    snapshot_force_ = snapshot_militia_ = snapshot_leavers_;
}

double Recorder::leavers() const {
    const Ledger& books = army_.world().ledger;
    return static_cast<double>(books.total(Entry::fled) + books.total(Entry::hiding) +
                               books.total(Entry::joined_opposition));
}

double Recorder::regulars() const {
    const auto& organisations = scenario_.structure().organisations;
    return static_cast<double>(army_.world().ledger.total(Entry::serving, [&](std::size_t o, auto, auto) {
        return organisations[o].branch == Branch::army || organisations[o].branch == Branch::elite;
    }));
}

void Recorder::look(int step) {
    if (step == 0) regulars_at_start_ = regulars();
    departed_.push_back(leavers());
    const std::int32_t day = step * scenario_.step_days();
    if (next_time_ < outputs_.time.at.size() && outputs_.time.at[next_time_] == day) record(next_time_++);
    take_snapshots(step);
}

void Recorder::record(std::size_t time) {
    const World& world = army_.world();
    world.ledger.record(time, series_);
    for (std::size_t v = 0; v < outputs_.variables.size(); ++v) {
        const std::string& name = outputs_.variables[v].name;
        if (name == "families_harmed") series_.counts(v)[time] = static_cast<std::int32_t>(world.families_harmed);
        if (name == "regime_alive") series_.flags(v)[time] = world.war.regime_alive ? 1 : 0;
        if (name == "army_capacity")
            series_.reals(v)[time] = capacity_at_start_ > 0 ? army_.army_capacity() / capacity_at_start_ : 0.0;
        if (name == "violence") series_.reals(v)[time] = world.war.violence;
    }
}

void Recorder::take_snapshots(int step) {
    const double now = step * scenario_.dt();
    for (std::size_t i = 0; i < scenario_.snapshots().size(); ++i) {
        const double week = scenario_.snapshots()[i].week;
        if (week < now - 0.5 * scenario_.dt() || week >= now + 0.5 * scenario_.dt()) continue;
        const World& world = army_.world();
        snapshot_leavers_[i] = leavers() / world.scale;
        snapshot_force_[i] = regulars() / regulars_at_start_;
        snapshot_militia_[i] = static_cast<double>(world.n_militia) / std::max(1.0, regulars());
    }
}

void Recorder::write_metric(const std::string& name, double value) {
    for (std::size_t v = 0; v < outputs_.variables.size(); ++v)
        if (outputs_.variables[v].name == name && !outputs_.variables[v].over_time) series_.reals(v)[0] = value;
}

double Recorder::peak_week() const {
    const auto window = static_cast<std::size_t>(13.0 / scenario_.dt());
    double most = 0, middle = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t end = window; end < departed_.size(); ++end) {
        const double here = departed_[end] - departed_[end - window];
        if (here <= most) continue;
        most = here;
        middle = (static_cast<double>(end) - 0.5 * static_cast<double>(window)) * scenario_.dt();
    }
    return middle;
}

/// Rates count a person under the role held when leaving, over all who ever held it.
void Recorder::write_rates() {
    const auto& organisations = scenario_.structure().organisations;
    const std::size_t ingroup = scenario_.structure().ingroup;
    const auto belongs = [&](std::size_t part, std::size_t o, std::size_t role, std::size_t g) {
        switch (part) {
            case 1:
                return role <= 1;
            case 2:
                return role == 4;
            case 3:
                return organisations[o].branch == Branch::elite;
            case 4:
                return g == ingroup;
            default:
                return true;
        }
    };
    const Ledger& books = army_.world().ledger;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        const auto total = [&](Entry entry) {
            return static_cast<double>(
                books.total(entry, [&](auto o, auto r, auto g) { return belongs(part, o, r, g); }));
        };
        const double deserted = total(Entry::fled) + total(Entry::hiding), defected = total(Entry::joined_opposition);
        const double ever = total(Entry::serving) + deserted + defected + total(Entry::arrested) +
                            total(Entry::executed) + total(Entry::killed) + total(Entry::discharged);
        const std::string suffix(parts[part].suffix);
        write_metric("departure_rate" + suffix, (deserted + defected) / ever);
        write_metric("desertion_rate" + suffix, deserted / ever);
        write_metric("defection_rate" + suffix, defected / ever);
        if (part == 0) ever_served_ = ever;
        if (part == 1) write_metric("officer_share_of_leavers", (deserted + defected) / leavers());
        if (part == 2) write_metric("conscript_share_of_leavers", (deserted + defected) / leavers());
        if (part == 4) write_metric("ingroup_share_of_leavers", (deserted + defected) / leavers());
    }
}

sim::Series Recorder::finish() {
    const World& world = army_.world();
    const Ledger& books = world.ledger;
    write_rates();
    write_metric("joined_share", static_cast<double>(books.total(Entry::joined_opposition)) / leavers());
    const auto arrested = static_cast<double>(books.total(Entry::arrested)),
               executed = static_cast<double>(books.total(Entry::executed));
    write_metric("execution_rate", executed / ever_served_);
    write_metric("arrest_rate", (arrested + executed) / ever_served_);
    write_metric("families_harmed_rate", static_cast<double>(world.families_harmed) / leavers());
    write_metric("leavers", leavers() / world.scale);
    write_metric("force_ratio", regulars() / regulars_at_start_);
    write_metric("militia_ratio", static_cast<double>(world.n_militia) / std::max(1.0, regulars()));
    write_metric("peak_week", peak_week());
    write_metric("largest_departure", static_cast<double>(world.largest_departure));
    write_metric("largest_brigade_loss", army_.watch().largest_loss());
    for (std::size_t i = 0; i < scenario_.snapshots().size(); ++i) {
        write_metric("leavers_" + scenario_.snapshots()[i].name, snapshot_leavers_[i]);
        write_metric("force_" + scenario_.snapshots()[i].name, snapshot_force_[i]);
        write_metric("militia_" + scenario_.snapshots()[i].name, snapshot_militia_[i]);
    }
    const Outcome outcome = outcome_of(army_.parameters().outcome, army_.watch().share_gone(world),
                                       world.war.regime_alive, leavers() / ever_served_);
    for (std::size_t v = 0; v < outputs_.variables.size(); ++v)
        if (outputs_.variables[v].name == "outcome") series_.flags(v)[0] = static_cast<std::uint8_t>(outcome);
    return std::move(series_);
}

}  // namespace defection
