/// Risk sets kept in memory are those of the file, and so is what is estimated of them.
#include "analysis/risk_sets.hpp"

#include <gtest/gtest.h>

#include "sim/random/stream.hpp"
#include "tests/sim/results/synthetic.hpp"
#include "tests/sim/sweep/files.hpp"

namespace analysis {
namespace {

constexpr int n_sets = 300, n_rows = 4;

/// The first row of each set ends; the larger x, the likelier it is the first.
sim::RowTable risk_sets() {
    using Kept = sim::Column::Store;
    sim::RowTable table{"risk_sets", "risk_row", "who was at risk", {}};
    table.columns = {{"set", "1", "number", Kept::i32, {}, {}, {}},
                     {"is_case", "1", "whether it ended", Kept::i32, {}, {}, {}},
                     {"x", "1", "first", Kept::f32, {}, {}, {}},
                     {"y", "1", "second, of a mechanism that is off", Kept::f32, {}, {}, {}}};
    sim::random::Stream draw(1, sim::random::Tag("tests/risk"), 0);
    for (int set = 0; set < n_sets; ++set)
        for (int row = 0; row < n_rows; ++row) {
            const double x = sim::random::uniform(draw) + (row == 0 ? 0.2 : 0.0);
            const std::array<double, 4> values = {double(set), row == 0 ? 1.0 : 0.0, x, std::nan("")};
            for (std::size_t c = 0; c < values.size(); ++c) table.columns[c].numbers.push_back(values[c]);
        }
    return table;
}

class RiskSetsKept : public testing::Test {
 protected:
    RiskSetsKept() {
        auto header = synthetic::header(1, 1, 1, 3);
        header.outputs.tables = synthetic::declared({risk_sets()});
        const auto series = synthetic::series(header, 0, 0);
        write_run(folder_.path("run.h5"), header, series, sim::results::pack({risk_sets()}, header.outputs.tables),
                  false);
        file_.emplace(folder_.path("run.h5"));
        rows_.emplace(*file_, "", "--of");
    }
    /// All values that a visit hands on, one after the other.
    static std::vector<double> seen(RiskSetsOfFile& sets) {
        std::vector<double> values;
        sets.visit([&](const RiskSet& set) {
            for (Eigen::Index row = 0; row < set.x.rows(); ++row)
                values.insert(values.end(), {set.people[row], set.ended[row], set.x(row, 0), set.x(row, 1)});
        });
        return values;
    }

    files::Folder folder_;
    std::optional<sim::results::Reader> file_;
    std::optional<EventRows> rows_;
};

TEST_F(RiskSetsKept, AreTheSameAtEveryVisitWhateverMemoryThereIs) {
    const auto table = risk_sets();
    std::vector<double> expected;
    for (std::size_t row = 0; row < table.size(); ++row)
        expected.insert(expected.end(),
                        {1, table.columns[1].numbers[row], double(float(table.columns[2].numbers[row])), 0});
    const std::size_t needed = table.size() * 3 * sizeof(float);
    for (const std::size_t memory : {std::size_t{0}, needed - 1, needed, RiskSetsOfFile::usual_most}) {
        RiskSetsOfFile sets(*rows_, {"x", "y"}, memory);
        for (int visit = 0; visit < 3; ++visit) EXPECT_EQ(seen(sets), expected) << memory << " bytes, visit " << visit;
    }
}

}  // namespace
}  // namespace analysis
