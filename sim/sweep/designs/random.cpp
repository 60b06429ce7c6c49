#include "sim/sweep/designs/sampled.hpp"

namespace sim::sweep {
namespace {

/// Independent draws. A point depends on (seed, factor's name, index) alone: more samples, or another factor, leave it
/// as it was.
class Random : public Sampled {
 public:
    explicit Random(const DesignInput& input) : Sampled(input, input.options.samples), tags_(tags("design")) {}

 private:
    void shares(std::uint64_t index, std::span<double> shares) const override {
        for (std::size_t f = 0; f < shares.size(); ++f) {
            random::Stream stream(input().seed, tags_[f], index);
            shares[f] = random::uniform(stream);
        }
    }

    std::vector<random::Tag> tags_;
};

}  // namespace

DesignOrFault make_random(DesignInput input) { return {std::make_unique<Random>(input), ""}; }

}  // namespace sim::sweep
