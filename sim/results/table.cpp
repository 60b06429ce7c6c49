#include <H5Cpp.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "sim/results/define.hpp"
#include "sim/results/netcdf.hpp"
#include "sim/results/packed_tables.hpp"
#include "sim/results/table_column.hpp"

namespace sim::results {

using Kept = Column::Store;

namespace {

void put_fill(H5::DataSet& variable, Kept store) {
    switch (store) {
        case Kept::u8:
            netcdf::put_fill(variable, Store::flag);
            break;
        case Kept::i32:
            netcdf::put_fill(variable, Store::count);
            break;
        case Kept::f64:
            netcdf::put_fill(variable, Store::real);
            break;
        case Kept::f32: {
            const float nan = std::numeric_limits<float>::quiet_NaN();
            const hsize_t one = 1;
            variable.createAttribute("_FillValue", type_of(store), H5::DataSpace(1, &one))
                .write(H5::PredType::NATIVE_FLOAT, &nan);
            break;
        }
        case Kept::text:
            break;
    }
}

}  // namespace

H5::DataType type_of(Kept store) {
    switch (store) {
        case Kept::u8:
            return H5::PredType::STD_U8LE;
        case Kept::i32:
            return H5::PredType::STD_I32LE;
        case Kept::f32:
            return H5::PredType::IEEE_F32LE;
        case Kept::f64:
            return H5::PredType::IEEE_F64LE;
        case Kept::text:
            break;
    }
    return netcdf::text_type();
}

H5::DataSet create_column(H5::Group& group, const H5::DataSet& rows, const Column& column, hsize_t chunk) {
    const H5::DataType type = type_of(column.store);
    const bool text = column.store == Kept::text;
    H5::DSetCreatPropList creation = netcdf::variable_creation();
    if (text)
        creation.setChunk(1, &chunk);
    else
        creation = netcdf::chunked_creation({chunk}, type.getSize());
    H5::DataSet variable = netcdf::create_variable(group, column.name, type, {rows}, creation);
    netcdf::put_text(variable, "long_name", column.meaning);
    if (!text && column.flag_meanings.empty())
        netcdf::put_text(variable, "units", column.unit.empty() ? "1" : column.unit);
    put_fill(variable, column.store);
    netcdf::put_flags(variable, column.flag_meanings, type);
    return variable;
}

void write_table(H5::Group& parent, const RowTable& table) {
    const std::size_t n = table.size();
    for (const Column& column : table.columns)
        if (n != (column.store == Kept::text ? column.texts.size() : column.numbers.size()))
            throw std::logic_error("table " + table.name + ": column " + column.name + " has another length");
    const hsize_t chunk = std::clamp<hsize_t>(n, 1, rows_per_chunk);
    H5::Group group = netcdf::create_group(parent, table.name);
    netcdf::put_text(group, "title", table.meaning);
    const H5::DataSet rows = netcdf::create_rows(group, table.row, n, chunk);
    for (const Column& column : table.columns) {
        H5::DataSet variable = create_column(group, rows, column, chunk);
        if (column.store == Kept::text)
            netcdf::write_texts(variable, column.texts);
        else if (n > 0)
            variable.write(stored_bytes(column).data(), type_of(column.store));
    }
}

}  // namespace sim::results
