/// Part files: what is written is read back, every changed byte is noticed, and a part made up by hand, with a digest
/// that fits, is refused without harm.
#include "sim/results/part.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "sim/check.hpp"
#include "sim/results/digest.hpp"
#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

Record record_of(const Header& header, std::uint64_t first_point, std::uint64_t n_points) {
    Block block(header, first_point, 1);
    const RunKeys keys(header);
    Record record;
    record.first_point = first_point;
    record.replicate = 1;
    record.is_block = true;
    record.room = static_cast<std::uint32_t>(points_per_chunk(header));
    for (std::uint64_t i = 0; i < n_points; ++i) {
        block.put(first_point + i, synthetic::series(header, first_point + i, 1));
        record.keys.push_back(keys.of(first_point + i, 1));
    }
    block.fail(first_point, Status::failed, "week 3", "out of order");
    block.compress();
    record.status = block.status();
    record.failures = block.failures();
    record.values = block.stored();
    record.tables = block.tables();
    return record;
}

class Parts : public testing::Test {
 protected:
    std::vector<RecordPlace> check(const std::string& content) {
        write(content);
        return PartFile(path_).check(identity_);
    }
    void write(const std::string& content) { std::ofstream(path_, std::ios::binary) << content; }
    std::string refusal(const std::string& content) {
        try {
            for (const RecordPlace& place : check(content)) PartFile(path_).record(place);
            return "none";
        } catch (const sim::InputError& error) {
            return error.what();
        }
    }
    /// The part with its digest made to fit again.
    static std::string with_digest(std::string content) {
        content.resize(content.size() - 32);
        Sha256 sum;
        sum.add(std::as_bytes(std::span(content)));
        const auto digest = sum.bytes();
        content.append(reinterpret_cast<const char*>(digest.data()), digest.size());
        return content;
    }

    const Header header_ = synthetic::header(2, 2, 3, 30);
    const Identity identity_ = identity_of(header_);
    const Record record_ = record_of(header_, 0, 4);
    const std::vector<std::vector<std::byte>> records_{encode(record_), encode(record_)};
    const Scratch scratch_;
    const std::filesystem::path path_ = scratch_ / "changed";
    const std::string content_ = [this] {
        write_part(scratch_ / "part", identity_, records_);
        return content_of(scratch_ / "part");
    }();
};

TEST_F(Parts, AreReadBackAsWritten) {
    const PartFile file(scratch_ / "part");
    const auto places = file.check(identity_);
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[1].offset, places[0].offset + places[0].size + 8);  // the size stands before the record
    const Record read = file.record(places[1]);
    EXPECT_EQ(encode(read), encode(record_));
    EXPECT_EQ(read.failures.at(0).message, "out of order");
    EXPECT_EQ(file.runs(places[1]).keys, record_.keys);
    const auto block = Block::restored(header_, 0, 1, read.values, read.status, read.failures, read.tables);
    EXPECT_EQ(block.status(), record_.status);
}

TEST_F(Parts, AreNeverReplaced) {
    EXPECT_THROW(write_part(scratch_ / "part", identity_, records_), sim::InputError);
    EXPECT_EQ(content_of(scratch_ / "part"), content_);
}

TEST_F(Parts, OfWhichAnyByteIsChangedAreRefused) {
    for (std::size_t at = 0; at < content_.size(); at += 1 + at / 40) {
        std::string changed = content_;
        changed[at] = static_cast<char>(changed[at] ^ (1 << at % 8));
        EXPECT_THROW(check(changed), sim::InputError) << "byte " << at;
    }
}

TEST_F(Parts, ThatAreCutOrLongerAreRefused) {
    for (std::size_t size = 0; size < content_.size(); size += 1 + size / 20)
        EXPECT_THROW(check(content_.substr(0, size)), sim::InputError) << size << " bytes";
    EXPECT_THROW(check(content_ + '\0'), sim::InputError);
}

TEST_F(Parts, OfAnotherPlanAreRefused) {
    Header other = header_;
    other.parameters[1].value = 0.2;
    write(content_);
    EXPECT_THROW(PartFile(path_).check(identity_of(other)), sim::InputError);
}

TEST_F(Parts, OfAnotherFormatAreRefused) {
    std::string other = content_;
    other[7] = '1';
    EXPECT_EQ(refusal(with_digest(other)),
              path_.string() + ": has part format 1 (this program reads 2): use the version of muster that wrote it");
    other[0] = 'X';
    EXPECT_EQ(refusal(with_digest(other)), path_.string() + ": is not a part file of muster");
}

TEST_F(Parts, OfNoRunsAreRefused) {
    std::string none = content_;
    none[48 + 8 + 12] = 0;  // the number of runs of the first record
    EXPECT_EQ(refusal(with_digest(none)), path_.string() + ": a record holds no runs");
}

TEST_F(Parts, MadeUpWithADigestThatFitsDoNoHarm) {
    int refused = 0, read = 0;
    for (std::uint32_t i = 0; i < 800; ++i) {
        std::string hostile = content_;
        for (std::uint32_t change = 0; change < 1 + i % 4; ++change) {
            const std::uint32_t place = synthetic::noise(i, 2 * change) % static_cast<std::uint32_t>(content_.size());
            // Most changes where the sizes stand
            const std::size_t at = i % 3 == 0 ? place : 40 + place % 200;
            hostile[at] = static_cast<char>(i % 2 == 0 ? 0xff : synthetic::noise(i, 2 * change + 1));
        }
        (refusal(with_digest(hostile)) == "none" ? read : refused) += 1;
    }
    EXPECT_GT(refused, 50);
    EXPECT_GT(read, 50);  // values that are only other values
}

TEST(RunKeys, SayWhatARunDependsOn) {
    const Header header = synthetic::header(2, 2, 3, 30);
    const RunKeys keys(header);
    std::vector<RunKey> all;
    for (std::uint64_t point = 0; point < header.n_points; ++point)
        for (std::uint32_t replicate = 0; replicate < 3; ++replicate) all.push_back(keys.of(point, replicate));
    std::ranges::sort(all);
    EXPECT_EQ(std::ranges::adjacent_find(all), all.end());

    Header grown = synthetic::header(3, 2, 5, 30);
    EXPECT_EQ(RunKeys(grown).of(3, 2), keys.of(3, 2)) << "more points and replicates";
    grown.factors.push_back({"fear.decay", "1", "", std::vector<double>(6, 0.1)});
    EXPECT_EQ(RunKeys(grown).of(3, 2), keys.of(3, 2)) << "a factor that leaves the scenario's value";
    grown.factors.back().values[3] = 0.2;
    EXPECT_NE(RunKeys(grown).of(3, 2), keys.of(3, 2));

    std::vector<Header> others(7, header);
    others[0].muster_version = "0.2.0";
    others[1].scenario_toml += "weeks = 3\n";
    others[2].parameters[1].value = 0.3;
    others[3].sweep_toml += "[set]\n\"event.decree.week\" = 3\n";
    others[4].outputs.time.at.pop_back();
    others[5].seeds = {1, 2, 3};
    others[6].sources = "0123456789abcdef";
    for (const Header& other : others) {
        EXPECT_NE(RunKeys(other).of(0, 0), keys.of(0, 0));
        EXPECT_EQ(differences(header, other).size(), 1U);
    }
    EXPECT_EQ(differences(header, others[4]).front(), "other times are recorded (30 of them, now 29)");
    EXPECT_TRUE(differences(header, grown).empty());

    Header edited = header;
    edited.scenario_toml = "model = \"defection\"\ntitle = \"Syria\"\n[[group]]\nname = \"a\"\nsource = \"b\"\n";
    Header again = edited;
    again.scenario_toml = "model = \"defection\"\n[[group]]\nname = \"a\"\nsource = \"c\"\n";
    EXPECT_EQ(RunKeys(edited).of(0, 0), RunKeys(again).of(0, 0)) << "titles and sources";
    EXPECT_TRUE(differences(edited, again).empty());
    EXPECT_FALSE(have_same_runs(header, grown));
}

/// The problem of a record of one run of replicate 0 whose tables of events are these bytes; "none".
std::string fault_of_tables(const Header& header, PackedTables tables) {
    Record record;
    record.status = {Status::done};
    record.tables = {std::move(tables)};
    try {
        check_tables(record, header.outputs, Look::values);
        return "none";
    } catch (const sim::InputError& fault) {
        return fault.what();
    }
}

TEST(TablesOfARun, AreReadBackAsPacked) {
    const Header header = synthetic::header(1, 1, 1, 3);
    const auto packed = pack(synthetic::tables(4), header.outputs.tables);
    const Unpacked unpacked(packed, header.outputs.tables);
    EXPECT_EQ(unpacked.n_rows(0), 3U);
    EXPECT_EQ(unpacked.n_rows(1), 0U);
    for (std::size_t c = 0; c < 5; ++c)
        EXPECT_EQ(unpacked.values(0, c), stored_bytes(synthetic::tables(4)[0].columns[c])) << c;
    EXPECT_EQ(fault_of_tables(header, packed), "none");
}

TEST(TablesOfARun, ThatAreMadeUpAreRefused) {
    const Header header = synthetic::header(1, 1, 1, 3);
    const auto packed = pack(synthetic::tables(4), header.outputs.tables);
    EXPECT_EQ(fault_of_tables(header, {}), "a record is of other tables of events");
    for (std::size_t size = 1; size < packed.size(); ++size)
        EXPECT_NE(fault_of_tables(header, {packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(size)}), "none")
            << size;
    auto longer = packed;
    longer.push_back(std::byte{0});
    EXPECT_EQ(fault_of_tables(header, longer), "a run's tables of events is longer than it says");
    for (const std::uint64_t n_rows : {std::uint64_t{4}, std::uint64_t{1} << 31U, ~std::uint64_t{0}}) {
        auto other = packed;
        std::memcpy(other.data(), &n_rows, sizeof n_rows);
        EXPECT_NE(fault_of_tables(header, other), "none") << n_rows;
    }
}

/// An old format, or another plan, and the fuzz target would look at heads alone.
TEST_F(Parts, OfTheFuzzCorpusAreReadToTheirEnds) {
    const Header plan = synthetic::header(2, 2, 2, 3);
    std::size_t n_whole = 0, n_with_events = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(MUSTER_SOURCE_DIR) / "tests/fuzz/corpus/part")) {
        write(with_digest(content_of(entry.path()) + std::string(32, '0')));
        try {
            const PartFile part(path_);
            const auto places = part.check(identity_of(plan));
            part.check_values(places, plan.outputs, Look::values);
            ++n_whole;
            for (const RecordPlace& place : places)
                for (const PackedTables& tables : part.record(place).tables)
                    if (!tables.empty() && Unpacked(tables, plan.outputs.tables).n_rows(0) > 0) ++n_with_events;
        } catch (const sim::InputError&) {
        }
    }
    EXPECT_GE(n_whole, 3U);
    EXPECT_GE(n_with_events, 3U);
}

}  // namespace
