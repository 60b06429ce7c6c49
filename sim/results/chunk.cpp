#include "sim/results/chunk.hpp"

#include <zlib.h>

#include <bit>
#include <new>
#include <stdexcept>

#include "sim/check.hpp"

namespace sim::results {

static_assert(std::endian::native == std::endian::little, "stored chunks are little-endian");

namespace {

/// The filter mask of a chunk that deflate would have enlarged: as HDF5's own filter, it then leaves deflate out.
constexpr std::uint32_t plain_mask(std::size_t element_size) { return is_shuffled(element_size) ? 2 : 1; }

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

    if (size >= planes.size()) return {std::move(planes), plain_mask(element_size)};
    deflated.resize(size);
    deflated.shrink_to_fit();
    return {std::move(deflated), 0};
}

void check_chunk(const StoredChunk& chunk, std::size_t bytes, std::size_t element_size) {
    const std::size_t size = chunk.bytes.size();
    if (chunk.filter_mask == plain_mask(element_size)) {
        if (size != bytes) throw InputError("a chunk is of a wrong size");
        return;
    }
    constexpr std::size_t most_to_one = 1032;  // zlib's greatest ratio
    if (size < 2 || size > compressBound(static_cast<uLong>(bytes)) || bytes / most_to_one > size)
        throw InputError("a chunk is of a wrong size");
    // RFC 1950: method 8 with a window up to 32 KiB, no dictionary, and a sum that 31 divides.
    const auto method = std::to_integer<unsigned>(chunk.bytes[0]), flags = std::to_integer<unsigned>(chunk.bytes[1]);
    const bool is_zlib = method % 16 == 8 && method / 16 <= 7 && (flags & 32U) == 0 && (256 * method + flags) % 31 == 0;
    if (chunk.filter_mask != 0 || !is_zlib) throw InputError("a chunk cannot be decompressed");
}

std::vector<std::byte> decompress_chunk(const StoredChunk& chunk, std::size_t bytes, std::size_t element_size) {
    check_chunk(chunk, bytes, element_size);
    std::vector<std::byte> planes(bytes);
    uLongf size = static_cast<uLongf>(bytes);
    uLong taken = static_cast<uLong>(chunk.bytes.size());
    if (chunk.filter_mask != 0)
        planes = chunk.bytes;
    else if (uncompress2(reinterpret_cast<Bytef*>(planes.data()), &size,
                         reinterpret_cast<const Bytef*>(chunk.bytes.data()), &taken) != Z_OK ||
             size != bytes || taken != chunk.bytes.size())
        throw InputError("a chunk cannot be decompressed");
    return is_shuffled(element_size) ? from_byte_planes(planes, element_size) : planes;
}

}  // namespace sim::results
