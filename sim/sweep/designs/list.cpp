#include <algorithm>

#include "sim/sweep/designs/designs.hpp"

namespace sim::sweep {
namespace {

/// Points as written, in the sweep or in a file.
class List : public Design {
 public:
    explicit List(ListedPoints listed) : Design(listed.names), listed_(std::move(listed)) {}
    std::uint64_t size() const override { return listed_.size; }
    void point(std::uint64_t index, std::span<double> values) const override {
        std::copy_n(listed_.values.data() + index * values.size(), values.size(), values.begin());
    }
    std::vector<Span> spans() const override { return spans_over(size()); }
    std::string label(std::uint64_t index) const override { return listed_.labels[index]; }
    bool has_labels() const override { return !listed_.labels.empty(); }

 private:
    ListedPoints listed_;
};

}  // namespace

DesignOrFault make_list(DesignInput input) { return {std::make_unique<List>(std::move(input.listed)), ""}; }

}  // namespace sim::sweep
