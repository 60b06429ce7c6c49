#include "sim/sweep/designs/maximin.hpp"

#include <algorithm>
#include <limits>

#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace sim::sweep {
namespace {

constexpr double max_work = 1e9;  // differences of coordinates, in all trials together
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Squared distances in strata are whole numbers, exact in any order of addition.
class Spreading {
 public:
    explicit Spreading(std::vector<std::vector<double>>& strata)
        : strata_(strata), n_(strata.front().size()), nearest_(n_, infinity), neighbour_(n_) {
        for (std::size_t i = 0; i < n_; ++i) {
            measure(i, i + 1, from_one_);
            for (std::size_t j = i + 1; j < n_; ++j) {
                draw_near(i, j, from_one_[j]);
                draw_near(j, i, from_one_[j]);
            }
        }
    }

    void run(std::uint64_t seed) {
        const double work = 2.0 * static_cast<double>(n_ * strata_.size());
        const auto n_trials = static_cast<std::uint64_t>(std::min(max_work / work, 50 * work));
        for (std::uint64_t trial = 0; trial < n_trials; ++trial) {
            random::Stream stream(seed, random::Tag("design/maximin"), trial);
            const auto closest = static_cast<std::size_t>(std::ranges::min_element(nearest_) - nearest_.begin());
            auto& factor = strata_[random::pick(random::uniform(stream), strata_.size())];
            try_exchange(factor, closest, random::pick(random::uniform(stream), n_));
        }
    }

 private:
    /// distances[j] from `point`, for j from `first` on.
    void measure(std::size_t point, std::size_t first, std::vector<double>& distances) const {
        distances.assign(n_, 0);
        for (const auto& factor : strata_) {
            const double own = factor[point];
            for (std::size_t j = first; j < n_; ++j) distances[j] += (factor[j] - own) * (factor[j] - own);
        }
        if (first <= point) distances[point] = infinity;
    }

    void draw_near(std::size_t point, std::size_t other, double distance) {
        if (!(distance < nearest_[point])) return;
        nearest_[point] = distance;
        neighbour_[point] = other;
    }

    void try_exchange(std::vector<double>& factor, std::size_t one, std::size_t other) {
        const double before = nearest_[one];
        std::swap(factor[one], factor[other]);
        measure(one, 0, from_one_);
        measure(other, 0, from_other_);
        if (std::min(std::ranges::min(from_one_), std::ranges::min(from_other_)) > before)
            adopt(one, other);
        else
            std::swap(factor[one], factor[other]);
    }

    void adopt(std::size_t one, std::size_t other) {
        for (std::size_t j = 0; j < n_; ++j) {
            const bool lost = j == one || j == other || neighbour_[j] == one || neighbour_[j] == other;
            if (lost) measure_again(j);
            draw_near(j, one, from_one_[j]);
            draw_near(j, other, from_other_[j]);
        }
    }

    void measure_again(std::size_t point) {
        measure(point, 0, again_);
        const auto near = std::ranges::min_element(again_);
        nearest_[point] = *near;
        neighbour_[point] = static_cast<std::size_t>(near - again_.begin());
    }

    std::vector<std::vector<double>>& strata_;
    std::size_t n_;
    std::vector<double> nearest_;  // squared distance to the nearest other point
    std::vector<std::size_t> neighbour_;
    std::vector<double> from_one_, from_other_, again_;
};

}  // namespace

void spread_out(std::vector<std::vector<double>>& strata, std::uint64_t seed) {
    if (!strata.empty() && strata.front().size() > 2) Spreading(strata).run(seed);
}

}  // namespace sim::sweep
