#include <fmt/format.h>

#include "sim/sweep/designs/sampled.hpp"
#include "sim/sweep/designs/shifted_sobol.hpp"

namespace sim::sweep {
namespace {

/// The Sobol' sequence, one dimension for each factor: more even than independent draws, and every beginning of it is a
/// design of its own.
class SobolSequence : public Sampled {
 public:
    explicit SobolSequence(const DesignInput& input)
        : Sampled(input, input.options.samples), sequence_(input.seed, tags("design/sobol")) {}

 private:
    void shares(std::uint64_t index, std::span<double> shares) const override {
        for (std::size_t f = 0; f < shares.size(); ++f) shares[f] = sequence_.share(index, f);
    }

    ShiftedSobol sequence_;
};

}  // namespace

DesignOrFault make_sobol(DesignInput input) {
    if (input.factors.size() > random::Sobol::max_dimensions)
        return {nullptr, fmt::format("holds {} factors (a Sobol' sequence has at most {} dimensions; remove some)",
                                     input.factors.size(), random::Sobol::max_dimensions)};
    return {std::make_unique<SobolSequence>(input), ""};
}

}  // namespace sim::sweep
