// A scenario with the files that it extends: whatever they hold, it is loaded or refused in legible words, and what was
// loaded gives itself when its resolved text is loaded again.
#include <algorithm>

#include "models/defection/defection.hpp"
#include "sim/sweep/load_scenario.hpp"
#include "tests/fuzz/sandbox.hpp"

namespace {

constexpr const char* base = R"(model = "defection"
start = 2030-01-01
weeks = 8
[[group]]
name = "core"
standing = "in"
share = 0.2
[[group]]
name = "rest"
standing = "out"
share = 0.8
[[region]]
name = "capital"
population = 1e6
[[organisation]]
name = "army"
[[formation]]
name = "1st"
organisation = "army"
posting = "capital"
brigades = 2
companies = 6
company_size = 60
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::Sandbox sandbox;
    static const sim::sweep::Models models = [] {
        sandbox.write("base.toml", base);
        sim::sweep::Models made;
        made.push_back(defection::make_model());
        return made;
    }();
    sandbox.write_files(fuzz::text_of(data, size), "a.toml");
    sim::Problems problems;
    const auto loaded = sim::sweep::load_scenario("a.toml", models, problems);
    fuzz::require_legible(problems.text());
    fuzz::require(problems.empty() == (loaded.scenario != nullptr));
    if (!loaded.scenario) return 0;

    sim::Problems none;
    const auto again = sim::sweep::load_resolved(loaded.toml, "resolved", models, none);
    fuzz::require(none.empty() && again.scenario && again.toml == loaded.toml);
    for (const auto& name : loaded.scenario->names())
        fuzz::require(loaded.scenario->get(name) == again.scenario->get(name));
    static_cast<void>(loaded.model->outputs(*loaded.scenario, {}, none));
    fuzz::require(none.empty() && loaded.scenario->population(1.0) >= 0);
    return 0;
}
