#include <fmt/format.h>

#include "sim/sweep/designs/designs.hpp"

namespace sim::sweep {
namespace {

/// The first values of all factors, then the second, ...
class Zip : public Design {
 public:
    explicit Zip(std::vector<Factor> factors) : Design(names_of(factors)), factors_(std::move(factors)) {}
    std::uint64_t size() const override { return factors_.empty() ? 1 : factors_.front().n_levels(); }
    void point(std::uint64_t index, std::span<double> values) const override {
        for (std::size_t f = 0; f < factors_.size(); ++f) values[f] = factors_[f].level(index);
    }

    std::vector<Span> spans() const override { return spans_of(factors_); }

 private:
    std::vector<Factor> factors_;
};

}  // namespace

DesignOrFault make_zip(DesignInput input) {
    for (const auto& factor : input.factors) {
        const auto& first = input.factors.front();
        if (factor.n_levels() != first.n_levels())
            return {nullptr, fmt::format("a zip needs factors of the same length ({} has {}, {} has {})", first.name,
                                         first.n_levels(), factor.name, factor.n_levels())};
    }
    return {std::make_unique<Zip>(std::move(input.factors)), ""};
}

}  // namespace sim::sweep
