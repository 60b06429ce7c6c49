/// Settings of a sweep compared with a base setting: paired over replicates, which share their random streams.
#pragma once

#include <string>
#include <vector>

#include "analysis/numerics/interaction.hpp"
#include "analysis/numerics/paired.hpp"
#include "analysis/resampled.hpp"
#include "analysis/selection.hpp"

namespace analysis {

/// A stated half-width: in the quantity's unit, or as a share of the base's mean.
struct HalfWidth {
    double value = 0.05;
    bool is_share = true;
};

struct Comparison {
    std::string to;
    Quantity quantity;
    Paired paired;
    std::size_t n_left_out = 0;                     // replicates with a run that is not done or has no value
    double half_width = unknown, needed = unknown;  // wanted, and the replicates for it
};

/// One comparison for each selection and quantity, in this order. `remarks` gets what a reader must know of the pairs.
std::vector<Comparison> compare(const Runs& runs, const std::string& base, const std::vector<std::string>& to,
                                const std::vector<Quantity>& quantities, const HalfWidth& half_width,
                                const Certainty& certainty, std::vector<std::string>& remarks);

struct CourseOfComparison {
    std::string to;
    Quantity quantity;
    std::vector<Paired> at;  // [time]
};

/// The same at every recorded time, of series.
std::vector<CourseOfComparison> compare_over_time(const Runs& runs, const std::string& base,
                                                  const std::vector<std::string>& to,
                                                  const std::vector<Quantity>& quantities, const Certainty& certainty,
                                                  std::vector<std::string>& remarks);

struct Joint {
    Quantity quantity;
    Interaction interaction;
    std::size_t n_left_out = 0;
};

/// The joint effect of two changes of the base, on each quantity. Both are NAME=VALUE[,NAME=VALUE...].
std::vector<Joint> interactions(const Runs& runs, const std::string& base, const std::string& first,
                                const std::string& second, const std::vector<Quantity>& quantities,
                                const Certainty& certainty, std::vector<std::string>& remarks);

}  // namespace analysis
