/// The samples of reference.py, and functions whose indices are known.
#pragma once

#include <Eigen/Core>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numbers>
#include <span>
#include <vector>

#include "analysis/numerics/sample.hpp"
#include "sim/random/stream.hpp"

namespace samples {

inline const std::vector<double> base = {12.0, 15.5, 9.25, 20.0, 14.0, 11.5, 17.75, 13.0};
inline const std::vector<double> to = {10.0, 14.0, 9.5, 16.5, 12.25, 9.0, 15.0, 11.0};
inline const std::vector<double> second = {11.0, 13.5, 8.0, 18.5, 13.0, 10.0, 16.0, 12.5};
inline const std::vector<double> both = {8.0, 11.0, 7.75, 13.0, 11.5, 7.0, 12.0, 9.5};

/// points x replicates.
inline Eigen::MatrixXd four_points() {
    Eigen::MatrixXd runs(4, 8);
    for (Eigen::Index r = 0; r < 8; ++r) {
        const auto at = static_cast<std::size_t>(r);
        runs.col(r) << base[at], to[at], second[at], both[at];
    }
    return runs;
}

/// Uniform draws of one seed, as many as are asked for.
class Draws {
 public:
    explicit Draws(std::uint64_t seed) : seed_(seed), stream_(seed, tag, 0) {}
    double operator()() {
        if (n_drawn_ == sim::random::Stream::n_draws) {
            stream_ = sim::random::Stream(seed_, tag, ++id_);
            n_drawn_ = 0;
        }
        ++n_drawn_;
        return sim::random::uniform(stream_);
    }

 private:
    static constexpr sim::random::Tag tag{"tests/samples"};
    std::uint64_t seed_, id_ = 0;
    std::uint32_t n_drawn_ = 0;
    sim::random::Stream stream_;
};

inline analysis::Resampling resampling(std::uint64_t seed, std::size_t times = 2000) {
    return {Draws(seed), times, 0.95};
}

/// A function of three uniform factors: S = 0.3139, 0.4424, 0; T = 0.5576, 0.4424, 0.2437; S13 = 0.2437.
inline double ishigami(std::span<const double> u) {
    constexpr double pi = std::numbers::pi;
    const auto x = [&](std::size_t i) { return -pi + 2 * pi * u[i]; };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

}  // namespace samples
