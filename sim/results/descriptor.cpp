#include "sim/results/descriptor.hpp"

#include <unistd.h>

#include <cerrno>

namespace sim::results {
namespace {

/// Repeats call(first byte left, number left, its place) until all is moved, or a call fails or moves nothing.
template <class Bytes, class Call>
Transfer repeat(std::uint64_t at, Bytes bytes, Call&& call) {
    std::size_t n = 0;
    while (n < bytes.size()) {
        const ssize_t moved = call(&bytes[n], bytes.size() - n, static_cast<off_t>(at + n));
        if (moved > 0)
            n += static_cast<std::size_t>(moved);
        else if (moved == 0)
            break;
        else if (errno != EINTR)
            return {n, errno};
    }
    return {n, 0};
}

}  // namespace

Transfer read_at(int descriptor, std::uint64_t at, std::span<std::byte> bytes) {
    return repeat(at, bytes,
                  [&](std::byte* to, std::size_t n, off_t from) { return ::pread(descriptor, to, n, from); });
}

Transfer write_at(int descriptor, std::uint64_t at, std::span<const std::byte> bytes) {
    const auto call = [&](const std::byte* from, std::size_t n, off_t to) { return ::pwrite(descriptor, from, n, to); };
    const auto written = repeat(at, bytes, call);
    const bool is_stuck = written.error == 0 && written.n_bytes < bytes.size();
    return {written.n_bytes, is_stuck ? ENOSPC : written.error};
}

}  // namespace sim::results
