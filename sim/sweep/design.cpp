#include "sim/sweep/design.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/random/stream.hpp"

namespace sim::sweep {
namespace {

std::vector<std::string> names_of(const std::vector<Factor>& factors) {
    std::vector<std::string> names;
    for (const auto& factor : factors) names.push_back(factor.name);
    return names;
}

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

 private:
    std::vector<Factor> factors_;
    std::uint64_t size_;
};

/// The first values of all factors, then the second, ...
class Zip : public Design {
 public:
    explicit Zip(std::vector<Factor> factors) : Design(names_of(factors)), factors_(std::move(factors)) {}
    std::uint64_t size() const override { return factors_.empty() ? 1 : factors_.front().n_levels(); }
    void point(std::uint64_t index, std::span<double> values) const override {
        for (std::size_t f = 0; f < factors_.size(); ++f) values[f] = factors_[f].level(index);
    }

 private:
    std::vector<Factor> factors_;
};

/// Labelled points, as written.
class List : public Design {
 public:
    List(std::vector<std::string> names, std::vector<ListedPoint> points)
        : Design(std::move(names)), points_(std::move(points)) {}
    std::uint64_t size() const override { return points_.size(); }
    void point(std::uint64_t index, std::span<double> values) const override {
        const auto& listed = points_[index].values;
        for (std::size_t f = 0; f < listed.size(); ++f) values[f] = listed[f];
    }
    std::string label(std::uint64_t index) const override { return points_[index].label; }
    bool has_labels() const override { return true; }

 private:
    std::vector<ListedPoint> points_;
};

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

DesignOrFault make_grid(DesignInput input) {
    std::uint64_t size = 1;
    for (const auto& factor : input.factors)
        if (__builtin_mul_overflow(size, factor.n_levels(), &size))
            return {nullptr, "the grid has 2^64 points or more (shorten the factors, or use design = \"random\")"};
    return {std::make_unique<Grid>(std::move(input.factors), size), ""};
}

DesignOrFault make_zip(DesignInput input) {
    for (const auto& factor : input.factors) {
        const auto& first = input.factors.front();
        if (factor.n_levels() != first.n_levels())
            return {nullptr, fmt::format("a zip needs factors of the same length ({} has {}, {} has {})", first.name,
                                         first.n_levels(), factor.name, factor.n_levels())};
    }
    return {std::make_unique<Zip>(std::move(input.factors)), ""};
}

DesignOrFault make_list(DesignInput input) {
    return {std::make_unique<List>(std::move(input.listed_names), std::move(input.points)), ""};
}

DesignOrFault make_random(DesignInput input) { return {std::make_unique<Random>(std::move(input)), ""}; }

constexpr std::array kinds = {
    DesignKind{"grid", false, false, make_grid},
    DesignKind{"zip", false, false, make_zip},
    DesignKind{"list", true, false, make_list},
    DesignKind{"random", false, true, make_random},
};

}  // namespace

std::span<const DesignKind> design_kinds() { return kinds; }

}  // namespace sim::sweep
