/// Reading and writing a stretch of an open file, whole, however many calls of the kernel that takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sim::results {

struct Transfer {
    std::size_t n_bytes = 0;
    int error = 0;  // errno; 0: none
};

/// Fewer bytes than asked for, and no error: the file ends there.
Transfer read_at(int descriptor, std::uint64_t at, std::span<std::byte> bytes);
Transfer write_at(int descriptor, std::uint64_t at, std::span<const std::byte> bytes);

}  // namespace sim::results
