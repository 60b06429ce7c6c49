/// Reading a scenario strictly: groups, regions, organisations, formations, curves, events, snapshots, parameters.
#include <cmath>
#include <set>

#include "models/defection/scenario.hpp"
#include "sim/param/reader.hpp"
#include "sim/param/wording.hpp"

namespace defection {
namespace {

using sim::Problems;
using sim::param::Date;
using sim::param::in;
using sim::param::Reader;
using sim::param::Value;

const std::vector<std::string> own_keys = {"model", "title",    "start",        "weeks",     "step_days",
                                           "group", "region",   "organisation", "formation", "curve",
                                           "event", "snapshot", "source"};
constexpr double most_posts = 5e6;  // people of the real force: a mistyped number must not exhaust the machine
constexpr double most_cells = 2e7;  // company x group x rank
constexpr double most_weeks = 5200;

template <std::size_t N>
std::vector<std::string> texts(const std::array<std::string_view, N>& names) {
    return {names.begin(), names.end()};
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
        sim::param::read_parameters(document_, parameter_table(), &parameters_, own_keys, problems_);
        sim::param::check_kinds(document_, parameter_table(), problems_);
        find_origins();
        if (problems_.size() > before) return nullptr;
        auto scenario = std::make_unique<DefectionScenario>(std::make_shared<const Description>(std::move(out_)),
                                                            parameters_, std::move(history_));
        scenario->check(problems_);
        if (problems_.size() > before) return nullptr;
        return scenario;
    }

 private:
    /// Rows of [[key]]: visit(reader, row number); names must be there and unlike each other.
    template <class Visit>
    void each_row(std::string_view key, std::size_t most, Visit&& visit) {
        std::set<std::string> seen;
        const auto rows = top_.tables(key);
        if (rows.size() > most)
            return top_.problem(key, "has too many entries (" + std::to_string(rows.size()) + "; at most " +
                                         std::to_string(most) + ")");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            Reader row(*rows[i], std::string(key) + "[" + std::to_string(i + 1) + "]", problems_);
            const std::string name = row.required_text("name");
            if (!name.empty() && !seen.insert(name).second)
                row.problem("name", "'" + name + "' is there already (names must differ)");
            visit(row, name);
            row.finish();
        }
    }

    void read_top() {
        top_.text("model", "defection");
        out_.title = top_.text("title", "untitled");
        top_.text("source", "");
        if (const auto date = top_.date("start")) start_ = date;
        if (start_) out_.start = to_text(*start_);
        out_.weeks = static_cast<int>(top_.integer("weeks", 260, in(1, most_weeks)));
        out_.step_days = static_cast<int>(top_.integer("step_days", 7, in(1, 7)));
    }

    void read_groups() {
        double sum = 0;
        std::vector<std::size_t> ruling;
        each_row("group", 16, [&](Reader& row, const std::string& name) {
            Group group;
            group.name = name;
            group.source = row.text("source", "");
            group.standing = Standing(row.choice("standing", 2, texts(standing_names)));
            row.fields(group);
            sum += group.share;
            if (group.standing == Standing::in) ruling.push_back(out_.structure.groups.size());
            group_names_.push_back(name);
            out_.structure.groups.push_back(std::move(group));
        });
        if (group_names_.empty()) return top_.problem("group", "is missing (a scenario needs at least one [[group]])");
        if (std::fabs(sum - 1.0) > 1e-6) top_.problem("group", "shares add up to " + number(sum) + " (must be 1)");
        if (ruling.size() != 1)
            top_.problem("group", std::to_string(ruling.size()) + " groups have standing \"in\" (exactly one must)");
        else
            out_.structure.ingroup = ruling.front();
    }

    void read_regions() {
        each_row("region", 200, [&](Reader& row, const std::string& name) {
            Region region;
            region.name = name;
            region.source = row.text("source", "");
            row.fields(region);
            region.group_share = row.shares("groups", group_names_, in(0, 1));
            double sum = 0;
            for (const double share : region.group_share) sum += share;
            if (region.group_share.empty())
                region.group_share = population_shares();
            else if (std::fabs(sum - 1.0) > 1e-6)
                row.problem("groups", "add up to " + number(sum) + " (must be 1)");
            region_names_.push_back(name);
            out_.structure.regions.push_back(std::move(region));
        });
        if (region_names_.empty()) top_.problem("region", "is missing (a scenario needs at least one [[region]])");
    }

    std::vector<double> population_shares() const {
        std::vector<double> shares;
        for (const Group& group : out_.structure.groups) shares.push_back(group.share);
        return shares;
    }

    void read_organisations() {
        each_row("organisation", 100, [&](Reader& row, const std::string& name) {
            Organisation organisation;
            organisation.name = name;
            organisation.source = row.text("source", "");
            organisation.branch = Branch(row.choice("kind", 0, texts(branch_names)));
            organisation.recruitment = Recruitment(row.choice("recruitment", 0, texts(recruitment_names)));
            row.fields(organisation);
            organisation_names_.push_back(name);
            out_.structure.organisations.push_back(std::move(organisation));
        });
        if (organisation_names_.empty())
            top_.problem("organisation", "is missing (a scenario needs at least one [[organisation]])");
    }

    void read_formations() {
        std::set<std::uint32_t> keys;
        each_row("formation", 2000, [&](Reader& row, const std::string& name) {
            Formation formation;
            formation.name = name;
            formation.source = row.text("source", "");
            row.required_text("organisation");
            row.required_text("posting");
            formation.organisation = row.choice("organisation", 0, organisation_names_);
            formation.posting = row.choice("posting", 0, region_names_);
            row.fields(formation);
            if (const Value* roles = row.value("roles")) {
                Reader inner(*roles, row.name_of("roles"), problems_);
                inner.fields(formation.roles);
                inner.finish();
                const RoleShares& s = formation.roles;
                if (s.junior_officer + s.nco + s.professional > 1.0 + 1e-9)
                    row.problem("roles", "add up to more than 1 (conscripts take what is left)");
            }
            if (!keys.insert(sim::random::Tag(name).value).second)
                row.problem("name", "'" + name + "' draws the same random numbers as another (rename it)");
            out_.structure.formations.push_back(std::move(formation));
        });
        double cells = 0;
        for (const Formation& f : out_.structure.formations)
            cells += static_cast<double>(f.brigades) * (f.companies + 1) *
                     static_cast<double>(group_names_.size() * n_ranks);
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
        each_row("curve", 500, [&](Reader& row, const std::string&) {
            Curve curve;
            row.text("source", "");
            row.required_text("force");
            curve.force = Force(row.choice("force", 0, texts(force_names)));
            curve.region_weight = region_weights(row, curve.force);
            if (const Value* points = row.value("points"))
                read_points(row, *points, curve);
            else
                row.problem("points", "is required (a list of [date or week, value])");
            history_.curves.push_back(std::move(curve));
        });
        bool has_belief = false;
        for (const Curve& curve : history_.curves) has_belief = has_belief || curve.force == Force::survival_belief;
        if (!has_belief) history_.curves.push_back({Force::survival_belief, {0.0}, {1.0}, {}});
    }

    std::vector<double> region_weights(Reader& row, Force force) {
        if (!is_regional(force)) return {};
        auto weights = row.shares("regions", region_names_, in(0, 1e9));
        if (weights.empty()) weights.assign(region_names_.size(), 1.0);
        return weights;
    }

    void read_points(Reader& row, const Value& points, Curve& curve) {
        if (!points.is_array() || points.array().empty())
            return row.problem("points", "must be a list of [date or week, value]");
        for (const Value& point : points.array()) {
            const bool pair = point.is_array() && point.array().size() == 2 && point.array()[1].is_number();
            const auto week = pair ? week_of(point.array()[0]) : std::nullopt;
            if (!week || !std::isfinite(point.array()[1].number()) || std::fabs(point.array()[1].number()) > 1e9)
                return problems_.add(point.place, row.name_of("points"),
                                     "must be [date or week, value] (a date needs the scenario's start)");
            if (!curve.week.empty() && *week <= curve.week.back())
                return problems_.add(point.place, row.name_of("points"),
                                     "must be in order of time (each later than the one before)");
            curve.week.push_back(*week);
            curve.value.push_back(point.array()[1].number());
        }
    }

    /// Weeks since the start, of a date or a number.
    std::optional<double> week_of(const Value& value) const {
        if (value.is_number() && std::fabs(value.number()) <= 1e6) return value.number();
        if (value.is_date() && start_) return (std::get<Date>(value.data) - *start_) / 7.0;
        return std::nullopt;
    }

    double week_of_row(Reader& row) {
        const bool has_date = row.has("date");
        if (has_date == row.has("week")) {
            row.value("date"), row.value("week");
            row.problem("week", has_date ? "and date are both given (give one)" : "or date is required");
            return 0;
        }
        if (!has_date) return row.number("week", 0, in(-1e6, 1e6));
        const auto date = row.date("date");
        if (date && !start_) row.problem("date", "needs the scenario's start (or give week)");
        return date && start_ ? (*date - *start_) / 7.0 : 0.0;
    }

    void read_events() {
        each_row("event", 500, [&](Reader& row, const std::string& name) {
            Event event;
            event.name = name;
            event.title = row.text("title", name);
            row.text("source", "");
            event.week = week_of_row(row);
            event.duration = row.number("duration", 0, in(0, 1e6));
            event.decay = row.number("decay", 0, in(0, 1e6));
            if (row.has("force")) {
                event.has_force = true;
                event.force = Force(row.choice("force", 0, texts(force_names)));
                event.size = row.number("size", 0, in(-1e9, 1e9));
                event.region_weight = region_weights(row, event.force);
                add_event_spec(name, "size", "1", in(-1e9, 1e9), event.size, "size of the event at its height");
            }
            if (const Value* set = row.value("set")) read_changes(row, *set, event);
            add_event_spec(name, "week", "week", in(-1e6, 1e6), event.week, "week in which the event begins");
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
        out_.event_specs.push_back(std::move(spec));
    }

    void read_changes(Reader& row, const Value& set, Event& event) {
        if (!set.is_map()) return row.problem("set", "must be a table such as { \"reprisal.penalty\" = 1.2 }");
        for (const auto& [name, value] : set.map().entries) {
            const auto* spec = parameter_table().find(name);
            const std::string key = row.name_of("set") + "." + name;
            if (spec == nullptr) {
                const std::string near = sim::nearest(name, parameter_table().names());
                problems_.add(value.place, key,
                              "unknown parameter" + (near.empty() ? std::string() : " (did you mean '" + near + "'?)"));
            } else if (spec->kind != sim::param::Kind::policy) {
                problems_.add(value.place, key, "is no policy (only policies change at a date; see `muster params`)");
            } else if (!value.is_number()) {
                problems_.add(value.place, key, "must be a number, not " + std::string(value.type_name()));
            } else if (const auto fault = sim::param::Table::fault(*spec, value.number()); !fault.empty()) {
                problems_.add(value.place, key, fault);
            } else {
                event.changes.push_back({name, value.number()});
            }
        }
    }

    void read_snapshots() {
        each_row("snapshot", 100, [&](Reader& row, const std::string& name) {
            row.text("source", "");
            const bool word = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
            if (!word || name == "ratio")
                row.problem("name",
                            "'" + name + "' cannot be part of a metric's name (use a-z, 0-9 and _; not 'ratio')");
            out_.snapshots.push_back({name, week_of_row(row)});
        });
    }

    void find_origins() {
        if (!document_.is_map()) return;
        for (const auto& [mechanism, table] : document_.map().entries) {
            if (!table.is_map()) continue;
            for (const auto& [field, value] : table.map().entries)
                out_.origins[mechanism + "." + field] = sim::param::origin_text(value.place);
        }
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
    std::vector<std::string> group_names_, region_names_, organisation_names_;
};

}  // namespace

std::unique_ptr<DefectionScenario> load_scenario(const Value& document, Problems& problems) {
    return Loader(document, problems).run();
}

}  // namespace defection
