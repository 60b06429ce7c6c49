#include "sim/results/table_writer.hpp"

#include <H5Cpp.h>

#include "sim/results/netcdf.hpp"
#include "sim/results/table_column.hpp"

namespace sim::results {
namespace {

Column number_of(const char* name, const char* meaning) {
    return {.name = name, .unit = "1", .meaning = meaning, .store = Column::Store::i32};
}

}  // namespace

struct TableWriter::Kept {
    H5::DataSet rows, point, replicate;
    std::vector<H5::DataSet> columns;
    std::vector<Column::Store> stores;
    hsize_t n_rows = 0;

    void append(H5::DataSet& column, Column::Store store, const std::vector<std::byte>& values) const {
        const hsize_t n = values.size() / bytes_of(store), end = n_rows + n;
        column.extend(&end);
        const H5::DataSpace space = column.getSpace();
        space.selectHyperslab(H5S_SELECT_SET, &n, &n_rows);
        column.write(values.data(), type_of(store), H5::DataSpace(1, &n), space);
    }
    void append_same(H5::DataSet& column, std::uint64_t n, std::uint64_t value) const {
        const Column all{.store = Column::Store::i32, .numbers = std::vector<double>(n, static_cast<double>(value))};
        append(column, all.store, stored_bytes(all));
    }
};

TableWriter::TableWriter(H5::Group& parent, const RowTable& declared) : kept_(std::make_unique<Kept>()) {
    H5::Group group = netcdf::create_group(parent, declared.name);
    netcdf::put_text(group, "title", declared.meaning);
    kept_->rows = netcdf::create_rows(group, declared.row, 0, rows_per_chunk);
    kept_->point = create_column(group, kept_->rows, number_of(of_point, "point of the design"), rows_per_chunk);
    kept_->replicate = create_column(group, kept_->rows, number_of(of_replicate, "replicate"), rows_per_chunk);
    for (const Column& column : declared.columns) {
        kept_->columns.push_back(create_column(group, kept_->rows, column, rows_per_chunk));
        kept_->stores.push_back(column.store);
    }
}

TableWriter::TableWriter(TableWriter&&) noexcept = default;

TableWriter::~TableWriter() = default;

void TableWriter::append(std::uint64_t point, std::uint32_t replicate, const Unpacked& rows, std::size_t number) {
    const std::uint64_t n = rows.n_rows(number);
    if (n == 0) return;
    kept_->append_same(kept_->point, n, point);
    kept_->append_same(kept_->replicate, n, replicate);
    for (std::size_t c = 0; c < kept_->columns.size(); ++c)
        kept_->append(kept_->columns[c], kept_->stores[c], rows.values(number, c));
    kept_->n_rows += n;
}

void TableWriter::finish() { netcdf::set_length(kept_->rows, kept_->n_rows); }

}  // namespace sim::results
