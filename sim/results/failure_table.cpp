#include "sim/results/failure_table.hpp"

#include "sim/results/table_writer.hpp"

namespace sim::results {

RowTable table_of(const std::vector<Failure>& failures) {
    using Kept = Column::Store;
    RowTable table{"failures", "failure", "runs that could not be finished", {}};
    table.columns = {{.name = of_point, .unit = "1", .meaning = "point of the design", .store = Kept::i32},
                     {.name = of_replicate, .unit = "1", .meaning = "replicate", .store = Kept::i32},
                     {.name = "stage", .meaning = "stage that the run had reached", .store = Kept::text},
                     {.name = "message", .meaning = "reason of the failure", .store = Kept::text}};
    for (const Failure& failure : failures) {
        table.columns[0].numbers.push_back(static_cast<double>(failure.point));
        table.columns[1].numbers.push_back(failure.replicate);
        table.columns[2].texts.push_back(failure.stage);
        table.columns[3].texts.push_back(failure.message);
    }
    return table;
}

std::optional<std::vector<Failure>> failures_of(const RowTable& table) {
    if (table.columns.size() != 4) return {};
    const auto &points = table.columns[0].numbers, &replicates = table.columns[1].numbers;
    const auto &stages = table.columns[2].texts, &messages = table.columns[3].texts;
    const std::size_t n = points.size();
    if (replicates.size() != n || stages.size() != n || messages.size() != n) return {};
    std::vector<Failure> failures;
    for (std::size_t i = 0; i < n; ++i) {
        if (!(points[i] >= 0 && replicates[i] >= 0)) return {};
        failures.push_back(
            {static_cast<std::uint64_t>(points[i]), static_cast<std::uint32_t>(replicates[i]), stages[i], messages[i]});
    }
    return failures;
}

}  // namespace sim::results
