/// Reading a scenario strictly: groups, regions, organisations, formations, curves, events, snapshots, parameters.
#include <algorithm>
#include <set>

#include "models/defection/scenario/keys.hpp"
#include "models/defection/scenario/limits.hpp"
#include "sim/param/filling.hpp"
#include "sim/param/wording.hpp"

namespace defection {
namespace {

using sim::Problems;
using sim::param::Date;
using sim::param::Filling;
using sim::param::Reader;
using sim::param::Value;

bool holds_behaviour(const Value& document) {
    for (const auto& [mechanism, table] : document.map().entries) {
        if (!table.is_map()) continue;
        for (const auto& [field, value] : table.map().entries)
            if (value.place.layer == sim::Layer::behaviour) return true;
    }
    return false;
}

class Loader {
 public:
    Loader(const Value& document, Problems& problems)
        : document_(document), problems_(problems), top_(document, "", problems) {}

    std::unique_ptr<DefectionScenario> run() {
        const std::size_t before = problems_.size();
        read_top();
        read_groups();
        read_regions();
        read_organisations();
        read_formations();
        read_curves();
        read_events();
        read_snapshots();
        auto own_keys = sim::param::names_of(scenario_keys().keys);
        for (const auto& [key, remedy] : kept_elsewhere) own_keys.emplace_back(key);
        sim::param::read_parameters(document_, parameter_table(), &parameters_, own_keys, problems_);
        sim::param::check_kinds(document_, parameter_table(), problems_);
        out_.origins = sim::param::origins_of(document_);
        out_.names_behaviour = holds_behaviour(document_);
        if (problems_.size() > before) return nullptr;
        Problems relations([&](std::string_view key) { return sim::param::place_of(document_, key); });
        out_.rows = RowValues({out_.top, out_.structure, history_, out_.snapshots},
                              parameters_.of<Surveillance>().informer_density, start_, relations);
        for (const auto& spec : out_.rows.specs())
            if (auto origin = origin_of(document_, spec.name); origin != "default")
                out_.origins.try_emplace(spec.name, std::move(origin));
        auto scenario = std::make_unique<DefectionScenario>(std::make_shared<const Description>(std::move(out_)),
                                                            parameters_, std::move(history_));
        scenario->check(relations);
        problems_.add(relations);
        if (problems_.size() > before) return nullptr;
        return scenario;
    }

 private:
    /// Rows of a kind: each is filled and handed to visit(row, reader); names must be there and unlike each other.
    template <class Row, class Visit>
    void each_row(const Rows& kind, Visit&& visit) {
        std::set<std::string> seen;
        const auto tables = top_.tables(kind.key);
        if (tables.size() > kind.most)
            return top_.problem(kind.key, "has too many entries (" + std::to_string(tables.size()) + "; at most " +
                                              std::to_string(kind.most) + ")");
        for (std::size_t i = 0; i < tables.size(); ++i) {
            Reader reader(*tables[i], std::string(kind.key) + "[" + std::to_string(i + 1) + "]", problems_);
            Filling filling(reader, start_);
            const std::string name = filling.named(seen);
            Row row;
            if constexpr (requires { row.name; }) row.name = name;
            keys_of(filling, row, names_);
            visit(row, reader);
            reader.finish();
        }
    }

    void read_top() {
        out_.top.title = "untitled";
        Filling filling(top_, std::nullopt);
        keys_of(filling, out_.top, start_);
        if (start_) out_.start = sim::param::to_text(*start_);
    }

    void read_groups() {
        std::vector<std::size_t> ruling;
        each_row<Group>(group_rows, [&](Group& group, Reader&) {
            if (group.standing == Standing::in) ruling.push_back(names_.groups.size());
            names_.groups.push_back(group.name);
            out_.structure.groups.push_back(std::move(group));
        });
        if (names_.groups.empty()) return top_.problem("group", "is missing (a scenario needs at least one [[group]])");
        if (const auto fault = group_fault(out_.structure.groups); !fault.empty()) top_.problem("group", fault);
        if (ruling.size() != 1)
            top_.problem("group", std::to_string(ruling.size()) + " groups have standing \"in\" (exactly one must)");
        else
            out_.structure.ingroup = ruling.front();
    }

    void read_regions() {
        each_row<Region>(region_rows, [&](Region& region, Reader& row) {
            region.as_country = region.group_share.empty();
            if (region.as_country)
                region.group_share = shares_of(out_.structure.groups);
            else if (const auto fault = sum_fault(region.group_share); !fault.empty())
                row.problem("groups", fault);
            names_.regions.push_back(region.name);
            out_.structure.regions.push_back(std::move(region));
        });
        if (names_.regions.empty()) top_.problem("region", "is missing (a scenario needs at least one [[region]])");
    }

    void read_organisations() {
        each_row<Organisation>(organisation_rows, [&](Organisation& organisation, Reader&) {
            names_.organisations.push_back(organisation.name);
            out_.structure.organisations.push_back(std::move(organisation));
        });
        if (names_.organisations.empty())
            top_.problem("organisation", "is missing (a scenario needs at least one [[organisation]])");
    }

    void read_formations() {
        std::set<std::uint32_t> keys;
        each_row<Formation>(formation_rows, [&](Formation& formation, Reader& row) {
            if (const auto fault = roles_fault(formation.roles); !fault.empty()) row.problem("roles", fault);
            if (!keys.insert(sim::random::Tag(formation.name).value).second)
                row.problem("name", "'" + formation.name + "' draws the same random numbers as another (rename it)");
            out_.structure.formations.push_back(std::move(formation));
        });
        if (out_.structure.formations.empty())
            top_.problem("formation", "is missing (a scenario needs at least one [[formation]])");
        if (const auto fault = size_fault(out_.structure); !fault.empty()) top_.problem("formation", fault);
    }

    void read_curves() {
        each_row<Curve>(curve_rows, [&](Curve& curve, Reader&) {
            weigh_regions(curve);
            history_.curves.push_back(std::move(curve));
        });
    }

    template <class Row>
    void weigh_regions(Row& row) const {
        if (is_regional(row.drives) && row.region_weight.empty()) row.region_weight.assign(names_.regions.size(), 1.0);
    }

    void read_events() {
        each_row<Event>(event_rows, [&](Event& event, Reader&) {
            if (event.title.empty()) event.title = event.name;
            if (event.has_driver) weigh_regions(event);
            history_.events.push_back(std::move(event));
        });
    }

    void read_snapshots() {
        each_row<Snapshot>(snapshot_rows, [&](Snapshot& snapshot, Reader& row) {
            const std::string& name = snapshot.name;
            const bool word = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
            if (!word || name == "ratio")
                row.problem("name",
                            "'" + name + "' cannot be part of a metric's name (use a-z, 0-9 and _; not 'ratio')");
            out_.snapshots.push_back(std::move(snapshot));
        });
    }

    const Value& document_;
    Problems& problems_;
    Reader top_;
    Description out_;
    History history_;
    Parameters parameters_;
    std::optional<Date> start_;
    Names names_;
};

}  // namespace

std::unique_ptr<DefectionScenario> load_scenario(const Value& document, Problems& problems) {
    return Loader(document, problems).run();
}

}  // namespace defection
