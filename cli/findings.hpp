/// The findings of an analysis: a table, words before and notes behind it. People get aligned columns, programs JSON or CSV
/// with one column for each end of an interval.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "analysis/numerics/sample.hpp"

namespace cli {

using Cell = std::variant<std::string, double, analysis::Interval>;

struct Heading {
    std::string key;    // in JSON and CSV
    std::string shown;  // on the terminal; empty: not there
};

struct Findings {
    std::vector<std::string> head;
    std::vector<Heading> columns;
    std::vector<std::vector<Cell>> rows;
    std::vector<std::string> notes;
};

/// The output of --format json.
std::string as_json(const Findings& findings);
/// Writes it to the standard output; with "csv" words and notes go to the standard error.
void print(const Findings& findings, const std::string& format);

}  // namespace cli
