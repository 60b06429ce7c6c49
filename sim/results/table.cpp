#include <H5Cpp.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/results/define.hpp"
#include "sim/results/netcdf.hpp"

namespace sim::results {

namespace {

constexpr hsize_t rows_per_chunk = 8192;

using Kept = Column::Store;

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

/// The numbers that the stored type can hold; not a number becomes the missing value.
std::vector<double> storable(const Column& column) {
    const bool real = column.store == Kept::f32 || column.store == Kept::f64;
    const double low = column.store == Kept::u8 ? 0 : -std::numeric_limits<std::int32_t>::max();
    const double high = column.store == Kept::u8 ? 255 : std::numeric_limits<std::int32_t>::max();
    const double missing = real ? std::numeric_limits<double>::quiet_NaN() : column.store == Kept::u8 ? 255 : -1;
    std::vector<double> numbers;
    numbers.reserve(column.numbers.size());
    for (const double number : column.numbers)
        numbers.push_back(std::isnan(number) ? missing : real ? number : std::clamp(number, low, high));
    return numbers;
}

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

void write_column(H5::Group& group, const H5::DataSet& rows, const Column& column, hsize_t chunk) {
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
    netcdf::put_flags(variable, column.flag_meanings);
    if (text) return netcdf::write_texts(variable, column.texts);
    const std::vector<double> numbers = storable(column);
    if (!numbers.empty()) variable.write(numbers.data(), H5::PredType::NATIVE_DOUBLE);
}

}  // namespace

void write_table(H5::Group& parent, const RowTable& table) {
    const std::size_t n = table.size();
    for (const Column& column : table.columns)
        if (n != (column.store == Kept::text ? column.texts.size() : column.numbers.size()))
            throw std::logic_error("table " + table.name + ": column " + column.name + " has another length");
    const hsize_t chunk = std::clamp<hsize_t>(n, 1, rows_per_chunk);
    H5::Group group = netcdf::create_group(parent, table.name.substr(table.name.starts_with('/') ? 1 : 0));
    netcdf::put_text(group, "title", table.meaning);
    const H5::DataSet rows = netcdf::create_rows(group, table.row, n, chunk);
    for (const Column& column : table.columns) write_column(group, rows, column, chunk);
}

}  // namespace sim::results
