#include "sim/results/open_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "sim/check.hpp"
#include "sim/results/descriptor.hpp"
#include "sim/results/digest.hpp"

namespace sim::results {

OpenFile::OpenFile(std::filesystem::path path) : path_(std::move(path)) {
    struct stat about {};
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe would wait for its writer
    constexpr std::array of_machine = {EIO, ENOMEM, EMFILE, ENFILE, ESTALE};
    if (descriptor_ < 0 && std::ranges::count(of_machine, errno) > 0) fail(errno);
    if (descriptor_ < 0)
        refuse(errno == ENOENT ? "there is no such file" : fmt::format("cannot be read ({})", std::strerror(errno)));
    const bool is_regular = ::fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode);
    size_ = static_cast<std::uint64_t>(about.st_size);
    if (is_regular) return;
    ::close(descriptor_);
    refuse("is not a regular file");
}

OpenFile::~OpenFile() { ::close(descriptor_); }

void OpenFile::refuse(std::string_view what) const {
    throw InputError(fmt::format("{}: {}", shown(path_.string(), PATH_MAX), what));
}

void OpenFile::fail(int error) const {
    throw std::runtime_error(
        fmt::format("{}: cannot be read ({})", shown(path_.string(), PATH_MAX), std::strerror(error)));
}

void OpenFile::read(std::uint64_t at, std::span<std::byte> bytes) const {
    const Transfer stored = read_at(descriptor_, at, bytes);
    if (stored.error != 0) fail(stored.error);
    if (stored.n_bytes < bytes.size()) refuse("is cut short");
}

std::array<std::byte, 32> OpenFile::sha256(std::uint64_t size) const {
    Sha256 sum;
    std::vector<std::byte> buffer(std::min<std::uint64_t>(size, 1U << 20U));
    for (std::uint64_t at = 0; at < size; at += buffer.size()) {
        const auto piece = std::span(buffer).first(std::min<std::uint64_t>(buffer.size(), size - at));
        read(at, piece);
        sum.add(piece);
    }
    return sum.bytes();
}

}  // namespace sim::results
