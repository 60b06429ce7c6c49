#include <algorithm>
#include <cmath>

#include "cli/export_blocks.hpp"
#include "cli/export_tables.hpp"
#include "sim/check.hpp"

namespace cli {
namespace {

using Kept = sim::Column::Store;

constexpr std::uint64_t rows_at_once = 50'000;

/// A column of some rows, and the names of its codes as cells.
class ColumnCells {
 public:
    ColumnCells(const sim::Column& column, Formulas formulas) : column_(column), formulas_(formulas) {
        for (const auto& meaning : column.flag_meanings) codes_.push_back(csv_cell(meaning, formulas));
    }

    void put(Text& to, std::size_t row) const {
        if (column_.store == Kept::text) return put_text(to, csv_cell(column_.texts[row], formulas_));
        const double value = column_.numbers[row];
        if (std::isnan(value)) return;
        if (value >= 0 && value < static_cast<double>(codes_.size()))
            put_text(to, codes_[static_cast<std::size_t>(value)]);
        else if (column_.store == Kept::f64)
            fmt::format_to(std::back_inserter(to), "{}", value);
        else if (column_.store == Kept::f32)
            fmt::format_to(std::back_inserter(to), "{}", static_cast<float>(value));
        else
            fmt::format_to(std::back_inserter(to), "{}", static_cast<std::int64_t>(value));
    }

 private:
    const sim::Column& column_;
    Formulas formulas_;
    std::vector<std::string> codes_;
};

class RowsTable final : public ExportedTable {
 public:
    RowsTable(const sim::results::Reader& file, std::string name, Formulas formulas)
        : file_(file), name_(std::move(name)), formulas_(formulas), n_rows_(file.n_rows(name_)) {}

    std::string head() const override {
        std::string text;
        for (const auto& column : file_.rows(name_, 0, 0).columns)
            text += (text.empty() ? "" : ",") + csv_cell(column.name, formulas_);
        return text + "\n";
    }

    double bytes() const override {
        constexpr std::uint64_t tried = 1000;
        Text text;
        const std::uint64_t n = std::min(tried, n_rows_);
        put(text, file_.rows(name_, (n_rows_ - n) / 2, n));
        return n == 0 ? 0 : static_cast<double>(text.size()) * static_cast<double>(n_rows_) / static_cast<double>(n);
    }

    void rows(const Write& write) const override {
        for (std::uint64_t first = 0; first < n_rows_; first += rows_at_once) {
            Text text;
            put(text, file_.rows(name_, first, std::min(rows_at_once, n_rows_ - first)));
            write({text.data(), text.size()});
        }
    }

 private:
    void put(Text& text, const sim::RowTable& table) const {
        std::vector<ColumnCells> columns;
        for (const auto& column : table.columns) columns.emplace_back(column, formulas_);
        for (std::size_t row = 0; row < table.size(); ++row)
            for (std::size_t c = 0; c < columns.size(); ++c) {
                columns[c].put(text, row);
                text.push_back(c + 1 < columns.size() ? ',' : '\n');
            }
    }

    const sim::results::Reader& file_;
    std::string name_;
    Formulas formulas_;
    std::uint64_t n_rows_;
};

}  // namespace

std::unique_ptr<ExportedTable> table_of_rows(const sim::results::Reader& file, const std::string& name,
                                             Formulas formulas) {
    const auto names = file.table_names();
    if (std::ranges::find(names, name) == names.end())
        throw sim::InputError(fmt::format(
            "--table: the file has no table '{}' ({})", sim::shown(name),
            names.empty() ? "it holds none: `muster run SCENARIO.toml --events -o run.h5` and `muster replay OUT.h5 "
                            "--point P --events -o run.h5` write some"
                          : fmt::format("it has {}", fmt::join(names, ", "))));
    return std::make_unique<RowsTable>(file, name, formulas);
}

}  // namespace cli
