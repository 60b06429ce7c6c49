/// Runs of a results file, read many at a time and handed on in the order of points and replicates.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cli/csv.hpp"
#include "cli/export_tables.hpp"
#include "sim/results/file.hpp"

namespace cli {

/// The values of some variables of the runs of one block.
struct BlockValues {
    sim::results::RunBlock block;
    std::vector<std::vector<double>> of;  // [variable], runs after each other

    /// The first value of a run that has so many of a variable.
    const double* run(std::size_t variable, std::uint64_t point, std::uint32_t replicate, std::size_t n_values) const {
        const auto run = (point - block.first_point) * block.n_replicates + (replicate - block.first_replicate);
        return of[variable].data() + run * n_values;
    }
};

class RunBlocks {
 public:
    /// So many values are read at once at most, if a run has no more.
    static constexpr std::uint64_t usual_most = 4'000'000;  // 32 MB
    RunBlocks(const sim::results::Reader& file, std::vector<const sim::Variable*> variables, std::uint64_t chunk_points,
              std::uint64_t most_values = usual_most);

    bool is_done(std::uint64_t point, std::uint32_t replicate) const;
    std::uint64_t n_done() const;
    /// Calls take(point, replicate, values) for every run that is done.
    template <class Take>
    void each(Take&& take) const {
        const auto& header = file_.header();
        for (std::uint64_t point = 0; point < header.n_points; point += points_)
            for (std::uint32_t replicate = 0; replicate < header.n_replicates; replicate += replicates_)
                of_block(block_at(point, replicate), take);
    }
    /// The same for some runs all over the file.
    template <class Take>
    void some(Take&& take) const {
        constexpr std::uint64_t most = 16;
        const auto& header = file_.header();
        const std::uint64_t n = status_.size(), step = std::max<std::uint64_t>(1, n / most);
        for (std::uint64_t run = 0; run < n; run += step)
            of_block({run / header.n_replicates, 1, static_cast<std::uint32_t>(run % header.n_replicates), 1}, take);
    }

 private:
    sim::results::RunBlock block_at(std::uint64_t point, std::uint32_t replicate) const;
    BlockValues read(const sim::results::RunBlock& block) const;
    bool has_done(const sim::results::RunBlock& block) const;

    template <class Take>
    void of_block(const sim::results::RunBlock& block, Take& take) const {
        if (!has_done(block)) return;
        const BlockValues values = read(block);
        for (auto point = block.first_point; point < block.first_point + block.n_points; ++point)
            for (auto r = block.first_replicate; r < block.first_replicate + block.n_replicates; ++r)
                if (is_done(point, r)) take(point, r, values);
    }

    const sim::results::Reader& file_;
    std::vector<const sim::Variable*> variables_;
    std::vector<sim::results::Status> status_;
    std::uint64_t points_ = 1;      // of a block
    std::uint32_t replicates_ = 1;  // likewise
};

using Text = fmt::memory_buffer;

/// A table whose rows are written run by run.
class TableOfRuns : public ExportedTable {
 public:
    explicit TableOfRuns(RunBlocks blocks) : blocks_(std::move(blocks)) {}
    double bytes() const final;
    void rows(const Write& write) const final;

 private:
    /// The rows of one run.
    virtual void put_run(Text& text, std::uint64_t point, std::uint32_t replicate, const BlockValues& values) const = 0;

    RunBlocks blocks_;
};

inline void put_text(Text& to, std::string_view text) { to.append(text.data(), text.data() + text.size()); }
/// A value as a cell: the name of a flag, nothing where it is missing.
void put_value(Text& to, const sim::Variable& variable, const std::vector<std::string>& flag_cells, double value);
/// The names of a flag's values as cells.
std::vector<std::string> flag_cells(const sim::Variable& variable, Formulas formulas);

/// The columns before the values of every row of a run.
class RunColumns {
 public:
    RunColumns(const sim::results::Header& header, Formulas formulas) : header_(header), formulas_(formulas) {}
    std::string head() const;
    std::string cells(std::uint64_t point, std::uint32_t replicate) const;

 private:
    const sim::results::Header& header_;
    Formulas formulas_;
};

}  // namespace cli
