/// A regular file open for reading. It reads the very bytes that it checked: another file put under its name meanwhile changes
/// nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace sim::results {

class OpenFile {
 public:
    /// InputError: there is no such file, it may not be read, or it is a folder, a device, ... std::runtime_error: the
    /// machine fails.
    explicit OpenFile(std::filesystem::path path);
    ~OpenFile();
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    const std::filesystem::path& path() const { return path_; }
    int descriptor() const { return descriptor_; }
    std::uint64_t size() const { return size_; }  // when it was opened
    /// InputError: the file ends before. std::runtime_error: the machine's reason.
    void read(std::uint64_t at, std::span<std::byte> bytes) const;
    /// SHA-256 of its first `size` bytes.
    std::array<std::byte, 32> sha256(std::uint64_t size) const;
    /// Throws InputError: "out.h5: " and what is wrong with it.
    [[noreturn]] void refuse(std::string_view what) const;
    /// Throws std::runtime_error: the machine, not the file, is at fault.
    [[noreturn]] void fail(int error) const;

 private:
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace sim::results
