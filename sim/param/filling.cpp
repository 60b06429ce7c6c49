#include "sim/param/filling.hpp"

#include <fmt/format.h>

#include "sim/param/wording.hpp"

namespace sim::param {

std::string Filling::named(std::set<std::string>& seen) {
    std::string name = reader_.required_text("name");
    if (!name.empty() && !seen.insert(name).second)
        reader_.problem("name", "'" + name + "' exists already (names must differ)");
    return name;
}

void Filling::time(double& week, std::string_view) {
    const bool has_date = reader_.has("date");
    if (has_date == reader_.has("week")) {
        reader_.value("date"), reader_.value("week");
        return reader_.problem("week", has_date ? "and date are both given (give one)" : "or date is required");
    }
    if (!has_date) {
        week = reader_.number("week", week, weeks_in_reach);
        return;
    }
    const auto date = reader_.date("date");
    if (date && !start_) reader_.problem("date", "needs the scenario's start (or give week)");
    if (date && start_) week = weeks_between(*start_, *date);
}

std::optional<double> Filling::week_of(const Value& value) const {
    if (value.is_number() && weeks_in_reach.contains(value.number())) return value.number();
    if (value.is_date() && start_) return weeks_between(*start_, std::get<Date>(value.data));
    return std::nullopt;
}

void Filling::knots(std::string_view key, std::vector<double>& weeks, std::vector<double>& values, std::string_view) {
    const Value* list = reader_.value(key);
    if (!list) return reader_.problem(key, "is required (a list of [date or week, value])");
    if (!list->is_array() || list->array().empty())
        return reader_.problem(key, "must be a list of [date or week, value]");
    for (const Value& knot : list->array()) {
        const bool pair = knot.is_array() && knot.array().size() == 2 && knot.array()[1].is_number();
        const auto week = pair ? week_of(knot.array()[0]) : std::nullopt;
        if (!week || !knot_values.contains(knot.array()[1].number()))
            return reader_.problem(knot.place, key,
                                   "must be [date or week, value] (a date needs the scenario's start)");
        if (!weeks.empty() && *week <= weeks.back())
            return reader_.problem(knot.place, key, "must be in order of time (each later than the one before)");
        weeks.push_back(*week);
        values.push_back(knot.array()[1].number());
    }
}

void Filling::pairs(std::string_view key, std::vector<std::pair<double, double>>& pairs, Range range,
                    std::string_view) {
    const Value* list = reader_.value(key);
    if (!list) return;
    if (!list->is_array() || list->array().empty()) return reader_.problem(key, "must be a list of [knob, value]");
    for (const Value& entry : list->array()) {
        const bool is_pair = entry.is_array() && entry.array().size() == 2 && entry.array()[0].is_number() &&
                             entry.array()[1].is_number();
        if (!is_pair || !range.contains(entry.array()[0].number()) || !range.contains(entry.array()[1].number()))
            return reader_.problem(entry.place, key, "must be [knob, value], two numbers");
        pairs.emplace_back(entry.array()[0].number(), entry.array()[1].number());
    }
}

namespace {

/// Some policy and its default, as they are set.
std::string example_of(const Table& table) {
    for (const Spec& spec : table.specs())
        if (spec.kind == Kind::policy) return fmt::format("{{ \"{}\" = {} }}", spec.name, spec.fallback);
    return "{ \"name\" = 1 }";
}

}  // namespace

void Filling::policies(std::string_view key, const Table& table,
                       const std::function<void(const std::string&, double)>& take) {
    const Value* found = reader_.value(key);
    if (!found) return;
    if (!found->is_map()) return reader_.problem(key, "must be a table such as " + example_of(table));
    for (const auto& [name, value] : found->map().entries) {
        const auto fail = [&, &at = value.place, &field = name](std::string_view what) {
            reader_.problem(at, std::string(key) + "." + field, what);
        };
        const Spec* spec = table.find(name);
        if (const std::string remedy = table.former(name); !remedy.empty())
            fail(remedy);
        else if (!spec)
            fail(unknown_parameter(name, table.names()));
        else if (spec->kind != Kind::policy)
            fail("is not a policy (only policies change at a date; see `muster params`)");
        else if (const Reading reading = Table::read(*spec, value, Switches::in_numbers); reading.number)
            take(name, *reading.number);
        else
            fail(reading.fault);
    }
}

void Filling::fraction(std::string_view key, double& value, std::string_view meaning) {
    const Value* found = reader_.value(key);
    if (!found) return;
    if (found->is_number() && found->number() > 0 && found->number() <= 1)
        value = found->number();
    else
        reader_.problem(key, fmt::format("must be a number above 0 and up to 1 ({}{})", meaning,
                                         found->is_number() ? percent_text(found->number()) : ""));
}

void Filling::files(std::string_view key, Files& value, std::string_view) {
    const Value* found = reader_.value(key);
    value.several = found && found->is_array();
    if (value.several && found->array().empty()) return reader_.problem(key, "is an empty list");
    if (value.several)
        value.names = reader_.texts(key, "files, such as [\"a.toml\", \"b.toml\"]");
    else if (std::string name = reader_.required_text(key); !name.empty())
        value.names = {std::move(name)};
}

}  // namespace sim::param
