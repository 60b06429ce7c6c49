/// The digest vouches for what was written, not for what lies there in the end.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "sim/results/descriptor.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/page_sums.hpp"
#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace sim::results {
namespace {

/// A file, what it should hold, and the sums that are kept of it.
class MeantContent : public testing::Test {
 protected:
    ~MeantContent() override { ::close(descriptor_); }

    void write(std::uint64_t at, std::size_t size, std::uint64_t seed) {
        std::vector<std::byte> bytes(size);
        for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(synthetic::noise(seed, i));
        EXPECT_TRUE(sums_.expect(descriptor_, at, bytes));
        EXPECT_EQ(write_at(descriptor_, at, bytes).error, 0);
        if (meant_.size() < at + size) meant_.resize(at + size);
        std::ranges::copy(bytes, meant_.begin() + static_cast<std::ptrdiff_t>(at));
    }
    void resize(std::uint64_t size) {
        EXPECT_TRUE(sums_.expect_size(descriptor_, size));
        EXPECT_EQ(::ftruncate(descriptor_, static_cast<off_t>(size)), 0);
        meant_.resize(size);
    }
    /// As a message does that was written to a descriptor which the file has got.
    void spoil(std::uint64_t at) const {
        const std::byte other{static_cast<unsigned char>(~std::to_integer<unsigned>(meant_[at]))};
        EXPECT_EQ(write_at(descriptor_, at, {&other, 1}).error, 0);
    }
    void mend(std::uint64_t at) const { EXPECT_EQ(write_at(descriptor_, at, {&meant_[at], 1}).error, 0); }
    std::string meant() const {
        Sha256 sum;
        sum.add(meant_);
        return sum.hex();
    }
    std::string found() const { return sums_.sha256_of(descriptor_); }
    bool expect(std::uint64_t at, std::size_t size) {
        return sums_.expect(descriptor_, at, std::vector<std::byte>(size));
    }

    static constexpr std::size_t page = PageSums::page_bytes;

 private:
    const Scratch scratch_;
    const int descriptor_ = ::open((scratch_ / "file").c_str(), O_RDWR | O_CREAT, 0600);
    PageSums sums_;
    std::vector<std::byte> meant_;
};

TEST_F(MeantContent, IsFoundWhateverTheOrderOfTheWrites) {
    for (std::uint64_t i = 0; i < 300; ++i) {
        const std::uint64_t at = synthetic::noise(i, 1) % (20 * page);
        write(at, 1 + synthetic::noise(i, 2) % (3 * page), i);
        if (i % 50 == 49) resize(synthetic::noise(i, 3) % (25 * page));
        if (i % 20 == 0) {
            EXPECT_EQ(found(), meant()) << i;
        }
    }
    EXPECT_EQ(found(), meant());
}

TEST_F(MeantContent, IsFoundInAnEmptyFileAndBehindAHole) {
    EXPECT_EQ(found(), meant());
    write(3 * page + 7, 100, 1);
    EXPECT_EQ(found(), meant());
    resize(0);
    EXPECT_EQ(found(), meant());
}

TEST_F(MeantContent, IsMissedWhereverAByteIsAnother) {
    write(0, 2 * page + 10, 1);
    for (const std::size_t at : {std::size_t{0}, page - 1, page, 2 * page + 9}) {
        spoil(at);
        EXPECT_EQ(found(), "") << at;
        mend(at);
        EXPECT_EQ(found(), meant()) << at;
    }
}

TEST_F(MeantContent, IsMissedWhereAPageIsWrittenInPart) {
    write(0, 2 * page, 1);
    spoil(5);
    EXPECT_FALSE(expect(100, 10));
    EXPECT_TRUE(expect(page + 100, 10));
}

TEST(Writer, DoesNotVouchForWhatAnotherHasWrittenIntoItsFile) {
    const Scratch scratch;
    const auto header = synthetic::header(2, 2, 2, 5);
    Writer writer(scratch / "out.h5", header, false);
    Block block(header, 0, 0);
    block.compress();
    writer.write(block);
    const auto hidden = scratch / scratch.names().front();
    const int file = ::open(hidden.c_str(), O_WRONLY | O_CLOEXEC);
    ASSERT_GE(file, 0);
    const std::string message = "[####....] 3 of 8 runs";
    ASSERT_EQ(write_at(file, 300, std::as_bytes(std::span(message))).error, 0);
    ::close(file);
    const auto said = message_of<std::runtime_error>([&] { writer.close(); });
    EXPECT_NE(said.find("out.h5: "), said.npos) << said;
    EXPECT_TRUE(scratch.names().empty());
}

}  // namespace
}  // namespace sim::results
