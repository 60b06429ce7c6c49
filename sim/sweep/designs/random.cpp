#include "sim/random/stream.hpp"
#include "sim/sweep/designs/designs.hpp"

namespace sim::sweep {
namespace {

/// Independent draws. A point depends on (seed, factor's name, index) alone: more samples, or another factor, leave it
/// as it was.
class Random : public Design {
 public:
    explicit Random(DesignInput input) : Design(names_of(input.factors)), input_(std::move(input)) {
        for (const auto& factor : input_.factors) tags_.emplace_back("design/" + factor.name);
    }
    std::uint64_t size() const override { return input_.samples; }
    void point(std::uint64_t index, std::span<double> values) const override {
        for (std::size_t f = 0; f < tags_.size(); ++f) {
            random::Stream stream(input_.seed, tags_[f], index);
            values[f] = input_.factors[f].quantile(random::uniform(stream));
        }
    }

 private:
    DesignInput input_;
    std::vector<random::Tag> tags_;
};

}  // namespace

DesignOrFault make_random(DesignInput input) { return {std::make_unique<Random>(std::move(input)), ""}; }

}  // namespace sim::sweep
