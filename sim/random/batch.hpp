/// Draws for many ids at once, as when 300,000 people are made: the same bits as one Stream each, in vector code. A
/// block holds two uniforms, so two draws a person cost one block.
#pragma once

#include <cstdint>
#include <span>

#include "sim/random/stream.hpp"

namespace sim::random {

/// first[i] and second[i] become the first two uniforms of Stream(seed, tag, ids[i], step), or those after as many blocks
/// of two. Equal lengths, no overlap.
void fill_uniforms(std::uint64_t seed, Tag tag, std::span<const std::uint64_t> ids, std::uint32_t step,
                   std::span<double> first, std::span<double> second, std::uint32_t blocks_before = 0);

/// Turns uniforms in place into exponential(u) of sample.hpp.
void make_exponential(std::span<double> u);

/// Turns uniforms in place into normal_quantile(u).
void make_normal(std::span<double> u);

/// Turns uniforms in place into lognormal(u, mean_log, sd_log).
void make_lognormal(std::span<double> u, double mean_log, double sd_log);

}  // namespace sim::random
