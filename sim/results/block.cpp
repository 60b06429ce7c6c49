#include "sim/results/block.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>

#include "sim/check.hpp"

namespace sim::results {

struct Block::Impl {
    std::vector<Extent> extents;  // per variable
    std::uint64_t first_point = 0, n_points = 0;
    std::uint32_t replicate = 0;
    std::vector<Status> status;
    std::vector<Failure> failures;
    std::vector<PackedTables> tables;
    std::vector<Stored> values;  // plain until compressed
    bool compressed = false;

    std::size_t index(std::uint64_t point) const {
        if (point < first_point || point - first_point >= n_points)
            throw std::logic_error("a run is put into a block of other points");
        if (compressed) throw std::logic_error("a run is put into a block already compressed");
        return static_cast<std::size_t>(point - first_point);
    }
};

Block::Block(const Header& header, std::uint64_t first_point, std::uint32_t replicate)
    : impl_(std::make_shared<Impl>()) {
    const std::uint64_t k = points_per_chunk(header);
    if (first_point >= header.n_points || first_point % k != 0 || replicate >= header.n_replicates)
        throw std::logic_error("a block does not lie on the plan's chunks");
    impl_->extents = extents_of(header.outputs);
    impl_->first_point = first_point;
    impl_->n_points = std::min(k, header.n_points - first_point);
    impl_->replicate = replicate;
    impl_->status.assign(static_cast<std::size_t>(impl_->n_points), Status::missing);
    impl_->tables.resize(impl_->status.size());
    for (const Extent& extent : impl_->extents)
        impl_->values.push_back(
            {missing_values(extent, static_cast<std::size_t>(extent.gathered ? impl_->n_points : k)), 0});
}

void Block::put(std::uint64_t point, const Series& series) {
    const std::size_t at = impl_->index(point);
    if (series.n_variables() != impl_->extents.size()) throw std::logic_error("a series of another plan");
    for (std::size_t v = 0; v < impl_->extents.size(); ++v) {
        const Extent& extent = impl_->extents[v];
        const std::span<const std::byte> from = series.bytes(v);
        if (from.size() != extent.bytes()) throw std::logic_error("a series of another plan");
        const std::span to = std::span(impl_->values[v].bytes).subspan(at * extent.bytes(), extent.bytes());
        std::copy(from.begin(), from.end(), to.begin());
        if (extent.store == Store::real) unify_nans(to);
    }
    impl_->status[at] = Status::done;
}

void Block::put_tables(std::uint64_t point, PackedTables tables) {
    impl_->tables[impl_->index(point)] = std::move(tables);
}

void Block::fail(std::uint64_t point, Status status, std::string stage, std::string message) {
    impl_->status[impl_->index(point)] = status;
    if (status == Status::failed)
        impl_->failures.push_back({point, impl_->replicate, std::move(stage), std::move(message)});
}

Block Block::restored(const Header& header, std::uint64_t first_point, std::uint32_t replicate,
                      std::vector<Stored> values, std::vector<Status> status, std::vector<Failure> failures,
                      std::vector<PackedTables> tables) {
    const std::uint64_t k = points_per_chunk(header);
    if (first_point >= header.n_points || first_point % k != 0 || replicate >= header.n_replicates ||
        status.size() != std::min(k, header.n_points - first_point) ||
        values.size() != header.outputs.variables.size() || tables.size() != status.size())
        throw InputError("a stored block does not fit the plan");
    Block block(header, first_point, replicate);
    for (std::size_t v = 0; v < values.size(); ++v)
        if (block.impl_->extents[v].gathered && values[v].bytes.size() != block.impl_->values[v].bytes.size())
            throw InputError("a stored block does not fit the plan");
    block.impl_->values = std::move(values);
    block.impl_->status = std::move(status);
    block.impl_->failures = std::move(failures);
    block.impl_->tables = std::move(tables);
    block.impl_->compressed = true;
    return block;
}

void Block::compress() {
    if (impl_->compressed) return;
    for (std::size_t v = 0; v < impl_->extents.size(); ++v)
        if (const Extent& extent = impl_->extents[v]; !extent.gathered)
            impl_->values[v] = compress_chunk(impl_->values[v].bytes, extent.element_size);
    impl_->compressed = true;
}

std::uint64_t Block::first_point() const { return impl_->first_point; }

std::uint32_t Block::replicate() const { return impl_->replicate; }

std::uint64_t Block::n_points() const { return impl_->n_points; }

const std::vector<Block::Stored>& Block::stored() const {
    if (!impl_->compressed) throw std::logic_error("a block is stored before it was compressed");
    return impl_->values;
}

const std::vector<Status>& Block::status() const { return impl_->status; }

const std::vector<Failure>& Block::failures() const { return impl_->failures; }

const std::vector<PackedTables>& Block::tables() const { return impl_->tables; }

}  // namespace sim::results
