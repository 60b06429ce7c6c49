/// A number that a run has, at its end or at each time: a variable of the file, or the part of it that is asked for.
#pragma once

#include <Eigen/Core>
#include <string>
#include <vector>

#include "sim/results/file.hpp"

namespace analysis {

struct Quantity {
    std::string
        name;  // as it is asked for: "leavers", "outcome=collapse", "hurt" or "hurt_by_group_core" of a variable with such a label
    std::string unit, meaning;
    const sim::Variable* variable = nullptr;
    std::vector<bool> cells;  // of the variable's own axes after time, those that are summed
    int flag = -1;            // of a flag: the value whose share it is
    bool is_harm = false;
    bool is_simulated_count = false;  // divided by the scale: of all agents, not of those simulated
};

/// The quantity of this name. InputError: there is no such quantity; it says what there is.
Quantity quantity_named(const std::string& name, const sim::Outputs& outputs, bool over_time);
/// The same, and of a number of the end of a run that has axes each cell.
std::vector<Quantity> quantities_named(const std::string& name, const sim::Outputs& outputs, bool over_time);
/// All that are one number.
std::vector<Quantity> all_quantities(const sim::Outputs& outputs, bool over_time);
/// The harm done to people, as the model declares it, without what `others` have already.
std::vector<Quantity> harm_beside(const std::vector<Quantity>& others, const sim::Outputs& outputs, bool over_time);
/// Those named, or all if none is; harm behind them.
std::vector<Quantity> quantities(const std::vector<std::string>& names, const sim::Outputs& outputs, bool over_time);

/// Values of runs read from a file: NaN where a run is not done or has no value.
class Runs {
 public:
    explicit Runs(const sim::results::Reader& file);  // which must outlive it
    const sim::results::Header& header() const { return file_.header(); }
    bool is_done(std::uint64_t point, std::uint32_t replicate) const;
    std::uint32_t n_done(std::uint64_t point) const;
    /// points x replicates, of a quantity at the end of a run.
    Eigen::MatrixXd at_end(const Quantity& quantity) const;
    /// One value for each time of one run.
    std::vector<double> over_time(const Quantity& quantity, std::uint64_t point, std::uint32_t replicate) const;

 private:
    const sim::results::Reader& file_;
    std::vector<sim::results::Status> status_;
};

}  // namespace analysis
