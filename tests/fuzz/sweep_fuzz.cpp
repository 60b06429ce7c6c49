// A sweep of the toy model: a plan or legible problems; of a plan, every point that is asked for, and the header of its
// results file. Plans of more points than a moment allows are left out, but for those that are refused.
#include "sim/param/value.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/sweep_plan.hpp"
#include "tests/fuzz/sandbox.hpp"
#include "tests/toy_model.hpp"

namespace {

using sim::param::Value;

constexpr std::uint64_t few = 64;
constexpr double too_many = 1e9;

/// The most points that a list, or a table with a number of levels or samples, can mean.
double levels_of(const Value& value) {
    if (value.is_array()) return static_cast<double>(value.array().size());
    const Value* n = value.is_map() ? value.map().find("n") : nullptr;
    return n && n->is_number() ? n->number() : 1;
}

bool is_quick(const Value& sweep) {
    if (!sweep.is_map()) return true;
    for (const auto& key : {"samples", "levels"})
        if (const Value* n = sweep.map().find(key); n && n->is_number() && n->number() > double(few)) return false;
    const Value* factors = sweep.map().find("factors");
    double points = 1;
    if (factors && factors->is_map())
        for (const auto& [name, levels] : factors->map().entries) points *= std::max(1.0, levels_of(levels));
    return points <= double(few * few) || points >= too_many;
}

void check_plan(const sim::sweep::Plan& plan) {
    sim::Problems none;
    fuzz::require(sim::param::parse_toml(plan.sweep_toml, "stored", none).is_map() && none.empty());
    const std::uint64_t last = plan.n_points() - 1;
    for (const std::uint64_t point : {std::uint64_t{0}, last / 2, last}) {
        fuzz::require(plan.values_at(point).size() == plan.design->names().size());
        static_cast<void>(plan.describe(point));
        plan.scenario_at(point)->check(none);
        fuzz::require(none.empty() || plan.n_points() > sim::sweep::max_checked_points);
    }
    if (plan.n_points() > few * few || plan.replicates > few) return;
    const auto header = sim::sweep::header_of(plan);
    sim::results::check(header);
    static_cast<void>(sim::results::RunKeys(header).of(last, 0));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::Sandbox sandbox;
    static const sim::sweep::Models models = [] {
        sandbox.write("toy.toml", "model = \"toy\"\nweeks = 4\n[decay]\nrate = 0.2\n");
        sandbox.write("table.csv", "label,decay.rate,decay.floor\na,0.1,0\nb,0.2,0.1\n");
        sim::sweep::Models made;
        made.push_back(std::make_unique<toy::Model>());
        return made;
    }();
    const std::string_view text = fuzz::text_of(data, size);
    sim::Problems unread;
    if (!is_quick(sim::param::parse_toml(text, "sweep", unread))) return -1;
    sandbox.write_files(text, "a.toml");
    sim::Problems problems;
    const auto plan = sim::sweep::read_plan("a.toml", {}, models, problems);
    fuzz::require_legible(problems.text());
    if (problems.empty()) try {
            check_plan(plan);
        } catch (const sim::InputError&) {  // a plan that no file can hold
        }
    return 0;
}
