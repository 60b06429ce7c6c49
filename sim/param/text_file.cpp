#include "sim/param/text_file.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace sim::param {

std::optional<std::string> read_text_file(const std::string& path, std::string_view expected, std::size_t max_bytes,
                                          Problems& problems) {
    const auto fail = [&](std::string_view what) {
        problems.add({path, 0, 0}, "", what);
        return std::nullopt;
    };
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) return fail("cannot be read (no such file)");
    if (error) return fail("cannot be read (" + error.message() + ")");
    if (is_directory(status)) return fail(fmt::format("is a folder (expected {})", expected));
    if (!is_regular_file(status)) return fail(fmt::format("is not a regular file (expected {})", expected));
    std::ifstream file(path, std::ios::binary);
    if (!file) return fail("cannot be read (no permission?)");
    std::string bytes;
    std::array<char, 1 << 16> piece;
    while (file && bytes.size() <= max_bytes) {  // the size that the system reports may be wrong
        errno = EIO;
        file.read(piece.data(), piece.size());
        bytes.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (file.bad()) throw std::runtime_error(fmt::format("{}: cannot be read ({})", path, std::strerror(errno)));
    return bytes;
}

}  // namespace sim::param
