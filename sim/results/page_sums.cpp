#include "sim/results/page_sums.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "sim/results/descriptor.hpp"
#include "sim/results/digest.hpp"

namespace sim::results {
namespace {

using Page = std::array<std::byte, PageSums::page_bytes>;

std::uint32_t sum_of(std::span<const std::byte> page) {
    return static_cast<std::uint32_t>(
        ::crc32(0, reinterpret_cast<const Bytef*>(page.data()), static_cast<uInt>(page.size())));
}

std::uint32_t sum_of_zeros() {
    static const std::uint32_t sum = sum_of(Page{});
    return sum;
}

std::uint64_t pages_of(std::uint64_t size) { return (size + PageSums::page_bytes - 1) / PageSums::page_bytes; }

}  // namespace

bool PageSums::read(int descriptor, std::uint64_t number, std::span<std::byte> page) const {
    const Transfer stored = read_at(descriptor, number * page_bytes, page);
    std::ranges::fill(page.subspan(stored.n_bytes), std::byte{0});
    return stored.error == 0 && sum_of(page) == sums_[number];
}

bool PageSums::expect(int descriptor, std::uint64_t at, std::span<const std::byte> bytes) {
    if (bytes.empty()) return true;
    const std::uint64_t end = at + bytes.size();
    size_ = std::max(size_, end);
    sums_.resize(pages_of(size_), sum_of_zeros());
    Page page{};
    for (std::uint64_t number = at / page_bytes; number * page_bytes < end; ++number) {
        const std::uint64_t first = number * page_bytes;
        const std::uint64_t from = std::max(at, first), to = std::min(end, first + page_bytes);
        if (to - from < page_bytes && !read(descriptor, number, page)) return false;
        std::ranges::copy(bytes.subspan(from - at, to - from),
                          page.begin() + static_cast<std::ptrdiff_t>(from - first));
        sums_[number] = sum_of(page);
    }
    return true;
}

bool PageSums::expect_size(int descriptor, std::uint64_t size) {
    const bool is_cut = size < size_;
    size_ = size;
    sums_.resize(pages_of(size), sum_of_zeros());
    const std::size_t kept = size % page_bytes;
    if (!is_cut || kept == 0) return true;
    Page page{};
    if (!read(descriptor, sums_.size() - 1, page)) return false;
    std::ranges::fill(std::span(page).subspan(kept), std::byte{0});
    sums_.back() = sum_of(page);
    return true;
}

std::string PageSums::sha256_of(int descriptor) const {
    Sha256 sum;
    Page page{};
    for (std::uint64_t number = 0; number < sums_.size(); ++number) {
        if (!read(descriptor, number, page)) return {};
        sum.add(std::span(page).first(std::min<std::uint64_t>(page_bytes, size_ - number * page_bytes)));
    }
    return sum.hex();
}

}  // namespace sim::results
