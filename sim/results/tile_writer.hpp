/// Gathers end-of-run values into chunks of many runs, so that a file of a million runs has hundreds of chunks and not
/// millions. Holds one chunk: memory does not grow with the number of runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/results/chunk.hpp"
#include "sim/results/hdf5_forward.hpp"
#include "sim/results/layout.hpp"

namespace sim::results {

/// Hands a chunk that is stored already to a data set, at these indices.
void write_stored_chunk(const H5::DataSet& data_set, const StoredChunk& chunk, std::vector<hsize_t> at);

class TileWriter {
 public:
    /// `missing` is one run's worth of missing values.
    TileWriter(const H5::DataSet& data_set, Tile tile, std::vector<std::byte> missing, std::size_t element_size);
    TileWriter(TileWriter&&) noexcept;
    ~TileWriter();
    /// Runs come replicate by replicate, and within one by point.
    void put(std::uint64_t point, std::uint64_t replicate, std::span<const std::byte> values);
    void flush();

 private:
    void clear();

    std::unique_ptr<const H5::DataSet> data_set_;
    Tile tile_;
    std::vector<std::byte> missing_, values_;
    std::size_t element_size_;
    std::uint64_t tile_point_ = 0, tile_replicate_ = 0;  // the first run of the tile being filled
    bool empty_ = true;
};

}  // namespace sim::results
