/// The tables that `muster export` writes of a results file, row by row as text: its runs, series over time, or one of its tables.
/// Reads block by block, so that memory does not grow with the file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv.hpp"
#include "sim/results/file.hpp"

namespace cli {

using Write = std::function<void(std::string_view)>;

class ExportedTable {
 public:
    virtual ~ExportedTable() = default;
    virtual std::string head() const = 0;
    /// About how many bytes all rows have, from some of them.
    virtual double bytes() const = 0;
    virtual void rows(const Write& write) const = 0;
};

/// A row a run: its point, its replicate, what varies, and all end-of-run values. Runs that are not done are left out.
std::unique_ptr<ExportedTable> table_of_runs(const sim::results::Reader& file, Formulas formulas);
/// A row for each recorded time of a run and each label of the axes that the variables have in common; a column for each
/// variable, or for each label of the axes that it has alone. Throws InputError: a name that is not a series of the file.
std::unique_ptr<ExportedTable> table_of_series(const sim::results::Reader& file, const std::vector<std::string>& names,
                                               Formulas formulas);
/// The rows of "events", "spells", ... Throws InputError: the file has no such table.
std::unique_ptr<ExportedTable> table_of_rows(const sim::results::Reader& file, const std::string& name,
                                             Formulas formulas);

}  // namespace cli
