#include "sim/sweep/designs/designs.hpp"

namespace sim::sweep {
namespace {

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

}  // namespace

DesignOrFault make_list(DesignInput input) {
    return {std::make_unique<List>(std::move(input.listed_names), std::move(input.points)), ""};
}

}  // namespace sim::sweep
