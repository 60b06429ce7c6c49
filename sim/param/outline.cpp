#include "sim/param/outline.hpp"

#include "sim/param/filling.hpp"
#include "sim/param/merge.hpp"

namespace sim::param {

Key& Outline::add(std::string_view key, Holds holds, std::string_view meaning) {
    return table_.keys.emplace_back(Key{std::string(key), holds, std::string(meaning)});
}

Key& Outline::add(std::string_view key, Holds holds, std::string_view meaning, Outline inner) {
    Key& table = table_.keys.emplace_back(std::move(inner.table_));
    table.name = key;
    table.holds = holds;
    table.meaning = meaning;
    return table;
}

void Outline::text(std::string_view key, const std::string&, std::string_view meaning) { note(key, meaning); }

void Outline::date(std::string_view key, const std::optional<Date>&, std::string_view meaning) {
    add(key, Holds::date, meaning);
}

void Outline::flag(std::string_view key, bool fallback, std::string_view meaning) {
    add(key, Holds::flag, meaning).fallback = value_of(fallback);
}

void Outline::number(std::string_view key, double fallback, Range range, std::string_view meaning,
                     std::string_view unit) {
    optional_number(key, {}, range, meaning);
    last().fallback = value_of(fallback);
    last().unit = unit;
}

void Outline::optional_number(std::string_view key, const std::optional<double>&, Range range,
                              std::string_view meaning) {
    add(key, Holds::number, meaning).range = range;
}

void Outline::fraction(std::string_view key, double fallback, std::string_view meaning) {
    add(key, Holds::fraction, meaning).fallback = value_of(fallback);
}

void Outline::integer(std::string_view key, int fallback, Range range, std::string_view meaning,
                      std::string_view unit) {
    add(key, Holds::whole, meaning).range = range;
    last().fallback = value_of(std::int64_t{fallback});
    last().unit = unit;
}

void Outline::count(std::string_view key, std::uint64_t fallback, Counts allowed, std::string_view meaning,
                    std::string_view unit) {
    const double most = allowed.most == Counts::any_count ? at_least(0).max : static_cast<double>(allowed.most);
    add(key, Holds::whole, meaning).range = in(static_cast<double>(allowed.least), most);
    if (fallback >= allowed.least) last().fallback = value_of(static_cast<std::int64_t>(fallback));
    last().unit = unit;
}

void Outline::reference(std::string_view key, std::size_t, const std::vector<std::string>&, std::string_view meaning) {
    add(key, Holds::name, meaning).required = true;
}

void Outline::shares(std::string_view key, const std::vector<double>&, const std::vector<std::string>&, Range range,
                     std::string_view meaning, double) {
    add(key, Holds::shares, meaning).range = range;
}

void Outline::numbers(std::string_view key, const std::vector<double>&, std::size_t most, Range range,
                      std::string_view meaning) {
    add(key, Holds::numbers, meaning).range = range;
    last().most = most;
}

void Outline::time(double, std::string_view meaning) {
    add("week", Holds::number, std::string(meaning) + ", in weeks since the start (or give date)").range =
        weeks_in_reach;
    add("date", Holds::date, std::string(meaning) + " (or give week)");
    table_.timed = true;
}

void Outline::knots(std::string_view key, const std::vector<double>&, const std::vector<double>&,
                    std::string_view meaning) {
    add(key, Holds::knots, meaning).range = knot_values;
    last().required = true;
}

void Outline::policies(std::string_view key, const Table& table, std::string_view meaning) {
    Key& settings = add(key, Holds::settings, meaning);
    for (const Spec& spec : table.specs()) {
        if (spec.kind != Kind::policy) continue;
        Key policy = key_of(spec);
        policy.name = spec.name;
        policy.holds = Holds::number;  // a switch is 1 or 0 here
        policy.fallback.reset();
        policy.required = false;
        settings.keys.push_back(std::move(policy));
    }
}

void Outline::texts(std::string_view key, const std::vector<std::string>&, std::string_view, std::string_view meaning) {
    add(key, Holds::texts, meaning);
}

void Outline::rising(std::string_view key, const std::vector<std::int32_t>&, std::int64_t largest,
                     std::string_view meaning, std::string_view unit) {
    add(key, Holds::rising, meaning).range = in(0, static_cast<double>(largest));
    last().unit = unit;
}

void Outline::files(std::string_view key, const Files&, std::string_view meaning) {
    add(key, Holds::files, meaning).required = true;
}

void Outline::rows(std::string_view key, std::size_t most, Outline row, std::string_view meaning) {
    add(key, Holds::rows, meaning, std::move(row)).most = most;
}

void Outline::named() {
    table_.named = true;
    add("name", Holds::name, "unlike that of any other row").required = true;
    add(remove_key, Holds::truth, "removes the entry of this name from the file that this one extends");
}

void Outline::references() {
    add(extends_key, Holds::name, "scenario file that this one changes");
    add(behaviour_key, Holds::name,
        "file with the behaviour parameters, beside this one or, by its bare name, among those of the program");
}

void Outline::example(std::string_view file, std::string_view text) {
    table_.examples.push_back({std::string(file), std::string(text)});
}

}  // namespace sim::param
