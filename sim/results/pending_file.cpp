#include "sim/results/pending_file.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "sim/check.hpp"
#include "sim/results/descriptor.hpp"

namespace sim::results {

namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

/// Hidden, and short enough for any path that is itself short enough.
fs::path temporary_name(const fs::path& path, int attempt) {
    constexpr std::size_t longest = 200;
    std::string name = "." + path.filename().string().substr(0, longest) + ".tmp-" + std::to_string(::getpid());
    if (attempt > 0) name += "-" + std::to_string(attempt);
    return folder_of(path) / name;
}

const char* remedy(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            return ": free some space or write elsewhere";
        case EFBIG:
            return ": raise the limit on file sizes (ulimit -f) or write elsewhere";
        case ENOENT:
        case ENOTDIR:
            return ": create the folder first, or write elsewhere";
        case ENAMETOOLONG:
            return ": choose a shorter name";
        default:
            return ": write elsewhere";
    }
}

/// A rename that never replaces; where the file system cannot do that at once, with a check before it.
int rename_to_new(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    if (fs::exists(fs::symlink_status(to))) return EEXIST;
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

}  // namespace

fs::path target_of(fs::path path) {
    constexpr int longest_chain = 40;  // as for the kernel
    std::error_code error;
    for (int i = 0; i < longest_chain && fs::is_symlink(fs::symlink_status(path, error)); ++i)
        path = path.parent_path() / fs::read_symlink(path, error);
    return path;
}

std::string write_failure(const fs::path& path, int error) {
    return path.string() + ": cannot be written (" + std::strerror(error) + ")" + remedy(error);
}

void refuse_long_name(const fs::path& path) {
    std::error_code error;
    static_cast<void>(fs::symlink_status(path, error));
    if (error == std::errc::filename_too_long) throw InputError(write_failure(path, ENAMETOOLONG));
}

PendingFile::PendingFile(fs::path path, Existing existing) : path_(std::move(path)), existing_(existing) {
    refuse_existing();
    path_ = target_of(path_);
    open_temporary();
}

PendingFile::~PendingFile() { discard(); }

void PendingFile::refuse_existing() const {
    std::error_code ignored;
    if (!path_.has_filename()) throw InputError("'" + path_.string() + "' names no file: name one to write to");
    refuse_long_name(path_);
    const fs::file_status status = fs::status(path_, ignored);
    if (fs::is_directory(status)) throw InputError(path_.string() + ": is a folder: name a file in it");
    if (fs::exists(status) && !fs::is_regular_file(status))
        throw InputError(path_.string() + ": is not a regular file: write elsewhere");
    if (existing_ == Existing::refuse && fs::exists(fs::symlink_status(path_, ignored)))
        throw InputError(path_.string() + ": exists already: give --force to replace it, or write elsewhere");
}

void PendingFile::open_temporary() {
    constexpr int attempts = 1000;  // names left behind by processes that were killed
    for (int attempt = 0; descriptor_ < 0 && attempt < attempts; ++attempt) {
        temporary_ = temporary_name(path_, attempt);
        descriptor_ = ::open(temporary_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor_ < 0 && errno != EEXIST) break;
    }
    if (descriptor_ >= 0) return;
    temporary_.clear();
    if (errno == ENOSPC || errno == EDQUOT || errno == EIO) throw std::runtime_error(write_failure(path_, errno));
    throw InputError(write_failure(path_, errno));
}

void PendingFile::append(std::span<const std::byte> bytes) {
    const int error = write_at(descriptor_, size_, bytes).error;
    if (error != 0) throw std::runtime_error(write_failure(path_, error));
    size_ += bytes.size();
}

void PendingFile::flush() {
    while (::fsync(descriptor_) != 0)
        if (errno != EINTR) throw std::runtime_error(write_failure(path_, errno));
}

void PendingFile::publish() {
    const int error = existing_ == Existing::refuse                      ? rename_to_new(temporary_, path_)
                      : ::rename(temporary_.c_str(), path_.c_str()) == 0 ? 0
                                                                         : errno;
    if (error == EEXIST)
        throw InputError(
            path_.string() +
            ": was written by another process meanwhile, and is left as it is: write elsewhere, or give --force");
    if (error != 0) throw std::runtime_error(write_failure(path_, error));
    temporary_.clear();
    // Best effort: some file systems cannot flush a folder, and the file is whole under its name already.
    const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        static_cast<void>(::fsync(folder));
        ::close(folder);
    }
}

void PendingFile::discard() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    temporary_.clear();
}

}  // namespace sim::results
