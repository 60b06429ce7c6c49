/// Reading a scenario strictly: groups, regions, organisations, formations, curves, events, snapshots, parameters.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "models/defection/scenario/keys.hpp"
#include "models/defection/scenario/organisation_values.hpp"
#include "sim/param/filling.hpp"
#include "sim/param/wording.hpp"

namespace defection {
namespace {

using sim::Problems;
using sim::param::Date;
using sim::param::Filling;
using sim::param::Reader;
using sim::param::Value;

constexpr double most_posts = 5e6;  // people of the real force: a mistyped number must not exhaust the machine
constexpr double most_cells = 2e7;  // company x group x rank

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
        std::ranges::move(organisation_specs(out_.structure, parameters_.of<Surveillance>().informer_density),
                          std::back_inserter(out_.row_specs));
        auto scenario = std::make_unique<DefectionScenario>(std::make_shared<const Description>(std::move(out_)),
                                                            parameters_, std::move(history_));
        Problems relations([&](std::string_view key) { return sim::param::place_of(document_, key); });
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
        out_.title = "untitled";
        Filling filling(top_, std::nullopt);
        keys_of(filling, out_, start_);
        if (start_) out_.start = sim::param::to_text(*start_);
    }

    void read_groups() {
        double sum = 0;
        std::vector<std::size_t> ruling;
        each_row<Group>(group_rows, [&](Group& group, Reader&) {
            sum += group.share;
            if (group.standing == Standing::in) ruling.push_back(names_.groups.size());
            names_.groups.push_back(group.name);
            out_.structure.groups.push_back(std::move(group));
        });
        if (names_.groups.empty()) return top_.problem("group", "is missing (a scenario needs at least one [[group]])");
        if (std::fabs(sum - 1.0) > 1e-6) top_.problem("group", "shares add up to " + number(sum) + " (must be 1)");
        if (ruling.size() != 1)
            top_.problem("group", std::to_string(ruling.size()) + " groups have standing \"in\" (exactly one must)");
        else
            out_.structure.ingroup = ruling.front();
    }

    void read_regions() {
        each_row<Region>(region_rows, [&](Region& region, Reader& row) {
            double sum = 0;
            for (const double share : region.group_share) sum += share;
            if (region.group_share.empty())
                region.group_share = population_shares();
            else if (std::fabs(sum - 1.0) > 1e-6)
                row.problem("groups", "add up to " + number(sum) + " (must be 1)");
            names_.regions.push_back(region.name);
            out_.structure.regions.push_back(std::move(region));
        });
        if (names_.regions.empty()) top_.problem("region", "is missing (a scenario needs at least one [[region]])");
    }

    std::vector<double> population_shares() const {
        std::vector<double> shares;
        for (const Group& group : out_.structure.groups) shares.push_back(group.share);
        return shares;
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
            const RoleShares& s = formation.roles;
            if (s.junior_officer + s.nco + s.professional > 1.0 + 1e-9)
                row.problem("roles", "add up to more than 1 (conscripts take what is left)");
            if (!keys.insert(sim::random::Tag(formation.name).value).second)
                row.problem("name", "'" + formation.name + "' draws the same random numbers as another (rename it)");
            out_.structure.formations.push_back(std::move(formation));
        });
        double cells = 0;
        for (const Formation& f : out_.structure.formations)
            cells += static_cast<double>(f.brigades) * (f.companies + 1) *
                     static_cast<double>(names_.groups.size() * n_ranks);
        if (cells > most_cells)
            top_.problem("formation", "make " + number(cells) + " cells of company, group and rank (at most " +
                                          number(most_cells) + "; use larger companies)");
        const double posts = out_.structure.posts();
        if (out_.structure.formations.empty())
            top_.problem("formation", "is missing (a scenario needs at least one [[formation]])");
        if (posts > most_posts)
            top_.problem("formation", "add up to " + number(posts) + " posts (at most " + number(most_posts) + ")");
    }

    void read_curves() {
        each_row<Curve>(curve_rows, [&](Curve& curve, Reader&) {
            weigh_regions(curve);
            history_.curves.push_back(std::move(curve));
        });
        bool has_belief = false;
        for (const Curve& curve : history_.curves) has_belief = has_belief || curve.drives == Driver::survival_belief;
        if (!has_belief) history_.curves.push_back({Driver::survival_belief, {0.0}, {1.0}, {}, ""});
    }

    template <class Row>
    void weigh_regions(Row& row) const {
        if (is_regional(row.drives) && row.region_weight.empty()) row.region_weight.assign(names_.regions.size(), 1.0);
    }

    void read_events() {
        each_row<Event>(event_rows, [&](Event& event, Reader&) {
            if (event.title.empty()) event.title = event.name;
            if (event.has_driver) {
                weigh_regions(event);
                add_event_spec(event.name, "size", "1", event_size, event.size, "size of the event at its height");
            }
            add_event_spec(event.name, "week", "week", sim::param::weeks_in_reach, event.week,
                           "week in which the event begins");
            out_.row_specs.back().day_0 = start_;
            history_.events.push_back(std::move(event));
        });
    }

    void add_event_spec(const std::string& name, const char* field, const char* unit, sim::param::Range range,
                        double value, const char* meaning) {
        sim::param::Spec spec;
        spec.name = "event." + name + "." + field;
        spec.mechanism = "event." + name;
        spec.unit = unit;
        spec.meaning = meaning;
        spec.source = "scenario";
        spec.kind = sim::param::Kind::policy;
        spec.range = range;
        spec.fallback = value;
        out_.row_specs.push_back(std::move(spec));
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

    static std::string number(double value) {
        std::string text = std::to_string(value);
        while (text.size() > 1 && text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
        return text;
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
