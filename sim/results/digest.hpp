/// SHA-256 of files, and the digest that stands beside a results file in the form that `sha256sum -c` reads.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace sim::results {

class OpenFile;

/// SHA-256 (FIPS 180-4) fed piece by piece.
class Sha256 {
 public:
    Sha256();
    ~Sha256();
    void add(std::span<const std::byte> bytes);
    /// Either ends the sum.
    std::array<std::byte, 32> bytes();
    std::string hex();  // lower case

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// `path`.sha256; of a link it stands beside the file that the link leads to.
std::filesystem::path digest_path(const std::filesystem::path& path);

/// The line `sha256sum` prints for `path`, with its base name only.
std::string digest_line(const std::string& hex, const std::filesystem::path& path);

/// Whether the digest beside a file vouches for it; false if there is none. InputError: it does not match.
bool is_vouched_for(const OpenFile& file);

}  // namespace sim::results
