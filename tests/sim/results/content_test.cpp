// A results file holds its content and nothing else: equal runs give equal bytes, and the content digest tells others.
#include <H5Cpp.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <thread>

#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

TEST(ResultsFile, HoldsNothingButItsContent) {  // no clock, process, path, thread or order of work
    const Scratch scratch;
    const Header header = synthetic::header(3, 2, 4, 60);
    synthetic::write(scratch / "a.h5", header);
    std::filesystem::create_directory(scratch / "elsewhere");
    {
        Writer writer(scratch.folder() / "elsewhere" / "another-name.h5", header, false);
        std::vector<Block> blocks;
        synthetic::for_each_block(header, [&](Block block) { blocks.push_back(std::move(block)); });
        for (auto block = blocks.rbegin(); block != blocks.rend(); ++block)
            std::thread([&] { block->compress(); }).join();
        for (const Block& block : blocks) writer.write(block);
        writer.close();
    }
    EXPECT_EQ(content_of(scratch / "a.h5"), content_of(scratch.folder() / "elsewhere" / "another-name.h5"));
}

TEST(ResultsFile, NoObjectRemembersWhenItWasMade) {
    const Scratch scratch;
    synthetic::write(scratch / "out.h5", synthetic::header(2, 2, 2, 5));
    const H5::H5File file((scratch / "out.h5").string(), H5F_ACC_RDONLY);
    std::vector<time_t> times;
    const auto visit = [](hid_t, const char*, const H5O_info_t* object, void* data) -> herr_t {
        for (const time_t time : {object->atime, object->mtime, object->ctime, object->btime})
            static_cast<std::vector<time_t>*>(data)->push_back(time);
        return 0;
    };
    ASSERT_GE(H5Ovisit(file.getId(), H5_INDEX_NAME, H5_ITER_INC, visit, &times), 0);
    EXPECT_GT(times.size(), 4u * 40);
    EXPECT_EQ(times, std::vector<time_t>(times.size(), 0));
}

TEST(ResultsFile, AnyUndefinedNumberIsStoredAsTheSame) {
    const Scratch scratch;
    const Header header = synthetic::header(1, 1, 1, 3);
    const auto write = [&](const std::string& name, double undefined) {
        Writer writer(scratch / name, header, false);
        Block block(header, 0, 0);
        sim::Series series = synthetic::series(header, 0, 0);
        series.reals(2)[1] = undefined;
        series.reals(4)[0] = undefined;
        block.put(0, series);
        block.compress();
        writer.write(block);
        writer.close();
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    write("a.h5", nan);
    write("b.h5", std::copysign(nan, -1));
    EXPECT_EQ(content_of(scratch / "a.h5"), content_of(scratch / "b.h5"));
}

TEST(ContentDigest, ChangesWithAnyValueAndNotWithHowItIsStored) {
    const Scratch scratch;
    Header header = synthetic::header(2, 2, 2, 10);
    const auto digest = [&](const std::string& name) {
        synthetic::write(scratch / name, header);
        return Reader(scratch / name).content_digest();
    };
    const std::string first = digest("a.h5");
    EXPECT_EQ(first.size(), 64u);
    EXPECT_EQ(digest("b.h5"), first);
    header.muster_version = "9.9.9";
    EXPECT_EQ(digest("c.h5"), first);
    header.factors[1].values[3] += 1e-12;
    EXPECT_NE(digest("d.h5"), first);
    header = synthetic::header(2, 2, 2, 10);
    header.outputs.variables[2].name = "army_strength";
    EXPECT_NE(digest("e.h5"), first);
}

}  // namespace
