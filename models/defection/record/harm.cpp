#include "models/defection/record/harm.hpp"

#include <array>

#include "models/defection/record/tally.hpp"

namespace defection {
namespace {

struct Harm {
    std::string_view name, meaning;
    Entry entry;
};
constexpr std::array<Harm, 6> harms = {
    {{"executed", "people of the real force executed", entry_of(Status::executed)},
     {"arrested", "people of the real force arrested and not executed", entry_of(Status::arrested)},
     {"killed", "people of the real force killed in action", entry_of(Status::killed)},
     {"killed_after_leaving", "people of the real force who left and were killed with the opposition",
      entry_of(Status::killed_after_leaving)},
     {"punished_returnees", "people of the real force who left and were punished when they came back",
      entry_of(Status::punished_on_return)},
     {"harmed_families", "families of people of the real force harmed in reprisal", families_harmed}}};

/// An axis by which the roll tells people apart.
struct Axis {
    std::string_view dimension, phrase;
    bool (*has)(std::size_t label, std::size_t organisation, std::size_t group);
};
constexpr std::array<Axis, 2> axes = {
    {{"group", "by identity group", [](std::size_t label, std::size_t, std::size_t group) { return group == label; }},
     {"organisation", "by organisation",
      [](std::size_t label, std::size_t organisation, std::size_t) { return organisation == label; }}}};

MetricRow row_of(std::string name, std::string meaning) {
    MetricRow row{.variable = {.name = std::move(name),
                               .unit = "person",
                               .meaning = std::move(meaning),
                               .store = sim::Store::real,
                               .over_time = false},
                  .value = nullptr};
    row.variable.harm = {row.variable.name};
    return row;
}

MetricRow in_all(const Harm& harm) {
    MetricRow row = row_of(std::string(harm.name), std::string(harm.meaning));
    row.value = [&harm](const Tally& t) { return t.total(harm.entry) / t.run().setting().scale; };
    return row;
}

MetricRow by(const Axis& axis, const Harm& harm) {
    MetricRow row = row_of(std::string(harm.name) + "_by_" + std::string(axis.dimension),
                           std::string(harm.meaning) + ", " + std::string(axis.phrase));
    row.variable.dims = {std::string(axis.dimension)};
    row.of_label = [&](const Tally& t, std::size_t label) {
        const auto has = [&](std::size_t o, std::size_t, std::size_t g) { return axis.has(label, o, g); };
        return static_cast<double>(t.run().army().ledger.total(harm.entry, has)) / t.run().setting().scale;
    };
    return row;
}

/// The roll does not count them: they are civilians of the real country.
MetricRow detained_civilians() {
    MetricRow row = row_of("detained_civilians", "civilians of the real country in prison at the end");
    row.value = [](const Tally& t) { return t.run().beyond().prisons.civilians_in_all(); };
    return row;
}

}  // namespace

std::vector<MetricRow> harm_rows() {
    std::vector<MetricRow> rows = {detained_civilians()};
    for (const Harm& harm : harms) rows.push_back(in_all(harm));
    for (const Axis& axis : axes)
        for (const Harm& harm : harms) rows.push_back(by(axis, harm));
    return rows;
}

}  // namespace defection
