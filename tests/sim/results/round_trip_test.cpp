#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "tests/sim/results/scratch.hpp"
#include "tests/sim/results/synthetic.hpp"

namespace {

using namespace sim::results;

/// The values of one variable of a run as Reader gives them.
std::vector<double> as_read(const sim::Variable& variable, const sim::Series& series, std::size_t index) {
    const std::span<const std::byte> bytes = series.bytes(index);
    std::vector<double> values;
    for (std::size_t at = 0; at < bytes.size(); at += bytes_of(variable.store)) {
        std::int32_t count = 0;
        double real = 0;
        switch (variable.store) {
            case sim::Store::count:
                std::memcpy(&count, &bytes[at], 4), real = count == -1 ? std::nan("") : count;
                break;
            case sim::Store::real:
                std::memcpy(&real, &bytes[at], 8);
                break;
            case sim::Store::flag:
                real = bytes[at] == std::byte{255} ? std::nan("") : static_cast<double>(bytes[at]);
        }
        values.push_back(real);
    }
    return values;
}

void expect_same(const std::vector<double>& a, const std::vector<double>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_EQ(std::isnan(a[i]), std::isnan(b[i])) << "at " << i;
        if (!std::isnan(a[i])) {
            ASSERT_EQ(a[i], b[i]) << "at " << i;
        }
    }
}

TEST(ResultsFile, GivesBackEveryValueOfEveryRun) {
    const Scratch scratch;
    const Header header = synthetic::header(5, 17, 3, 50);  // several chunks a replicate, the last one partial
    ASSERT_NE(header.n_points % points_per_chunk(header), 0u);
    ASSERT_GT(header.n_points, points_per_chunk(header));
    synthetic::write(scratch / "out.h5", header);

    const Reader reader(scratch / "out.h5");
    const sim::Outputs& outputs = reader.header().outputs;
    ASSERT_EQ(outputs.variables.size(), header.outputs.variables.size());
    for (std::size_t v = 0; v < outputs.variables.size(); ++v) {
        const std::vector<double> all = reader.values(outputs.variables[v]);
        const std::size_t n = outputs.size_of(outputs.variables[v]);
        for (std::uint64_t point = 0; point < header.n_points; ++point)
            for (std::uint32_t r = 0; r < header.n_replicates; ++r) {
                const auto expected = as_read(outputs.variables[v], synthetic::series(header, point, r), v);
                const auto begin = all.begin() + static_cast<std::ptrdiff_t>((point * header.n_replicates + r) * n);
                expect_same({begin, begin + static_cast<std::ptrdiff_t>(n)}, expected);
                expect_same(reader.values(outputs.variables[v], point, r), expected);
            }
    }
}

TEST(ResultsFile, GivesBackItsHeader) {
    const Scratch scratch;
    Header header = synthetic::header(2, 3, 4, 5);
    header.labels = {"base", "no fear", "été", "", "x", "bad \xff byte"};
    header.sources = "0123456789abcdef";
    header.is_modified = true;
    synthetic::write(scratch / "out.h5", header);
    const Reader reader(scratch / "out.h5");
    const Header& read = reader.header();

    EXPECT_EQ(read.model, header.model);
    EXPECT_EQ(read.title, header.title);
    EXPECT_EQ(read.muster_version, header.muster_version);
    EXPECT_EQ(read.sources, header.sources);
    EXPECT_TRUE(read.is_modified);
    EXPECT_TRUE(reader.written_by().starts_with("muster 0.1.0 (sources 0123456789abcdef, modified), libhdf5 "));
    EXPECT_EQ(read.n_points, header.n_points);
    EXPECT_EQ(read.n_replicates, header.n_replicates);
    EXPECT_EQ(read.seeds, header.seeds);
    EXPECT_EQ(read.scale, header.scale);
    EXPECT_EQ(read.labels, (std::vector<std::string>{"base", "no fear", "été", "", "x", "bad ? byte"}));
    EXPECT_EQ(read.scenario_toml, header.scenario_toml);
    EXPECT_EQ(read.sweep_toml, header.sweep_toml);
    EXPECT_EQ(read.outputs.time.start, "2011-03-15");
    EXPECT_EQ(read.outputs.time.at, header.outputs.time.at);
    ASSERT_EQ(read.factors.size(), 2u);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(read.factors[i].name, header.factors[i].name);
        EXPECT_EQ(read.factors[i].unit, header.factors[i].unit);
        EXPECT_EQ(read.factors[i].meaning, header.factors[i].meaning);
        EXPECT_EQ(read.factors[i].values, header.factors[i].values);
    }
    ASSERT_EQ(read.parameters.size(), 2u);
    EXPECT_EQ(read.parameters[1].name, "fear.decay");
    EXPECT_EQ(read.parameters[1].kind, "behaviour");
    EXPECT_EQ(read.parameters[1].unit, "1/week");
    EXPECT_EQ(read.parameters[1].source, "wood2003");
    EXPECT_EQ(read.parameters[0].origin, "syria-2011.toml:12");
    EXPECT_EQ(read.parameters[0].value, 0.04);
    EXPECT_EQ(read.parameters[0].fallback, 0.02);
}

TEST(ResultsFile, GivesBackWhatItsVariablesAre) {
    const Scratch scratch;
    const Header header = synthetic::header(2, 1, 1, 5);
    synthetic::write(scratch / "out.h5", header);
    const sim::Outputs read = Reader(scratch / "out.h5").header().outputs;
    ASSERT_EQ(read.dimensions.size(), header.outputs.dimensions.size());
    for (std::size_t i = 0; i < read.dimensions.size(); ++i) {
        EXPECT_EQ(read.dimensions[i].name, header.outputs.dimensions[i].name);
        EXPECT_EQ(read.dimensions[i].meaning, header.outputs.dimensions[i].meaning);
        EXPECT_EQ(read.dimensions[i].labels, header.outputs.dimensions[i].labels);
    }
    ASSERT_EQ(read.variables.size(), header.outputs.variables.size());
    for (std::size_t i = 0; i < read.variables.size(); ++i) {
        const sim::Variable &a = read.variables[i], &b = header.outputs.variables[i];
        EXPECT_EQ(a.name, b.name);
        EXPECT_EQ(a.unit, b.unit) << a.name;
        EXPECT_EQ(a.meaning, b.meaning) << a.name;
        EXPECT_EQ(a.denominator, b.denominator) << a.name;
        EXPECT_EQ(a.harm, b.harm) << a.name;
        EXPECT_EQ(a.store, b.store) << a.name;
        EXPECT_EQ(a.over_time, b.over_time) << a.name;
        EXPECT_EQ(a.dims, b.dims) << a.name;
        EXPECT_EQ(a.flag_meanings, b.flag_meanings) << a.name;
    }
}

TEST(ResultsFile, HoldsANumberedDimensionAsNumbers) {
    const Scratch scratch;
    Header header = synthetic::header(1, 1, 1, 5);
    header.outputs.dimensions = {sim::numbered("y", "row", 3), sim::numbered("x", "column", 12)};
    header.outputs.variables = {
        {"map", "1", "who is where", "", sim::Store::flag, true, {"y", "x"}, {"free", "taken"}, true}};
    sim::Series series(header.outputs);
    std::ranges::fill(series.flags(0), std::uint8_t{1});
    sim::results::write_run(scratch / "out.h5", header, series, pack(synthetic::tables(0), header.outputs.tables),
                            false);
    const sim::Outputs read = Reader(scratch / "out.h5").header().outputs;
    EXPECT_TRUE(sim::have_same_form(read, header.outputs));
    EXPECT_EQ(read.time.at, header.outputs.time.at);
    EXPECT_EQ(read.dimensions[1].meaning, "column");
    EXPECT_TRUE(read.dimensions[1].numbered);
}

TEST(ResultsFile, WithoutACalendarHasStepsAndNoDates) {
    const Scratch scratch;
    Header header = synthetic::header(1, 1, 1, 5);
    header.outputs.time.start.clear();
    header.outputs.time.at = {0, 10, 20, 30, 40};
    synthetic::write(scratch / "out.h5", header);
    const Reader reader(scratch / "out.h5");
    EXPECT_EQ(reader.header().outputs.time.start, "");
    EXPECT_EQ(reader.header().outputs.time.at, header.outputs.time.at);
    EXPECT_TRUE(reader.header().outputs.variables[0].over_time);
}

TEST(ResultsFile, RunsNeverWrittenReadAsMissingAndNotAsZero) {
    const Scratch scratch;
    const Header header = synthetic::header(2, 2, 3, 20);
    {
        Writer writer(scratch / "out.h5", header, false);
        Block block(header, 0, 1);  // replicates 0 and 2 stay out; of this one only point 2 is done
        block.put(2, synthetic::series(header, 2, 1));
        block.fail(3, Status::failed);
        block.fail(1, Status::stopped);
        block.compress();
        writer.write(block);
        writer.failures({{3, 1, "week 12", "no one is left"}});
        writer.close();
    }
    const Reader reader(scratch / "out.h5");
    std::vector<Status> expected(12, Status::missing);
    expected[2 * 3 + 1] = Status::done;
    expected[3 * 3 + 1] = Status::failed;
    expected[1 * 3 + 1] = Status::stopped;
    EXPECT_EQ(reader.status(), expected);

    for (const sim::Variable& variable : reader.header().outputs.variables) {
        const std::vector<double> values = reader.values(variable);
        const std::size_t n = values.size() / 12;
        for (std::size_t run = 0; run < 12; ++run)
            for (std::size_t i = 0; i < n; ++i)
                EXPECT_EQ(std::isnan(values[run * n + i]), run != 2 * 3 + 1) << variable.name << " run " << run;
    }
    const std::vector<Failure> failures = reader.failures();
    ASSERT_EQ(failures.size(), 1u);
    EXPECT_EQ(failures[0].point, 3u);
    EXPECT_EQ(failures[0].replicate, 1u);
    EXPECT_EQ(failures[0].stage, "week 12");
    EXPECT_EQ(failures[0].message, "no one is left");
}

TEST(ResultsFile, RunsLeftOutOfALaterReplicateDoNotTakeAnEarlierOnesValues) {
    const Scratch scratch;
    Header header = synthetic::header(1, 1, 2, 1);
    header.factors.clear();
    header.n_points = 9000;  // more than a tile of end-of-run values
    header.scale.assign(header.n_points, 1);
    header.outputs.variables = {header.outputs.variables[4]};
    const auto block = [&](std::uint64_t first, std::uint32_t replicate) {
        Block made(header, first, replicate);
        sim::Series series(header.outputs);
        series.reals(0)[0] = static_cast<double>(first + replicate);
        made.put(first, series);
        made.compress();
        return made;
    };
    Writer writer(scratch / "out.h5", header, false);
    for (const std::uint64_t first : {0u, 1024u, 8192u}) writer.write(block(first, 0));
    writer.write(block(1024, 1));
    writer.close();
    const Reader reader(scratch / "out.h5");
    const std::vector<double> values = reader.values(reader.header().outputs.variables[0]);
    EXPECT_EQ(values[0], 0);
    EXPECT_TRUE(std::isnan(values[1]));
    EXPECT_EQ(values[2 * 1024], 1024);
    EXPECT_EQ(values[2 * 1024 + 1], 1025);
    EXPECT_EQ(values[2 * 8192], 8192);
    EXPECT_TRUE(std::isnan(values[2 * 8192 + 1]));
    EXPECT_EQ(std::count_if(values.begin(), values.end(), [](double x) { return !std::isnan(x); }), 4);
}

void expect_rows(const sim::RowTable& read, const sim::RowTable& expected, std::size_t first_column) {
    ASSERT_EQ(read.columns.size(), expected.columns.size() + first_column);
    for (std::size_t i = 0; i < expected.columns.size(); ++i) {
        const sim::Column &column = read.columns[i + first_column], &wanted = expected.columns[i];
        EXPECT_EQ(column.name, wanted.name);
        EXPECT_EQ(column.store, wanted.store);
        EXPECT_EQ(column.unit, wanted.flag_meanings.empty() ? wanted.unit : "");
        EXPECT_EQ(column.flag_meanings, wanted.flag_meanings);
        expect_same(column.numbers, wanted.numbers);
    }
}

TEST(ResultsFile, GivesBackTheTablesOfEveryRunAndEmptyOnes) {
    const Scratch scratch;
    const Header header = synthetic::header(3, 5, 3, 60);
    synthetic::write(scratch / "out.h5", header);
    const Reader reader(scratch / "out.h5");
    EXPECT_EQ(reader.table_names(), (std::vector<std::string>{"events", "spells"}));
    EXPECT_TRUE(have_same_form(reader.header().outputs, header.outputs));
    EXPECT_EQ(reader.declared_table("events").row, "event");
    EXPECT_EQ(reader.declared_table("events").meaning, synthetic::events().meaning);
    EXPECT_EQ(reader.n_rows("events"), 3 * header.n_points);
    EXPECT_EQ(reader.n_rows("spells"), 0u);
    for (std::uint64_t point = 0; point < header.n_points; ++point) {
        const auto expected = synthetic::tables(point);
        const sim::RowTable rows = reader.rows("events", 3 * point, 3);
        expect_same(rows.columns[0].numbers, std::vector<double>(3, static_cast<double>(point)));
        expect_same(rows.columns[1].numbers, {0, 0, 0});
        expect_rows(rows, expected[0], 2);
        const auto of_run = reader.tables_of(point, 0);
        for (std::size_t t = 0; t < 2; ++t) expect_rows(of_run[t], expected[t], 0);
        EXPECT_EQ(reader.tables_of(point, 1)[0].size(), 0u) << "no events are kept of it";
    }
    const sim::RowTable some = reader.rows("events", 2, 2, {"what"});
    ASSERT_EQ(some.columns.size(), 1u);
    expect_same(some.columns[0].numbers, {1, 0});
    EXPECT_THROW(reader.rows("events", 3 * header.n_points, 1), sim::InputError);
}

TEST(ResultsFile, GrowsTablesBeyondAChunk) {
    const Scratch scratch;
    Header header = synthetic::header(1, 3, 1, 3);
    const std::size_t n = 5000;  // rows of a run: chunks of 8192 rows begin and end within runs
    sim::RowTable table = synthetic::events();
    header.outputs.tables = synthetic::declared({table});
    Block block(header, 0, 0);
    for (std::uint64_t point = 0; point < 3; ++point) {
        for (sim::Column& column : table.columns) column.numbers.clear();
        for (std::size_t i = 0; i < n; ++i) {
            const auto at = static_cast<double>(n * point + i);
            for (std::size_t c = 0; c < 5; ++c)
                table.columns[c].numbers.push_back(c == 2 || c == 3 ? static_cast<double>(i % 2) : at);
        }
        block.put(point, synthetic::series(header, point, 0));
        block.put_tables(point, pack({table}, header.outputs.tables));
    }
    block.compress();
    Writer writer(scratch / "out.h5", header, false);
    writer.write(block);
    writer.close();
    const Reader reader(scratch / "out.h5");
    const sim::RowTable read = reader.rows("events", 0, 3 * n);
    for (std::size_t i = 0; i < 3 * n; ++i) {
        ASSERT_EQ(read.columns[0].numbers[i], static_cast<double>(i / n));
        ASSERT_EQ(read.columns[2].numbers[i], static_cast<double>(i));
        ASSERT_EQ(read.columns[3].numbers[i], static_cast<double>(i));
        ASSERT_EQ(read.columns[4].numbers[i], i % n % 2);
    }
}

TEST(ResultsFile, NumbersATableCannotHoldBecomeMissingOrTheNearest) {
    const Scratch scratch;
    Header header = synthetic::header(1, 1, 1, 3);
    using Kept = sim::Column::Store;
    const double nan = std::nan(""), huge = 1e300;
    sim::RowTable table{"events", "event", "", {}};
    table.columns = {{"a", "", "", Kept::i32, {}, {nan, huge, -huge}, {}},
                     {"b", "", "", Kept::u8, {}, {nan, 300, -5}, {}},
                     {"c", "", "", Kept::f64, {}, {-nan, huge, 0.1}, {}}};
    header.outputs.tables = synthetic::declared({table});
    write_run(scratch / "out.h5", header, synthetic::series(header, 0, 0), pack({table}, header.outputs.tables), false);
    const sim::RowTable read = Reader(scratch / "out.h5").rows("events", 0, 3, {"a", "b", "c"});
    expect_same(read.columns[0].numbers, {nan, 2147483647, -2147483647});
    expect_same(read.columns[1].numbers, {nan, nan, 0});
    expect_same(read.columns[2].numbers, {nan, huge, 0.1});
}

TEST(ResultsFile, RefusesTablesThatReadersWouldNotSee) {
    const Scratch scratch;
    using Kept = sim::Column::Store;
    for (const char* name :
         {"role", "time", "week", "point", "of_replicate"}) {  // as dimensions of the root, and its own
        Header header = synthetic::header(1, 1, 1, 3);
        header.outputs.tables[0].columns[0].name = name;
        EXPECT_THROW(check(header), std::logic_error) << name;
    }
    Header header = synthetic::header(1, 1, 1, 3);
    header.outputs.tables[1].columns[0].store = Kept::text;
    EXPECT_THROW(check(header), std::logic_error);
    EXPECT_THROW(pack({synthetic::events()}, synthetic::header(1, 1, 1, 3).outputs.tables), std::logic_error);
}

}  // namespace
