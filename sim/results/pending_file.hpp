/// A file that appears under its name only when whole: written beside it under a hidden name, flushed to disk, renamed.
/// Whatever fails, the name is left as it was and the hidden file is removed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

namespace sim::results {

enum class Existing { refuse, replace };

class PendingFile {
 public:
    /// A link is followed: the file it leads to is replaced, and the link stays.
    /// InputError: the path exists (and is not to be replaced), is no regular file, or its folder cannot be written.
    PendingFile(std::filesystem::path path, Existing existing);
    ~PendingFile();
    PendingFile(const PendingFile&) = delete;
    PendingFile& operator=(const PendingFile&) = delete;

    int descriptor() const { return descriptor_; }
    const std::filesystem::path& temporary() const { return temporary_; }
    /// Writes at the end. std::runtime_error: the machine's reason. A writer through descriptor() leaves this
    /// alone.
    void append(std::span<const std::byte> bytes);
    /// Flushes to disk. std::runtime_error: the machine's reason.
    void flush();
    /// Renames into place; to be called after flush().
    void publish();
    /// Removes the hidden file at once; the destructor then has nothing to do.
    void discard();

 private:
    void open_temporary();
    void refuse_existing() const;

    std::filesystem::path path_, temporary_;
    Existing existing_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;  // [byte] appended
};

/// The file that a path leads to, there or to be: links are followed to their end.
std::filesystem::path target_of(std::filesystem::path path);
/// "out.h5: cannot be written (No space left on device): free some space ..."
std::string write_failure(const std::filesystem::path& path, int error);
/// InputError if no file can have this name: known before hours of work wait to be written under it.
void refuse_long_name(const std::filesystem::path& path);

}  // namespace sim::results
