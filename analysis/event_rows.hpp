/// Rows of a file's tables of events, a part at a time: a table may be larger than memory.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "sim/results/file.hpp"

namespace analysis {

/// Of some points; all their runs whose events the file keeps.
class EventRows {
 public:
    /// selection: a label or values of factors, as Points::select takes them; empty: of the one point that there is.
    /// InputError: the file keeps no events, or those of several points.
    EventRows(const sim::results::Reader& file, const std::string& selection, const std::string& option);

    const sim::results::Reader& file() const { return file_; }
    std::uint64_t n_runs() const { return n_runs_; }
    /// "a, replicates 0 to 3"
    std::string told() const;
    /// InputError: there is no such table, or it has no such column.
    sim::Column column(const std::string& table, const std::string& name) const;
    std::vector<std::string> column_names(const std::string& table) const;

    /// Of which run a row is, and its values in the order of the columns asked for.
    struct Row {
        std::uint64_t point = 0;
        std::uint32_t replicate = 0;
        std::span<const double> values;
    };
    void visit(const std::string& table, const std::vector<std::string>& columns,
               const std::function<void(const Row&)>& visit) const;

 private:
    sim::RowTable declared(const std::string& table) const;

    const sim::results::Reader& file_;
    std::string selection_;
    std::set<std::uint64_t> points_;
    std::uint64_t n_runs_ = 0;
};

}  // namespace analysis
