/// One stored chunk, made outside libhdf5 so that any thread can do it: byte planes (HDF5's shuffle filter), then a
/// zlib stream (its deflate filter). The bytes depend on the values and the version of zlib alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sim::results {

struct StoredChunk {
    std::vector<std::byte> bytes;
    std::uint32_t filter_mask = 0;  // bit i set: filter i of the pipeline was not applied
};

constexpr int deflate_level = 4;  // see docs/adr/0003-results-file.md

/// True if a data set of such elements has the shuffle filter before deflate.
constexpr bool is_shuffled(std::size_t element_size) { return element_size > 1; }

/// InputError: a chunk of so many bytes cannot be stored like this. Looks at its size and at the head of its zlib
/// stream; what the stream inflates to is only known by inflating it.
void check_chunk(const StoredChunk& chunk, std::size_t bytes, std::size_t element_size);

StoredChunk compress_chunk(std::span<const std::byte> raw, std::size_t element_size);
/// The values of a chunk of so many bytes. InputError: it does not hold that.
std::vector<std::byte> decompress_chunk(const StoredChunk& chunk, std::size_t bytes, std::size_t element_size);

}  // namespace sim::results
