#include "analysis/resampled.hpp"

#include "sim/random/stream.hpp"

namespace analysis {
namespace {

constexpr sim::random::Tag purpose("analysis/bootstrap");

/// Uniform draws without end: one stream after another.
class Draws {
 public:
    Draws(std::uint64_t seed, std::uint64_t id) : seed_(seed), id_(id), stream_(seed, purpose, id) {}
    double operator()() {
        if (n_drawn_ == sim::random::Stream::n_draws) {
            stream_ = sim::random::Stream(seed_, purpose, id_, ++step_);
            n_drawn_ = 0;
        }
        ++n_drawn_;
        return sim::random::uniform(stream_);
    }

 private:
    std::uint64_t seed_, id_;
    std::uint32_t step_ = 0, n_drawn_ = 0;
    sim::random::Stream stream_;
};

}  // namespace

Resampling resampled(const Certainty& certainty, std::string_view of) {
    return {Draws(certainty.seed, sim::random::Tag(of).value), certainty.resamples, certainty.level};
}

}  // namespace analysis
