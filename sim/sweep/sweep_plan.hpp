/// The work of a sweep: points x replicates of one scenario, each point some parameters set. A plan is checked whole when
/// read, and holds nothing per run: it is as large for a million runs as for one.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/results/file.hpp"
#include "sim/sweep/design.hpp"
#include "sim/sweep/load_scenario.hpp"

namespace sim::sweep {

struct Plan {
    std::string title;
    const Model* model = nullptr;
    std::unique_ptr<const Scenario> base;  // the scenario with the settings; Cases, if there are several
    std::vector<Setting> settings;
    std::unique_ptr<const Design> design;
    std::uint32_t replicates = 1;
    std::uint32_t first_replicate = 0;  // `muster run --replicate R` is a plan of that one
    std::uint64_t seed = 1;
    double scale = 1;  // share of the agents that is simulated
    OutputRequest request;
    Budget budget;  // of each run
    Outputs outputs;
    std::string scenario_toml, sweep_toml;
    Place size_place;  // what makes it as large as it is

    std::uint64_t n_points() const { return design->size(); }
    std::uint64_t n_runs() const { return n_points() * replicates; }
    std::vector<double> values_at(std::uint64_t point) const;
    /// Sets the factors of `point` on a copy of `base`, or on one that was set before.
    void set_point(std::uint64_t point, Scenario& scenario) const;
    std::unique_ptr<Scenario> scenario_at(std::uint64_t point) const;
    RunResult run(const Scenario& scenario, const RunRequest& request_of_run) const;
    /// The seed of a run, made of seed and replicate, the same for every point: common random numbers.
    std::uint64_t seed_of(std::uint32_t replicate) const;
    /// "point 3 (a = 0.5, b = 2)", or with its label.
    std::string describe(std::uint64_t point) const;
    /// The point's values as a user writes them.
    std::vector<std::string> texts_at(std::uint64_t point) const;
};

/// The greatest that TOML can say.
inline constexpr auto max_seed = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

constexpr bool is_scale(double scale) { return scale > 0 && scale <= 1; }
/// Why this scale may leave a part of the scenario empty; empty if it cannot.
std::string scale_fault(const Scenario& scenario, double scale);

/// One run as a plan of one point and one replicate.
struct SingleRun {
    std::string scenario;  // path
    std::vector<std::string> sets;
    std::uint64_t seed = 1;
    std::uint32_t replicate = 0;
    double scale = 1;
    OutputRequest outputs{};
};
Plan plan_of(const SingleRun& run, const Models& models, Problems& problems);

/// Reads and checks a sweep file; `sets` are "name=value" from the command line, of sweep keys or parameters. If there
/// are problems the plan is incomplete and must not be used.
Plan read_plan(const std::string& path, const std::vector<std::string>& sets, const Models& models, Problems& problems);

/// Points checked one by one; of larger designs a sample.
inline constexpr std::uint64_t max_checked_points = 1'000'000;
/// Relations between parameters at the points of the plan. `place` is where messages point.
void check_points(const Plan& plan, const Place& place, Problems& problems);

/// Whom remarks are for: `check` hears of marks, too.
enum class For : std::uint8_t { check, run };
/// Remarks on what is no problem but seldom meant: days set to lie outside the run, what nothing reads, points that are copies of
/// others.
std::vector<std::string> remarks_on(const Plan& plan, For whom = For::run);

/// A file holds every factor and label of every point: 8 bytes each in memory while it is written.
inline constexpr std::uint64_t max_points_of_a_file = 20'000'000;
/// A reader takes in whether each run is done: a byte each.
inline constexpr std::uint64_t max_runs_of_a_file = 1'000'000'000;
/// InputError if the plan is too large for one file.
results::Header header_of(const Plan& plan);
/// Of its first run alone: what one run needs to be put into a block, however large the plan is.
results::Header header_of_one(const Plan& plan);
/// InputError if no results file can hold the plan, be it too large or a factor's name one that readers refuse.
void check_file_of(const Plan& plan);
/// The place in a file, or --set, of each value that is none of the model's defaults: for logs, which promise
/// no bytes.
std::map<std::string, std::string> places_of(const Plan& plan);

}  // namespace sim::sweep
