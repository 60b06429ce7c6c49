/// Which factors matter: indices of designs made for them, each refused where the file's design is another or lacks
/// runs.
#pragma once

#include "analysis/design.hpp"
#include "analysis/numerics/chance.hpp"
#include "analysis/numerics/elementary_effects.hpp"
#include "analysis/numerics/rank_correlation.hpp"
#include "analysis/numerics/sobol_indices.hpp"
#include "analysis/resampled.hpp"
#include "analysis/selection.hpp"

namespace analysis {

struct SobolOfFile {
    SobolIndices indices;
    Chance chance;
    std::uint64_t n_samples = 0, n_left_out = 0;
};
SobolOfFile sobol_of(const Runs& runs, const Quantity& quantity, Incomplete incomplete, const Certainty& certainty);

struct MorrisOfFile {
    std::vector<ElementaryEffects> effects;  // [factor]
    double of_chance = unknown;              // mu* of a factor that does nothing
    std::uint64_t n_left_out = 0;
};
MorrisOfFile morris_of(const Runs& runs, const Quantity& quantity, Incomplete incomplete, const Certainty& certainty);

struct PrccOfFile {
    std::vector<std::size_t> factors;  // those that vary
    std::vector<PartialRankCorrelation> correlations;
    std::uint64_t n_points = 0, n_left_out = 0;
};
PrccOfFile prcc_of(const Runs& runs, const Quantity& quantity, Incomplete incomplete, const Certainty& certainty);

}  // namespace analysis
