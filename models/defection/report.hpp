/// A run as its series and metrics, recorded while it runs.
#pragma once

#include "models/defection/model.hpp"
#include "models/defection/scenario.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

/// Writes a run into a series as it goes.
class Recorder {
 public:
    Recorder(const DefectionScenario& scenario, const sim::Outputs& outputs, Army& army);
    /// Call before the first step and after each: `step` 0 is the start.
    void look(int step);
    const sim::Series& series() const { return series_; }
    sim::Series finish();

 private:
    void record(std::size_t time);
    void take_snapshots(int step);
    void write_metric(const std::string& name, double value);
    void write_rates();
    double leavers() const;   // [simulated person]
    double regulars() const;  // army and elite serving
    double peak_week() const;

    const DefectionScenario& scenario_;
    const sim::Outputs& outputs_;
    Army& army_;
    sim::Series series_;
    double capacity_at_start_ = 0, regulars_at_start_ = 0, ever_served_ = 0;
    std::size_t next_time_ = 0;
    std::vector<double> departed_;  // [step] cumulative
    std::vector<double> snapshot_leavers_, snapshot_force_, snapshot_militia_;
};

}  // namespace defection
