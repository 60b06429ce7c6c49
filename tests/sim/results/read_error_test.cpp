/// A disk that cannot be read is the machine's fault, not the file's.
#include <H5Cpp.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <stdexcept>
#include <string>

#include "sim/check.hpp"
#include "sim/param/text_file.hpp"
#include "sim/results/open_file.hpp"
#include "sim/results/source.hpp"
#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace sim::results {
namespace {

constexpr const char* unreadable = "/proc/self/mem";  // at its beginning: EIO

std::string runtime_error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const InputError& error) {
        return std::string("the user's: ") + error.what();
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "none";
}

/// From now on the file cannot be read.
void break_disk_of(const OpenFile& file) {
    const int broken = ::open(unreadable, O_RDONLY | O_CLOEXEC);
    ASSERT_GE(broken, 0);
    ASSERT_EQ(::dup2(broken, file.descriptor()), file.descriptor());
    ::close(broken);
}

TEST(ReadError, OfAnOpenFileIsTheMachines) {
    const Scratch scratch;
    set_content(scratch / "file", "content");
    const OpenFile file(scratch / "file");
    break_disk_of(file);
    std::array<std::byte, 4> bytes{};
    const auto expected = (scratch / "file").string() + ": cannot be read (Input/output error)";
    EXPECT_EQ(runtime_error_of([&] { file.read(0, bytes); }), expected);
    EXPECT_EQ(runtime_error_of([&] { static_cast<void>(file.sha256(4)); }), expected);
}

TEST(ReadError, OfAResultsFileIsTheMachines) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 2, 2, 5));
    const OpenFile file(scratch / "out.h5");
    break_disk_of(file);
    EXPECT_EQ(runtime_error_of([&] { const Source source(file); }),
              (scratch / "out.h5").string() + ": cannot be read (Input/output error)");
}

TEST(ReadError, InTheMiddleOfAResultsFileIsTheMachines) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 2, 2, 5));
    const OpenFile file(scratch / "out.h5");
    const Source source(file);
    break_disk_of(file);
    EXPECT_EQ(runtime_error_of([&] { source.refuse("is damaged"); }),
              "the user's: " + (scratch / "out.h5").string() + ": is damaged");
    EXPECT_ANY_THROW(static_cast<void>(source.numbers(source.open("departed"))));
    EXPECT_EQ(runtime_error_of([&] { source.refuse("is damaged"); }),
              (scratch / "out.h5").string() + ": cannot be read (Input/output error)");
}

TEST(ReadError, OfATextFileIsTheMachines) {
    Problems problems;
    EXPECT_EQ(runtime_error_of([&] { param::read_text_file(unreadable, "a scenario", 1000, problems); }),
              std::string(unreadable) + ": cannot be read (Input/output error)");
    EXPECT_TRUE(problems.empty());
}

}  // namespace
}  // namespace sim::results
