#include "sim/results/table_reader.hpp"

#include <H5Cpp.h>

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "sim/results/header_reader.hpp"
#include "sim/results/table_writer.hpp"

namespace sim::results {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Columns of format 1 that had the names of dimensions of the root.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> renamed = {{{"time", "at"},
                                                                                   {"kind", "what"},
                                                                                   {"role", "person_role"},
                                                                                   {"group", "person_group"},
                                                                                   {"point", of_point},
                                                                                   {"replicate", of_replicate}}};

std::string name_today(const std::string& stored) {
    const auto one = std::ranges::find(renamed, stored, [](const auto& pair) { return pair.first; });
    return one == renamed.end() ? stored : std::string(one->second);
}

Column::Store store_of(const H5::DataSet& set) {
    using Kept = Column::Store;
    if (set.getTypeClass() == H5T_STRING) return Kept::text;
    const bool real = set.getTypeClass() == H5T_FLOAT;
    switch (set.getDataType().getSize()) {
        case 1:
            return Kept::u8;
        case 4:
            return real ? Kept::f32 : Kept::i32;
        default:
            return Kept::f64;
    }
}

Column declared_column(const Source& source, const std::string& name, const H5::DataSet& set) {
    Column column;
    column.name = name_today(name);
    column.unit = source.text(set, "units");
    column.meaning = source.text(set, "long_name");
    column.flag_meanings = words(source.text(set, "flag_meanings"));
    column.store = store_of(set);
    return column;
}

hsize_t length_of(const Source& source, const H5::DataSet& set) {
    const std::vector<hsize_t> shape = Source::shape(set);
    if (shape.size() != 1) source.refuse("is damaged (a table's column has several axes)");
    return shape.front();
}

/// Calls visit(name as stored, data set) for every column, and rows(name) for the dimension.
template <class Rows, class Visit>
void visit_columns(const Source& source, const std::string& group, Rows&& rows, Visit&& visit) {
    for (const std::string& name : source.data_sets_in(group)) {
        const H5::DataSet set = source.open(group + "/" + name);
        if (Source::is_bare_dimension(set))
            rows(name, set);
        else
            visit(name, set);
    }
}

void read_values(const Source& source, const H5::DataSet& set, const RowRange& range, Column& column) {
    if (column.store == Column::Store::text) {
        column.texts = source.texts(set, range.first, range.n);
        return;
    }
    column.numbers = source.numbers(set, {range.first}, {range.n});
    if (column.store == Column::Store::i32) std::ranges::replace(column.numbers, -1.0, nan);
    if (column.store == Column::Store::u8) std::ranges::replace(column.numbers, 255.0, nan);
}

}  // namespace

std::vector<std::string> names_of_tables(const Source& source) {
    std::vector<std::string> names = source.groups_in("/");
    std::erase_if(names, [](const std::string& name) { return name == "provenance" || name == "failures"; });
    return names;
}

RowTable read_declared_table(const Source& source, const std::string& group) {
    RowTable table;
    table.name = group;
    table.meaning = source.text(source.file().openGroup(group), "title");
    visit_columns(
        source, group, [&](const std::string& name, const H5::DataSet&) { table.row = name; },
        [&](const std::string& name, const H5::DataSet& set) {
            table.columns.push_back(declared_column(source, name, set));
        });
    return table;
}

std::uint64_t n_rows_of(const Source& source, const std::string& group) {
    std::uint64_t n = 0;
    bool is_first = true;
    visit_columns(
        source, group, [](const std::string&, const H5::DataSet&) {},
        [&](const std::string&, const H5::DataSet& set) {
            const hsize_t length = length_of(source, set);
            if (!std::exchange(is_first, false) && length != n)
                source.refuse("is damaged (columns of " + group + " differ in length)");
            n = length;
        });
    return n;
}

RowTable read_rows(const Source& source, const std::string& group, const RowRange& range,
                   const std::vector<std::string>& columns) {
    RowTable table;
    table.name = group;
    table.meaning = source.text(source.file().openGroup(group), "title");
    visit_columns(
        source, group, [&](const std::string& name, const H5::DataSet&) { table.row = name; },
        [&](const std::string& name, const H5::DataSet& set) {
            Column column = declared_column(source, name, set);
            if (!columns.empty() && std::ranges::count(columns, column.name) == 0) return;
            const hsize_t length = length_of(source, set);
            if (range.first > length || range.n > length - range.first) source.refuse("has no such rows in " + group);
            read_values(source, set, range, column);
            table.columns.push_back(std::move(column));
        });
    return table;
}

RowRange rows_of_run(const Source& source, const std::string& group, std::uint64_t point, std::uint32_t replicate) {
    const H5::DataSet points = source.open(group + "/" + of_point),
                      replicates = source.open(group + "/" + of_replicate);
    const std::uint64_t n_rows = n_rows_of(source, group);
    const auto first_not_before = [&](double of_replicate_of, double of_point_of) {
        std::uint64_t low = 0, high = n_rows;
        while (low < high) {
            const std::uint64_t middle = low + (high - low) / 2;
            const std::tuple at(source.numbers(replicates, {middle}, {1}).front(),
                                source.numbers(points, {middle}, {1}).front());
            if (at < std::tuple(of_replicate_of, of_point_of))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    const std::uint64_t begin = first_not_before(replicate, static_cast<double>(point));
    return {begin, first_not_before(replicate, static_cast<double>(point) + 1) - begin};
}

}  // namespace sim::results
