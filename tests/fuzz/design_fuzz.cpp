// The table of a file design: points, each with a value for every name, or legible problems.
#include "sim/sweep/sweep_plan.hpp"
#include "tests/fuzz/sandbox.hpp"
#include "tests/toy_model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::Sandbox sandbox;
    static const sim::sweep::Models models = [] {
        sandbox.write("toy.toml", "model = \"toy\"\n");
        sandbox.write("sweep.toml", "scenario = \"toy.toml\"\ndesign = \"file\"\nfile = \"table.csv\"\n");
        sim::sweep::Models made;
        made.push_back(std::make_unique<toy::Model>());
        return made;
    }();
    sandbox.write("table.csv", fuzz::text_of(data, size));
    sim::Problems problems;
    const auto plan = sim::sweep::read_plan("sweep.toml", {}, models, problems);
    fuzz::require_legible(problems.text());
    if (!problems.empty()) return 0;
    for (std::uint64_t point = 0; point < plan.n_points(); ++point) {
        const auto values = plan.values_at(point);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto* spec = plan.base->spec(plan.design->names()[i]);
            fuzz::require(spec && sim::param::Table::fault(*spec, values[i]).empty());
        }
    }
    sim::results::check(sim::sweep::header_of(plan));
    return 0;
}
