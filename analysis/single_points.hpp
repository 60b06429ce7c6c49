/// Points one by one: what each does apart from a base, and how well each is known.
#pragma once

#include "analysis/comparison.hpp"
#include "analysis/design.hpp"
#include "analysis/numerics/enough.hpp"

namespace analysis {

struct Change {
    std::string what;  // the point's label, or what it changes
    std::size_t n_factors = 0;
    Quantity quantity;
    Paired paired;
    std::size_t n_left_out = 0;
};

struct OneAtATime {
    std::string base;
    std::vector<Change> changes;  // of the first quantity, the largest first; of others in the same order
    std::uint64_t n_others = 0;   // points that change several factors and have no label
};

/// Every point of a list against its base, the first point unless one is named.
OneAtATime one_at_a_time(const Runs& runs, const std::string& base, const std::vector<Quantity>& quantities,
                         const Certainty& certainty);

struct EnoughOfFile {
    Quantity quantity;
    Enough enough;
    double half_width = unknown;
    std::uint64_t n_points = 0, n_left_out = 0;
};
/// Whether some point has a value of it in each of its runs.
bool is_known_somewhere(const Runs& runs, const Quantity& quantity);
/// How many replicates are enough, of points that have all their runs.
EnoughOfFile enough_of_file(const Runs& runs, const Quantity& quantity, const HalfWidth& half_width,
                            const Certainty& certainty);

}  // namespace analysis
