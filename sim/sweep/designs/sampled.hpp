/// Designs that draw from the factors' distributions: they place points in the unit cube, and the factors' quantiles
/// make values of its coordinates.
#pragma once

#include "sim/random/stream.hpp"
#include "sim/sweep/designs/designs.hpp"

namespace sim::sweep {

class Sampled : public Design {
 public:
    std::uint64_t size() const final { return size_; }
    void point(std::uint64_t index, std::span<double> values) const final {
        shares(index, values);
        for (std::size_t f = 0; f < values.size(); ++f) values[f] = input_.factors[f].quantile(values[f]);
    }

 protected:
    Sampled(DesignInput input, std::uint64_t size)
        : Design(names_of(input.factors)), input_(std::move(input)), size_(size) {}

    /// Which share of each factor's distribution lies below its value.
    virtual void shares(std::uint64_t index, std::span<double> shares) const = 0;
    const DesignInput& input() const { return input_; }

    /// The names of random streams, one for each factor: a factor's draws do not depend on which others there are.
    std::vector<random::Tag> tags(std::string_view purpose) const {
        std::vector<random::Tag> tags;
        for (const auto& name : names()) tags.emplace_back(std::string(purpose) + "/" + name);
        return tags;
    }

 private:
    DesignInput input_;
    std::uint64_t size_;
};

}  // namespace sim::sweep
