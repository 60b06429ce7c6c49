/// A results file as the sweep that made it: its runs as stored, and the same runs computed again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/results/file.hpp"
#include "sim/sweep/finished_run.hpp"
#include "sim/sweep/load_scenario.hpp"

namespace sim::sweep {

/// A run that is done, as a results file holds it.
FinishedRun run_of(const results::Reader& file, std::uint64_t point, std::uint32_t replicate);

struct RepeatedRun {
    Series series;
    std::vector<RowTable> declared;  // tables of events, if it kept any
    results::PackedTables tables;
    std::string story{};  // of what is followed
};

class StoredSweep {
 public:
    /// InputError: no results file, or one whose runs this program cannot repeat: of another version or
    /// other sources, of a model that it has not, or with variables that its scenario does not put out.
    StoredSweep(const std::string& path, const Models& models);

    const results::Reader& file() const { return file_; }
    const Model& model() const { return *model_; }
    const results::Header& header() const { return file_.header(); }
    /// Computes a run anew, with its events if the file keeps them or they are asked for. Throws what the model throws.
    RepeatedRun repeat(std::uint64_t point, std::uint32_t replicate, bool events = false,
                       std::optional<Follow> follow = {}) const;
    /// Every time of a run of this point, recorded or not, on the axis of the file.
    std::vector<std::int32_t> all_times(std::uint64_t point) const;
    /// Names of the variables, and of the tables that the file keeps, in which a run differs from what is stored.
    std::vector<std::string> differences(std::uint64_t point, std::uint32_t replicate, const RepeatedRun& run) const;

 private:
    static void set_factor(const results::Factor& factor, std::uint64_t point, Scenario& scenario);
    void set_factors(std::uint64_t point, Scenario& scenario) const;
    void check_outputs(const std::string& path) const;
    std::vector<RowTable> declared_tables(const Scenario& scenario) const;
    void add_tables_that_differ(const results::PackedTables& stored, const results::PackedTables& now,
                                std::vector<std::string>& names) const;

    results::Reader file_;
    const Model* model_ = nullptr;
    std::unique_ptr<const Scenario> base_;  // with the settings of the sweep
    OutputRequest wanted_;
    Budget budget_;
};

}  // namespace sim::sweep
