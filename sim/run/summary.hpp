/// The table with which `muster run` ends, declared by the model. A command fills it from the series of a run.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sim {

enum class At : std::uint8_t { start, end, least, most };

/// A value of a series at its start or end, or its extreme, summed over its dimensions.
struct Reading {
    std::string series;  // empty: the series of the row
    At at = At::end;
    std::string dimension{}, label{};  // with them, what stands under this label alone
};

struct SummaryColumn {
    std::string heading;
    std::vector<Reading> sum;
    std::vector<Reading> share_of{};  // if there are any, the column gives the sum as a percentage of them
};

/// Some values under a heading, in one line: metrics, and series without dimensions at their end.
struct SummaryLine {
    std::string heading;
    std::vector<std::string> names;
};

/// A column that reads what a run did not keep is left out, and so is a row.
struct SummaryTable {
    std::string rows_of;              // a dimension: a row for each of its labels, and one for all of them; or
    std::vector<std::string> series;  // a row for each of these series, which have no dimensions
    std::vector<SummaryColumn> columns;
    std::vector<SummaryLine> lines{};  // below the table; none: all values
};

/// The first and last values of these series, and their bounds.
inline SummaryTable table_of_series(std::vector<std::string> names) {
    return {.rows_of = {},
            .series = std::move(names),
            .columns = {{"at start", {{{}, At::start}}},
                        {"least", {{{}, At::least}}},
                        {"most", {{{}, At::most}}},
                        {"at end", {{{}, At::end}}}}};
}

}  // namespace sim
