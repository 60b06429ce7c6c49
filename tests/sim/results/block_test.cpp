#include "sim/results/block.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <stdexcept>

#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

Header plan(std::uint64_t n_points, std::uint32_t n_replicates, std::size_t bytes_per_run) {
    Header header;
    header.n_points = n_points;
    header.n_replicates = n_replicates;
    header.scale.assign(n_points, 1);
    header.seeds.assign(n_replicates, 1);
    header.outputs.time.at.assign(bytes_per_run / 4, 0);
    if (bytes_per_run > 0)
        header.outputs.variables.push_back({"serving", "1", "", "", sim::Store::count, true, {}, {}});
    header.outputs.variables.push_back({"rate", "1", "", "", sim::Store::real, false, {}, {}});
    return header;
}

TEST(Layout, ChunksOfTheWidestSeriesHold64KiBTo1MiB) {
    for (const std::size_t bytes :
         {4u, 40u, 1000u, 5000u, 20000u, 60000u, 100000u, 131072u, 131076u, 500000u, 1u << 20}) {
        const std::uint64_t k = points_per_chunk(plan(1'000'000, 3, bytes));
        EXPECT_GE(k * bytes, 64u << 10) << bytes;
        EXPECT_LE(k * bytes, 1u << 20) << bytes;
    }
    EXPECT_EQ(points_per_chunk(plan(1000, 3, 5u << 20)), 1u);
    EXPECT_EQ(points_per_chunk(plan(6, 3, 1000)), 6u);  // never more than there are
    EXPECT_EQ(points_per_chunk(plan(1'000'000, 3, 0)), 1024u);
}

TEST(Layout, TilesOfEndOfRunValuesHoldAbout8192OfThem) {
    EXPECT_EQ(tile_of(plan(1'000'000, 3, 4), 1).points, 8192u);
    EXPECT_EQ(tile_of(plan(1'000'000, 3, 4), 1).replicates, 1u);
    EXPECT_EQ(tile_of(plan(10, 1000, 4), 1).points, 10u);
    EXPECT_EQ(tile_of(plan(10, 1000, 4), 1).replicates, 819u);
    EXPECT_EQ(tile_of(plan(10, 4, 4), 1).replicates, 4u);
    EXPECT_EQ(tile_of(plan(10, 4, 4), 100000).points, 1u);
}

TEST(Block, CompressesToWhatHdf5Decodes) {  // by hand: inflate, then put the byte planes back
    const Header header = synthetic::header(2, 2, 1, 30);
    Block block(header, 0, 0);
    for (std::uint64_t point = 0; point < 4; ++point) block.put(point, synthetic::series(header, point, 0));
    block.compress();
    const Block::Stored& stored = block.stored()[1];
    ASSERT_EQ(stored.filter_mask, 0u);
    const std::size_t run = 30 * 15 * 4, size = 4 * run, n = size / 4;
    std::vector<unsigned char> planes(size);
    uLongf length = size;
    ASSERT_EQ(uncompress(planes.data(), &length, reinterpret_cast<const Bytef*>(stored.bytes.data()),
                         static_cast<uLong>(stored.bytes.size())),
              Z_OK);
    ASSERT_EQ(length, size);
    for (std::uint64_t point = 0; point < 4; ++point) {
        const sim::Series series = synthetic::series(header, point, 0);
        for (std::size_t i = 0; i < run; ++i) {
            const std::size_t at = point * run + i;
            ASSERT_EQ(planes[at % 4 * n + at / 4], static_cast<unsigned char>(series.bytes(1)[i])) << at;
        }
    }
}

TEST(Block, StoresWhatDeflateWouldEnlargeAsItIs) {
    std::vector<std::byte> noise(4096);
    for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<std::byte>(synthetic::noise(i, i * i) >> 7);
    EXPECT_EQ(compress_chunk(noise, 4).filter_mask, 2u);  // the second filter of two was left out
    EXPECT_EQ(compress_chunk(noise, 1).filter_mask, 1u);  // the only one
    EXPECT_EQ(compress_chunk(noise, 1).bytes, noise);
}

TEST(Block, LastOfAReplicateIsAWholeChunkFilledWithMissing) {
    const Header header = plan(100, 2, 4000);
    const std::uint64_t k = points_per_chunk(header);
    ASSERT_EQ(k, 32u);
    Block block(header, 96, 1);
    EXPECT_EQ(block.n_points(), 4u);
    EXPECT_EQ(block.status().size(), 4u);
    block.compress();
    std::vector<unsigned char> planes(k * 4000);
    uLongf length = planes.size();
    const auto& bytes = block.stored()[0].bytes;
    ASSERT_EQ(uncompress(planes.data(), &length, reinterpret_cast<const Bytef*>(bytes.data()),
                         static_cast<uLong>(bytes.size())),
              Z_OK);
    EXPECT_EQ(length, k * 4000);
    EXPECT_EQ(std::vector<unsigned char>(k * 4000, 0xff), planes);
    EXPECT_EQ(block.stored()[1].bytes.size(), 4 * sizeof(double));
}

TEST(Block, RefusesRunsOfOtherPointsAndOfOtherPlans) {
    const Header header = synthetic::header(4, 100, 2, 60);
    const std::uint64_t k = points_per_chunk(header);
    ASSERT_LT(k, header.n_points);
    Block block(header, 0, 0);
    EXPECT_THROW(block.put(k, synthetic::series(header, k, 0)), std::logic_error);
    EXPECT_THROW(block.put(0, sim::Series(synthetic::outputs(59))), std::logic_error);
    EXPECT_THROW(block.put(0, sim::Series()), std::logic_error);
    EXPECT_THROW(block.stored(), std::logic_error);
    block.compress();
    EXPECT_THROW(block.put(0, synthetic::series(header, 0, 0)), std::logic_error);
    EXPECT_THROW(Block(header, 1, 0), std::logic_error);
    EXPECT_THROW(Block(header, 0, 2), std::logic_error);
    EXPECT_THROW(Block(header, (header.n_points + k - 1) / k * k, 0), std::logic_error);
}

TEST(Writer, RefusesBlocksOutOfOrder) {
    const Scratch scratch;
    const Header header = synthetic::header(4, 20, 3, 60);
    const std::uint64_t k = points_per_chunk(header);
    ASSERT_GT(header.n_points, 2 * k);
    const auto block = [&](std::uint64_t first, std::uint32_t replicate) {
        Block made(header, first, replicate);
        made.compress();
        return made;
    };
    Writer writer(scratch / "out.h5", header, false);
    EXPECT_THROW(writer.write(Block(header, 0, 0)), std::logic_error);  // not compressed
    writer.write(block(k, 0));
    EXPECT_THROW(writer.write(block(k, 0)), std::logic_error);
    EXPECT_THROW(writer.write(block(0, 0)), std::logic_error);
    writer.write(block(0, 1));
    EXPECT_THROW(writer.write(block(2 * k, 0)), std::logic_error);
    writer.write(block(2 * k, 1));
    EXPECT_THROW(writer.write(Block(header, 0, 1)), std::logic_error);
    Header other = header;
    other.outputs.variables.pop_back();
    Block foreign(other, 0, 2);
    foreign.compress();
    EXPECT_THROW(writer.write(foreign), std::logic_error);
    writer.close();
    EXPECT_THROW(writer.write(block(0, 2)), std::logic_error);
    EXPECT_THROW(writer.close(), std::logic_error);
}

}  // namespace
