/// A file driver of libhdf5: the open file that it writes and reads through. libhdf5 1.10 crashes, or reports success,
/// when it closes a file after a failed write; so it is never told of one. The driver keeps the first error and holds
/// whatever comes after it in memory until the file is closed; the writer asks for the error after every step. No file
/// locks are taken (many cluster file systems have none).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/results/hdf5_forward.hpp"
#include "sim/results/page_sums.hpp"

namespace sim::results {

class FileDriver {
 public:
    /// `descriptor` stays the caller's, and must outlive every HDF5 object of the file; `size` is what it holds
    /// already.
    explicit FileDriver(int descriptor, std::uint64_t size = 0) : descriptor_(descriptor), size_(size) {}
    FileDriver(const FileDriver&) = delete;
    FileDriver& operator=(const FileDriver&) = delete;

    /// Access properties that make libhdf5 open a file through this driver.
    H5::FileAccPropList access_properties() const;
    /// errno of the first failed write or read; 0: none. A write before whose bytes are not meant any more
    /// counts as EIO.
    int error() const { return error_; }
    /// SHA-256 of what was written, in hexadecimal; empty if the file holds anything else.
    std::string sha256() const { return meant_.sha256_of(descriptor_); }

    /// The operations that libhdf5 asks of an open file.
    void write(std::uint64_t at, std::span<const std::byte> bytes);
    bool read(std::uint64_t at, std::span<std::byte> bytes);
    void resize(std::uint64_t size);
    std::uint64_t size() const { return size_; }

 private:
    int descriptor_;
    int error_ = 0;
    std::uint64_t size_;
    PageSums meant_;
    std::vector<std::pair<std::uint64_t, std::vector<std::byte>>> held_;  // since the error, in order
};

}  // namespace sim::results
