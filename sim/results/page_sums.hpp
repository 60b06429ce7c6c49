/// The bytes that a file should hold: a checksum of every page, kept as the file is written, so that bytes which something else
/// has put there, or the disk has lost, are found before the file is trusted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sim::results {

class PageSums {
 public:
    static constexpr std::size_t page_bytes = 4096;

    /// To be told before bytes are written to the file behind the descriptor. False if what lies there already is not
    /// what was meant, or cannot be read.
    bool expect(int descriptor, std::uint64_t at, std::span<const std::byte> bytes);
    /// To be told before the file is cut, or filled up with zeros, to a size.
    bool expect_size(int descriptor, std::uint64_t size);
    /// SHA-256 of the file, in hexadecimal; empty if it does not hold what was meant.
    std::string sha256_of(int descriptor) const;

 private:
    /// A page as it lies in the file, zeros behind the end; false if it is not what was meant.
    bool read(int descriptor, std::uint64_t number, std::span<std::byte> page) const;

    std::uint64_t size_ = 0;
    std::vector<std::uint32_t> sums_;  // CRC-32 of each page, as if zeros stood behind the end
};

}  // namespace sim::results
