#include "sim/results/chunk.hpp"

#include <zlib.h>

#include <bit>
#include <new>
#include <stdexcept>

#include "sim/check.hpp"

namespace sim::results {

static_assert(std::endian::native == std::endian::little, "stored chunks are little-endian");

namespace {

std::vector<std::byte> byte_planes(std::span<const std::byte> raw, std::size_t element_size) {
    std::vector<std::byte> planes(raw.size());
    const std::size_t n = raw.size() / element_size;
    for (std::size_t plane = 0; plane < element_size; ++plane)
        for (std::size_t i = 0; i < n; ++i) planes[plane * n + i] = raw[i * element_size + plane];
    return planes;
}

std::vector<std::byte> from_byte_planes(std::span<const std::byte> planes, std::size_t element_size) {
    std::vector<std::byte> raw(planes.size());
    const std::size_t n = raw.size() / element_size;
    for (std::size_t plane = 0; plane < element_size; ++plane)
        for (std::size_t i = 0; i < n; ++i) raw[i * element_size + plane] = planes[plane * n + i];
    return raw;
}

}  // namespace

StoredChunk compress_chunk(std::span<const std::byte> raw, std::size_t element_size) {
    const bool shuffled = is_shuffled(element_size);
    std::vector<std::byte> planes =
        shuffled ? byte_planes(raw, element_size) : std::vector<std::byte>(raw.begin(), raw.end());

    uLongf size = compressBound(static_cast<uLong>(planes.size()));
    std::vector<std::byte> deflated(size);
    const int result =
        compress2(reinterpret_cast<Bytef*>(deflated.data()), &size, reinterpret_cast<const Bytef*>(planes.data()),
                  static_cast<uLong>(planes.size()), deflate_level);
    if (result == Z_MEM_ERROR) throw std::bad_alloc();
    if (result != Z_OK) throw std::runtime_error("zlib cannot compress a chunk");

    if (size >= planes.size()) return {std::move(planes), shuffled ? 2u : 1u};  // as HDF5's own filter does
    deflated.resize(size);
    deflated.shrink_to_fit();
    return {std::move(deflated), 0};
}

std::vector<std::byte> decompress_chunk(const StoredChunk& chunk, std::size_t bytes, std::size_t element_size) {
    constexpr std::size_t most_to_one = 1032;  // zlib's greatest ratio
    if (bytes / most_to_one > chunk.bytes.size()) throw InputError("a chunk is of a wrong size");
    const bool shuffled = is_shuffled(element_size);
    std::vector<std::byte> planes(bytes);
    uLongf size = static_cast<uLongf>(bytes);
    if (chunk.filter_mask == (shuffled ? 2U : 1U))
        planes = chunk.bytes;
    else if (chunk.filter_mask != 0 ||
             uncompress(reinterpret_cast<Bytef*>(planes.data()), &size,
                        reinterpret_cast<const Bytef*>(chunk.bytes.data()),
                        static_cast<uLong>(chunk.bytes.size())) != Z_OK ||
             size != bytes)
        throw InputError("a chunk cannot be decompressed");
    if (planes.size() != bytes) throw InputError("a chunk is of a wrong size");
    return shuffled ? from_byte_planes(planes, element_size) : planes;
}

}  // namespace sim::results
