#include "sim/results/tile_writer.hpp"

#include <H5Cpp.h>

#include <algorithm>

namespace sim::results {

void write_stored_chunk(const H5::DataSet& data_set, const StoredChunk& chunk, std::vector<hsize_t> at) {
    at.resize(static_cast<std::size_t>(data_set.getSpace().getSimpleExtentNdims()), 0);
    if (H5Dwrite_chunk(data_set.getId(), H5P_DEFAULT, chunk.filter_mask, at.data(), chunk.bytes.size(),
                       chunk.bytes.data()) < 0)
        throw H5::DataSetIException("H5Dwrite_chunk", "failed");
}

TileWriter::TileWriter(const H5::DataSet& data_set, Tile tile, std::vector<std::byte> missing, std::size_t element_size)
    : data_set_(std::make_unique<H5::DataSet>(data_set)),
      tile_(tile),
      missing_(std::move(missing)),
      element_size_(element_size) {
    values_.resize(missing_.size() * tile_.points * tile_.replicates);
    clear();
}

TileWriter::TileWriter(TileWriter&&) noexcept = default;

TileWriter::~TileWriter() = default;

void TileWriter::clear() {
    for (std::size_t at = 0; at < values_.size(); at += missing_.size())
        std::copy(missing_.begin(), missing_.end(), values_.begin() + static_cast<std::ptrdiff_t>(at));
    empty_ = true;
}

void TileWriter::put(std::uint64_t point, std::uint64_t replicate, std::span<const std::byte> values) {
    const std::uint64_t first_point = point / tile_.points * tile_.points;
    const std::uint64_t first_replicate = replicate / tile_.replicates * tile_.replicates;
    if (first_point != tile_point_ || first_replicate != tile_replicate_) {
        flush();
        tile_point_ = first_point;
        tile_replicate_ = first_replicate;
    }
    const std::uint64_t run = (point - first_point) * tile_.replicates + (replicate - first_replicate);
    std::copy(values.begin(), values.end(), values_.begin() + static_cast<std::ptrdiff_t>(run * missing_.size()));
    empty_ = false;
}

void TileWriter::flush() {
    if (empty_) return;
    write_stored_chunk(*data_set_, compress_chunk(values_, element_size_), {tile_point_, tile_replicate_});
    clear();
}

}  // namespace sim::results
