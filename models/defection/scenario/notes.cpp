/// Notes on parts of a scenario that change nothing: events and curves that no step sees or no mechanism reads, marks, and behaviour
/// that is not calibrated.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "models/defection/scenario/readers.hpp"

namespace defection {
namespace {

using RowNames = std::vector<std::string>;

/// "event 'a'", "events 'a', 'b', 'c' and 4 more".
std::string listed(std::string_view kind, const RowNames& names) {
    constexpr std::size_t most = 3;
    std::string text = fmt::format("{}{} ", kind, names.size() > 1 ? "s" : "");
    const std::size_t n = std::min(names.size(), most);
    for (std::size_t i = 0; i < n; ++i)
        text += fmt::format("{}'{}'", i == 0 ? "" : i + 1 == names.size() ? " and " : ", ", sim::shown(names[i]));
    return names.size() > most ? text + fmt::format(" and {} more", names.size() - most) : text;
}

class Notes {
 public:
    Notes(const DefectionScenario& scenario, const RowNames& varied) : scenario_(scenario), varied_(varied) {}

    std::vector<sim::Note> all() {
        if (!scenario_.names_behaviour())
            add("no behaviour file: behaviour parameters stand at the defaults of the model (name one, such as "
                "behaviour "
                "= \"behaviour.toml\" for the calibrated values that come with the program)");
        note_times();
        note_marks();
        for (const Event& event : scenario_.history().events)
            if (event.enabled) note_event(event);
        for (const Curve& curve : scenario_.history().curves) {
            if (curve.name.empty() || !curve.enabled) continue;
            note_driver("curve", curve.name, curve.drives, false);
            if (weighs_nothing(curve))
                add(fmt::format("curve '{}' adds nothing to {}: its regions weigh 0", sim::shown(curve.name),
                                name_of(curve.drives)));
        }
        note_structure();
        return std::move(notes_);
    }

 private:
    void add(std::string text, bool of_runs = true) { notes_.push_back({std::move(text), of_runs}); }
    bool is_varied(const std::string& name) const { return std::ranges::find(varied_, name) != varied_.end(); }
    std::string length() const { return fmt::format("the run, which is {} weeks long", scenario_.weeks()); }
    double last_step() const { return (scenario_.n_steps() - 1) * scenario_.dt(); }

    template <class Rows>
    RowNames names_of(const Rows& rows, const std::function<bool(const typename Rows::value_type&)>& select) const {
        RowNames names;
        for (const auto& row : rows)
            if (!row.name.empty() && select(row)) names.push_back(row.name);
        return names;
    }

    /// Whether a step finds the event at work.
    bool is_seen(const Event& event) const {
        const bool strikes = event.has_chief && is_at_once(event.lot) && !event.has_driver && event.changes.empty();
        if (strikes && event.week < 0) return false;
        if (event.decay > 0 || event.duration <= 0) return event.week <= last_step();
        const double first = std::max(0.0, std::ceil(event.week / scenario_.dt() - 1e-6) * scenario_.dt());
        return first <= last_step() && event.holds(first);
    }

    void note_times() {
        const auto& [curves, events] = scenario_.history();
        const auto is_set = [&](const Event& event) { return is_varied("event." + event.name + ".week"); };
        const auto acts = [&](const Event& event) {
            return event.enabled && !is_set(event) && (event.has_driver || event.has_chief || !event.changes.empty());
        };
        note_these("event", names_of(events, [&](const Event& e) { return acts(e) && e.week > last_step(); }),
                   fmt::format("after {}: nothing comes of {{}}", length()));
        note_these("event", names_of(events, [&](const Event& e) { return acts(e) && e.week < 0 && !is_seen(e); }),
                   "before the run: nothing is left of {} when it starts");
        note_these("event", names_of(events, [&](const Event& e) { return acts(e) && e.week < 0 && is_seen(e); }),
                   "before the run, which starts with what is left of {}");
        note_these(
            "event",
            names_of(events,
                     [&](const Event& e) { return acts(e) && e.week >= 0 && e.week <= last_step() && !is_seen(e); }),
            "between two steps of the run, which miss {} (give a longer duration)");
        note_these(
            "curve",
            names_of(curves, [&](const Curve& c) { return !c.week.empty() && c.week.front() + c.delay > last_step(); }),
            fmt::format("after {}, which sees the first value of {{}} alone", length()));
        note_these("curve",
                   names_of(curves, [](const Curve& c) { return !c.week.empty() && c.week.back() + c.delay < 0; }),
                   "before the run, which sees the last value of {} alone");
        note_these("snapshot",
                   names_of(scenario_.snapshots(),
                            [&](const Snapshot& s) { return s.week < 0 || s.week > scenario_.weeks(); }),
                   fmt::format("outside {}: no metric comes of {{}}", length()));
    }

    void note_these(std::string_view kind, const RowNames& names, const std::string& what) {
        if (names.empty()) return;
        const bool one = names.size() == 1;
        add(fmt::format("{} {} {}", listed(kind, names), one ? "lies" : "lie",
                        fmt::format(fmt::runtime(what), one ? "it" : "them")));
    }

    void note_marks() {
        const RowNames names = names_of(scenario_.history().events, [](const Event& event) {
            return event.enabled && !event.has_driver && !event.has_chief && event.changes.empty();
        });
        if (names.empty()) return;
        const bool one = names.size() == 1;
        add(fmt::format("{} {}: with neither drives, befalls nor set {} nothing", listed("event", names),
                        one ? "is a mark" : "are marks", one ? "it changes" : "they change"),
            false);
    }

    void note_event(const Event& event) {
        const std::string named = fmt::format("event '{}'", sim::shown(event.name));
        if (event.has_chief) note_chief(event, named);
        if (event.has_driver && event.size == 0 && !is_varied("event." + event.name + ".size"))
            add(fmt::format("{} adds 0 to {} (give it a size)", named, name_of(event.drives)));
        if (weighs_nothing(event))
            add(fmt::format("{} adds nothing to {}: its regions weigh 0", named, name_of(event.drives)));
        else if (event.has_driver && !is_told_apart(event) && event.size != 0 && is_seen(event) &&
                 !moves_its_driver(event))
            add(fmt::format("{} changes nothing: {} stands at its bound all the while", named, name_of(event.drives)));
        if (event.has_driver) note_driver("event", event.name, event.drives, true);
        for (const Event::Change& change : event.changes) note_change(event, change);
    }

    void note_chief(const Event& event, const std::string& named) {
        const auto& [groups, regions, organisations, formations, ingroup] = scenario_.structure();
        const bool has_units =
            std::ranges::any_of(formations, [&](const Formation& f) { return f.organisation == event.chief; });
        if (!has_units)
            add(fmt::format("{} befalls nobody: organisation '{}' has no formation", named,
                            sim::shown(organisations[event.chief].name)));
        else if (event.lot == Lot::offered_exile && !is_on(std::string(Command::name)))
            add(fmt::format("{} changes nothing: no chief has reasons to accept, as command is off", named));
        else if (!is_at_once(event.lot) && event.strength == 0 && !is_varied("event." + event.name + ".strength"))
            add(fmt::format("{} changes nothing: its strength is 0", named));
    }

    template <class Row>
    static bool weighs_nothing(const Row& row) {
        return !row.region_weight.empty() && std::ranges::all_of(row.region_weight, [](double w) { return w == 0; });
    }

    /// Whether a sweep varies it.
    bool is_told_apart(const Event& event) const {
        return is_varied("event." + event.name + ".week") || is_varied("event." + event.name + ".size");
    }

    /// Whether a prescribed driver is another in some step than it would be without the event. An
    /// answer that takes long is not waited for.
    bool moves_its_driver(const Event& event) const {
        constexpr double most_looks = 1e6;
        const History& history = scenario_.history();
        const auto n_rows = static_cast<double>(history.curves.size() + history.events.size());
        if (scenario_.n_steps() * n_rows > most_looks) return true;
        History without = history;
        std::erase_if(without.events, [&](const Event& other) { return other.name == event.name; });
        const std::size_t n_regions = scenario_.structure().regions.size();
        Driving with_it, without_it;
        for (int step = 0; step < scenario_.n_steps(); ++step) {
            history.drive(step * scenario_.dt(), n_regions, with_it);
            without.drive(step * scenario_.dt(), n_regions, without_it);
            if (!with_it.prescribes(event.drives) || !with_it.same(event.drives, without_it)) return true;
        }
        return false;
    }

    void note_driver(std::string_view kind, const std::string& name, Driver driver, bool of_runs) {
        const std::string what = fmt::format("{} '{}' changes", kind, sim::shown(name));
        const std::string producer = producer_of(driver);
        if (!producer.empty() && !is_on(producer))
            add(fmt::format("{} nothing: {} is off", what, producer), of_runs);
        else if (readers_of(scenario_, varied_, driver).empty())
            add(fmt::format("{} nothing: no mechanism that is on reads {}", what, name_of(driver)), of_runs);
        else if (driver == Driver::militia_strength && !has_militia())
            add(fmt::format("{} nothing: no formation of a militia has posts to fill", what), of_runs);
    }

    void note_change(const Event& event, const Event::Change& change) {
        const std::string what = fmt::format("event '{}' sets {}", sim::shown(event.name), change.parameter);
        const std::string mechanism = change.parameter.substr(0, change.parameter.find('.'));
        const auto sets_it = [&](const Event& other) {
            return std::ranges::any_of(other.changes, [&](const auto& c) { return c.parameter == change.parameter; });
        };
        if (!is_on(mechanism))
            add(fmt::format("{}, which nothing reads: {} is off", what, mechanism));
        else if (change.parameter == "surveillance.informer_density" && all_say_informers())
            add(fmt::format("{}, which nothing reads: every organisation has an informer_density of its own", what));
        else if (scenario_.get(change.parameter) == change.value && !is_varied(change.parameter) &&
                 std::ranges::count_if(scenario_.history().events, sets_it) == 1)
            add(fmt::format("{} to {}, which it is already", what, change.value));
    }

    void note_structure() {
        const auto& [groups, regions, organisations, formations, ingroup] = scenario_.structure();
        for (std::size_t o = 0; o < organisations.size(); ++o)
            if (std::ranges::none_of(formations, [&](const Formation& f) { return f.organisation == o; }))
                add(fmt::format("organisation '{}' has no formation", sim::shown(organisations[o].name)));
    }

    static std::string_view name_of(Driver driver) { return driver_names[std::size_t(driver)]; }

    bool is_on(const std::string& mechanism) const { return defection::is_on(scenario_, varied_, mechanism); }

    bool has_militia() const {
        const Structure& structure = scenario_.structure();
        return std::ranges::any_of(structure.formations, [&](const Formation& formation) {
            return structure.organisations[formation.organisation].branch == Branch::militia;
        });
    }

    bool all_say_informers() const {
        return std::ranges::all_of(scenario_.structure().organisations,
                                   [](const Organisation& one) { return one.informer_density.has_value(); });
    }

    const DefectionScenario& scenario_;
    const RowNames& varied_;
    std::vector<sim::Note> notes_;
};

}  // namespace

std::vector<sim::Note> DefectionScenario::notes(const std::vector<std::string>& varied) const {
    return Notes(*this, varied).all();
}

}  // namespace defection
