#include "models/defection/report.hpp"

#include <algorithm>

#include "models/defection/outputs.hpp"

namespace defection {

using sim::Outputs;

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
