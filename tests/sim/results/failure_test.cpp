#include <H5Cpp.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "sim/check.hpp"
#include "sim/results/file_driver.hpp"
#include "sim/results/pending_file.hpp"
#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

/// No file can grow beyond `bytes`: writes fail with EFBIG.
class FileSizeLimit {
 public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
    rlimit before_{};
    void (*handler_)(int);
};

TEST(Writer, LeavesNothingBehindWhereverTheDiskFails) {
    const Scratch scratch;
    const Header header = synthetic::header(6, 7, 3, 60);
    synthetic::write(scratch / "whole.h5", header);
    const auto size = std::filesystem::file_size(scratch / "whole.h5");
    const std::string expected =
        (scratch / "out.h5").string() +
        ": cannot be written (File too large): raise the limit on file sizes (ulimit -f) or write elsewhere";
    int failures = 0;
    for (rlim_t limit = 0; limit < size; limit += size / 60 + 1, ++failures) {
        const std::string message = [&] {
            const FileSizeLimit limited(limit);
            return message_of<std::runtime_error>([&] { synthetic::write(scratch / "out.h5", header); });
        }();
        EXPECT_EQ(message, expected) << "at byte " << limit;
        EXPECT_EQ(scratch.names().size(), 2u) << "at byte " << limit;  // whole.h5 and its digest
    }
    EXPECT_GE(failures, 50);
    synthetic::write(scratch / "out.h5", header);
    EXPECT_EQ(content_of(scratch / "out.h5"), content_of(scratch / "whole.h5"));
}

TEST(Writer, LeavesTheOldFileWhenReplacingItFails) {
    const Scratch scratch;
    const Header header = synthetic::header(3, 2, 2, 30);
    synthetic::write(scratch / "out.h5", header);
    const std::string before = content_of(scratch / "out.h5");
    const std::string message = [&] {
        const FileSizeLimit limited(before.size() - 1);
        return message_of<std::runtime_error>([&] { synthetic::write(scratch / "out.h5", header, true); });
    }();
    EXPECT_NE(message.find("File too large"), message.npos);
    EXPECT_EQ(content_of(scratch / "out.h5"), before);
    EXPECT_NO_THROW(Reader(scratch / "out.h5"));
    EXPECT_EQ(scratch.names().size(), 2u);
}

TEST(Writer, LeavesNothingBehindWhenGivenUp) {
    const Scratch scratch;
    const Header header = synthetic::header(3, 2, 2, 30);
    {
        Writer writer(scratch / "out.h5", header, false);
        EXPECT_EQ(scratch.names().size(), 1u);
        EXPECT_TRUE(scratch.names().front().starts_with(".out.h5.tmp-"));
    }
    EXPECT_TRUE(scratch.names().empty());
}

TEST(Writer, RefusesAnExistingFileUnlessForced) {
    const Scratch scratch;
    const Header header = synthetic::header(2, 2, 1, 3);
    const auto path = scratch / "out.h5";
    set_content(path, "yesterday's results");
    EXPECT_EQ(message_of<sim::InputError>([&] { Writer(path, header, false); }),
              path.string() + ": exists already: give --force to replace it, or write elsewhere");
    EXPECT_EQ(content_of(path), "yesterday's results");
    synthetic::write(path, header, true);
    EXPECT_NO_THROW(Reader{path});
}

TEST(Writer, RefusesToReplaceWhatAppearedWhileItRan) {
    const Scratch scratch;
    const Header header = synthetic::header(2, 2, 1, 3);
    const auto path = scratch / "out.h5";
    Writer writer(path, header, false);
    set_content(path, "another's results");
    EXPECT_EQ(message_of<sim::InputError>([&] { writer.close(); }),
              path.string() +
                  ": was written by another process meanwhile, and is left as it is: write elsewhere, or give --force");
    EXPECT_EQ(content_of(path), "another's results");
    EXPECT_EQ(scratch.names().size(), 1u);
}

TEST(Writer, NamesAPathThatCannotBeWritten) {
    const Scratch scratch;
    const Header header = synthetic::header(1, 1, 1, 3);
    const auto refusal = [&](const std::filesystem::path& path, bool force) {
        return message_of<sim::InputError>([&] { Writer(path, header, force); });
    };
    const auto missing = scratch / "no/such/out.h5";
    EXPECT_EQ(refusal(missing, false), missing.string() +
                                           ": cannot be written (No such file or directory): create the "
                                           "folder first, or write elsewhere");
    EXPECT_EQ(refusal(scratch.folder(), true), scratch.folder().string() + ": is a folder: name a file in it");
    EXPECT_EQ(refusal("/dev/null", true), "/dev/null: is not a regular file: write elsewhere");
    EXPECT_EQ(refusal("", true), "'' names no file: name one to write to");
    const auto long_name = scratch / std::string(250, 'o');  // the digest beside it would have 257 letters
    EXPECT_EQ(refusal(long_name, false),
              long_name.string() + ".sha256: cannot be written (File name too long): choose a shorter name");
    EXPECT_EQ(scratch.names().size(), 0u);
    set_content(scratch / "file", "");
    const auto below = scratch / "file/out.h5";
    EXPECT_NE(refusal(below, false).find("(Not a directory)"), std::string::npos);
}

TEST(Writer, NamesAFolderThatMayNotBeWritten) {
    const Scratch scratch;
    std::filesystem::permissions(scratch.folder(), std::filesystem::perms{0555});
    const uid_t user = ::geteuid();
    if (user == 0) {  // the rule does not hold for root
        ASSERT_EQ(::seteuid(65534), 0);
    }
    const auto path = scratch / "out.h5";
    const std::string message =
        message_of<sim::InputError>([&] { Writer(path, synthetic::header(1, 1, 1, 3), false); });
    ASSERT_EQ(::seteuid(user), 0);
    EXPECT_EQ(message, path.string() + ": cannot be written (Permission denied): write elsewhere");
}

TEST(FileDriver, NamesAFullDiskAndLetsHdf5CloseInPeace) {
    const int full = ::open("/dev/full", O_RDWR);
    ASSERT_GE(full, 0);
    FileDriver driver(full);
    {
        const H5::H5File file("full", H5F_ACC_TRUNC, H5::FileCreatPropList::DEFAULT, driver.access_properties());
        const hsize_t size = 100000;
        const std::vector<double> values(size, 1.5);
        file.createDataSet("x", H5::PredType::IEEE_F64LE, H5::DataSpace(1, &size))
            .write(values.data(), H5::PredType::NATIVE_DOUBLE);
    }
    ::close(full);
    EXPECT_EQ(driver.error(), ENOSPC);
    EXPECT_EQ(write_failure("out.h5", driver.error()),
              "out.h5: cannot be written (No space left on device): free some space or write elsewhere");
}

TEST(FileDriver, GivesBackWhatItHoldsAfterAFailure) {
    const int full = ::open("/dev/full", O_RDWR);
    FileDriver driver(full);
    const std::vector<std::byte> ones(10, std::byte{1}), twos(4, std::byte{2});
    driver.write(100, ones);
    driver.write(103, twos);
    std::vector<std::byte> read(12);
    ASSERT_TRUE(driver.read(99, read));
    ::close(full);
    EXPECT_EQ(read, (std::vector<std::byte>{std::byte{0}, std::byte{1}, std::byte{1}, std::byte{1}, std::byte{2},
                                            std::byte{2}, std::byte{2}, std::byte{2}, std::byte{1}, std::byte{1},
                                            std::byte{1}, std::byte{0}}));
    EXPECT_EQ(driver.size(), 110u);
}

}  // namespace
