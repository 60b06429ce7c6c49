/// The contents of a results file, for describe, export and analysis. Trusts nothing it reads: sizes are held against the
/// size of the file. Use from one thread at a time, as Writer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sim/results/header.hpp"
#include "sim/results/open_file.hpp"

namespace sim::results {

/// Runs that lie side by side: these points, and of each these replicates.
struct RunBlock {
    std::uint64_t first_point = 0, n_points = 1;
    std::uint32_t first_replicate = 0, n_replicates = 1;
};

/// Every function throws InputError if the file is not what it should be.
class Reader {
 public:
    /// InputError: no file of muster's, of another format, or damaged. A file for which no digest beside it vouches is
    /// read in a child process first, whole, so that it ends there if libhdf5 crashes on it, hangs or fills the memory.
    explicit Reader(const std::filesystem::path& path);
    ~Reader();
    const Header& header() const;
    /// The programs that shaped its bytes: "muster 0.1.0 (sources 62ffbcebc4d49190), libhdf5 1.10.8, zlib 1.2.13".
    std::string written_by() const;
    std::vector<Status> status() const;  // [point x replicate]
    /// All values of a variable as doubles, missing as NaN; shape (point, replicate, own axes...).
    std::vector<double> values(const Variable& variable) const;
    /// The values of one point and replicate only.
    std::vector<double> values(const Variable& variable, std::uint64_t point, std::uint32_t replicate) const;
    /// Those of a block of runs, in the same order.
    std::vector<double> values(const Variable& variable, const RunBlock& block) const;
    std::vector<Failure> failures() const;
    /// Names of the tables of events: "events", ...
    std::vector<std::string> table_names() const;
    /// One of table_names() without its rows. Its first columns say whose the rows are: of_point, of_replicate; a file of
    /// format 1, which holds one run, has no such columns.
    RowTable declared_table(const std::string& name) const;
    std::uint64_t n_rows(const std::string& table) const;
    /// So many rows of one of table_names() from `first` on, of these columns or, if none is named, of all; missing
    /// numbers as NaN. The whole of a table may be larger than memory.
    RowTable rows(const std::string& table, std::uint64_t first, std::uint64_t n,
                  const std::vector<std::string>& columns = {}) const;
    /// All rows of one run, in tables as the header's outputs declare them.
    std::vector<RowTable> tables_of(std::uint64_t point, std::uint32_t replicate) const;
    /// SHA-256 over names, shapes and values: the same whatever versions of libhdf5, zlib and muster wrote them.
    std::string content_digest() const;

 private:
    void try_in_child();

    struct Impl;
    OpenFile file_;
    std::unique_ptr<Impl> impl_;
};

}  // namespace sim::results
