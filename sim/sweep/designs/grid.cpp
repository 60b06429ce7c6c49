#include "sim/sweep/designs/designs.hpp"

namespace sim::sweep {
namespace {

/// Every combination; the last factor runs fastest.
class Grid : public Design {
 public:
    Grid(std::vector<Factor> factors, std::uint64_t size)
        : Design(names_of(factors)), factors_(std::move(factors)), size_(size) {}
    std::uint64_t size() const override { return size_; }
    void point(std::uint64_t index, std::span<double> values) const override {
        for (std::size_t f = factors_.size(); f-- > 0;) {
            const auto n = factors_[f].n_levels();
            values[f] = factors_[f].level(index % n);
            index /= n;
        }
    }

    std::vector<Span> spans() const override { return spans_of(factors_); }

 private:
    std::vector<Factor> factors_;
    std::uint64_t size_;
};

}  // namespace

DesignOrFault make_grid(DesignInput input) {
    std::uint64_t size = 1;
    for (const auto& factor : input.factors)
        if (__builtin_mul_overflow(size, factor.n_levels(), &size))
            return {nullptr, "the grid has 2^64 points or more (shorten the factors, or use design = \"random\")"};
    return {std::make_unique<Grid>(std::move(input.factors), size), ""};
}

}  // namespace sim::sweep
