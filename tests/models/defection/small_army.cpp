#include "tests/models/defection/small_army.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "sim/random/stream.hpp"

namespace tests {

namespace {

constexpr std::string_view people_and_places = R"(
[[group]]
name = "core"
standing = "in"
share = 0.2
fate = 0.8

[[group]]
name = "majority"
standing = "out"
share = 0.65
fate = 0.05

[[group]]
name = "minority"
share = 0.15
fate = 0.3

[[region]]
name = "capital"
population = 2e6
groups = { core = 0.3, majority = 0.5, minority = 0.2 }

[[region]]
name = "province"
population = 3e6
border = 0.8
distance = 0.5
groups = { core = 0.1333333333333333, majority = 0.75, minority = 0.1166666666666667 }

[[organisation]]
name = "line"
rent = 0.4
succession = 1.0
exposure = 0.6
officer_share = 0.8
career_share = 0.45

[[organisation]]
name = "guard"
kind = "elite"
rent = 0.9
dependence = 1.0
share = 0.9
officer_share = 0.97

[[organisation]]
name = "agency"
kind = "intelligence"
rent = 0.7
share = 0.85

[[organisation]]
name = "fighters"
kind = "militia"
recruitment = "territorial"
share = 0.75
)";

constexpr std::string_view formations = R"(
[[formation]]
name = "1st Division"
organisation = "line"
posting = "province"
brigades = 2
companies = {companies}
company_size = {size}
headquarters = 8

[[formation]]
name = "Guard"
organisation = "guard"
posting = "capital"
companies = {guard}
company_size = {size}
headquarters = 8
roles = {{ junior_officer = 0.1, nco = 0.2, professional = 0.5 }}

[[formation]]
name = "Agency"
organisation = "agency"
posting = "capital"
companies = 2
company_size = {size}
headquarters = 4

[[formation]]
name = "Fighters"
organisation = "fighters"
posting = "province"
companies = {guard}
company_size = {size}
headquarters = 2
)";

constexpr std::string_view history = R"(
[[curve]]
name = "protest"
drives = "protest"
regions = { province = 1.0, capital = 0.4 }
points = [[0, 0.3], [10, 0.8], [60, 0.4]]

[[curve]]
name = "orders"
drives = "orders"
points = [[0, 0.2], [8, 1.0]]

[[curve]]
name = "rebels"
drives = "rebels"
regions = { province = 1.0 }
points = [[5, 0], [50, 900]]

[[curve]]
name = "radicalisation"
drives = "radicalisation"
points = [[10, 0.1], [60, 0.5]]

[[curve]]
name = "belief"
drives = "survival_belief"
points = [[0, 0.95], [40, 0.6]]

[[curve]]
name = "militia"
drives = "militia_strength"
points = [[10, 0], [50, 300]]
)";

constexpr std::string_view conscripts = R"(
[[group]]
name = "core"
standing = "in"
share = 0.2

[[group]]
name = "majority"
share = 0.8

[[region]]
name = "country"
population = 1e6

[[organisation]]
name = "army"

[[formation]]
name = "Army"
organisation = "army"
posting = "country"
companies = {companies}
company_size = 100
headquarters = 1
roles = {{ junior_officer = 0.0, nco = 0.0, professional = 0.0 }}
)";

std::string header(int weeks, int step_days) {
    return fmt::format("model = \"defection\"\nweeks = {}\nstep_days = {}\n", weeks, step_days);
}

}  // namespace

std::string small_army_text(const Size& size) {
    return header(size.weeks, size.step_days) + std::string(people_and_places) +
           fmt::format(fmt::runtime(formations), fmt::arg("companies", size.companies),
                       fmt::arg("guard", (size.companies + 1) / 2), fmt::arg("size", size.company_size)) +
           std::string(history);
}

std::string without_curves(std::string text, const std::vector<std::string>& names) {
    const std::string head = "[[curve]]\nname = \"";
    for (const std::string& name : names) {
        const std::size_t begin = text.find(head + name + "\"");
        if (begin == std::string::npos) throw std::logic_error("no curve " + name);
        text.erase(begin,
                   text.find("\n\n", begin) == std::string::npos ? text.npos : text.find("\n\n", begin) + 2 - begin);
    }
    return text;
}

std::string conscripts_text(int n_people, int weeks, int step_days) {
    return header(weeks, step_days) + fmt::format(fmt::runtime(conscripts), fmt::arg("companies", n_people / 100));
}

Settings everything_off() {
    Settings off;
    for (const std::string& mechanism : defection::parameter_table().mechanisms())
        if (defection::parameter_table().find(mechanism + ".enabled") != nullptr)
            off.emplace_back(mechanism + ".enabled", 0);
    off.emplace_back("war.death_rate", 0);
    off.emplace_back("departure.null_opportunity", at_once);
    return off;
}

Settings operator+(Settings first, const Settings& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

std::unique_ptr<defection::DefectionScenario> scenario_of(const std::string& text, const Settings& settings) {
    sim::Problems problems;
    const auto document = sim::param::parse_toml(text, "test.toml", problems);
    auto scenario = problems.empty() ? defection::load_scenario(document, problems) : nullptr;
    for (const auto& [name, value] : settings) {
        if (!problems.empty()) break;
        const auto* spec = scenario->spec(name);
        const std::string fault = spec == nullptr ? "no such name" : sim::param::Table::fault(*spec, value);
        if (fault.empty())
            scenario->set(name, value);
        else
            problems.add({}, name, fault);
    }
    if (problems.empty()) scenario->check(problems);
    if (!problems.empty()) throw std::logic_error("the scenario of the test is broken:\n" + problems.text());
    return scenario;
}

ArmyRun::ArmyRun(const defection::DefectionScenario& scenario, std::uint64_t seed, double scale, defection::Log* log)
    : scenario_(scenario),
      run_(scenario.structure(), scenario.history(), scenario.parameters(), scale, sim::random::replicate_seed(seed, 0),
           scenario.dt(), log) {}

void ArmyRun::finish() {
    while (run_.week().step < static_cast<std::uint32_t>(n_steps())) step();
}

}  // namespace tests
