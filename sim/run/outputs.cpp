#include "sim/run/outputs.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <utility>

namespace sim {

namespace {

constexpr std::size_t alignment = alignof(double);

void fill_missing(std::span<std::byte> bytes, Store store) {
    switch (store) {
        case Store::count:
        case Store::flag:
            std::memset(bytes.data(), 0xff, bytes.size());
            break;  // -1 and 255 have all bits set
        case Store::real: {
            constexpr double nan = std::numeric_limits<double>::quiet_NaN();
            for (std::size_t at = 0; at < bytes.size(); at += sizeof nan) std::memcpy(&bytes[at], &nan, sizeof nan);
        }
    }
}

template <class Items>
auto* find_named(Items& items, std::string_view name) {
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.name == name; });
    return found == items.end() ? nullptr : &*found;
}

}  // namespace

std::size_t bytes_of(Store store) {
    switch (store) {
        case Store::count:
            return sizeof(std::int32_t);
        case Store::real:
            return sizeof(double);
        case Store::flag:
            break;
    }
    return sizeof(std::uint8_t);
}

Dimension numbered(std::string name, std::string meaning, std::size_t size) {
    Dimension dimension{std::move(name), std::move(meaning), {}, true};
    for (std::size_t i = 0; i < size; ++i) dimension.labels.push_back(std::to_string(i));
    return dimension;
}

const Dimension* Outputs::dimension(std::string_view name) const { return find_named(dimensions, name); }

const Variable* Outputs::variable(std::string_view name) const { return find_named(variables, name); }

std::vector<std::size_t> Outputs::shape_of(const Variable& variable) const {
    std::vector<std::size_t> shape;
    if (variable.over_time) shape.push_back(time.at.size());
    for (const std::string& name : variable.dims) {
        const Dimension* dim = dimension(name);
        if (!dim) throw std::logic_error("variable " + variable.name + " has an undeclared dimension " + name);
        shape.push_back(dim->labels.size());
    }
    return shape;
}

std::size_t Outputs::size_of(const Variable& variable) const {
    std::size_t size = 1;
    for (const std::size_t length : shape_of(variable)) size *= length;
    return size;
}

std::vector<std::string> labels_of_cells(const Outputs& outputs, const std::vector<std::string>& dims) {
    std::vector<std::string> cells = {""};
    for (const auto& dim : dims) {
        std::vector<std::string> finer;
        for (const auto& cell : cells)
            for (const auto& label : outputs.dimension(dim)->labels) finer.push_back(cell + "_" + label);
        cells = std::move(finer);
    }
    return cells;
}

bool have_same_form(const Outputs& a, const Outputs& b) {
    const auto same_dimension = [](const Dimension& x, const Dimension& y) {
        return x.name == y.name && x.labels == y.labels && x.numbered == y.numbered;
    };
    const auto same_variable = [](const Variable& x, const Variable& y) {
        return x.name == y.name && x.store == y.store && x.over_time == y.over_time && x.dims == y.dims;
    };
    const auto same_column = [](const Column& x, const Column& y) {
        return x.name == y.name && x.store == y.store && x.flag_meanings == y.flag_meanings;
    };
    const auto same_table = [&](const RowTable& x, const RowTable& y) {
        return x.name == y.name && std::ranges::equal(x.columns, y.columns, same_column);
    };
    return std::ranges::equal(a.dimensions, b.dimensions, same_dimension) &&
           std::ranges::equal(a.variables, b.variables, same_variable) && a.time.start == b.time.start &&
           a.time.at == b.time.at && a.replicates_with_events == b.replicates_with_events &&
           std::ranges::equal(a.tables, b.tables, same_table);
}

Series::Series(const Outputs& outputs) {
    std::size_t end = 0;
    for (const Variable& variable : outputs.variables) {
        const Extent extent{end, outputs.size_of(variable) * bytes_of(variable.store), variable.store};
        extents_.push_back(extent);
        end += (extent.size + alignment - 1) / alignment * alignment;
    }
    block_.resize(end);
    for (const Extent& extent : extents_)
        fill_missing(std::span(block_).subspan(extent.offset, extent.size), extent.store);
}

template <class T>
std::span<const T> Series::view(std::size_t variable, Store store) const {
    const Extent& extent = extents_.at(variable);
    if (extent.store != store) throw std::logic_error("a variable of a series is read as another type than declared");
    return {reinterpret_cast<const T*>(block_.data() + extent.offset), extent.size / sizeof(T)};
}

template <class T>
std::span<T> Series::view(std::size_t variable, Store store) {
    const auto seen = std::as_const(*this).view<T>(variable, store);
    return {const_cast<T*>(seen.data()), seen.size()};
}

std::span<std::int32_t> Series::counts(std::size_t variable) { return view<std::int32_t>(variable, Store::count); }

std::span<double> Series::reals(std::size_t variable) { return view<double>(variable, Store::real); }

std::span<std::uint8_t> Series::flags(std::size_t variable) { return view<std::uint8_t>(variable, Store::flag); }

std::span<const std::int32_t> Series::counts(std::size_t variable) const {
    return view<std::int32_t>(variable, Store::count);
}

std::span<const double> Series::reals(std::size_t variable) const { return view<double>(variable, Store::real); }

std::span<const std::uint8_t> Series::flags(std::size_t variable) const {
    return view<std::uint8_t>(variable, Store::flag);
}

std::span<const std::byte> Series::bytes(std::size_t variable) const {
    const Extent& extent = extents_.at(variable);
    return std::span(block_).subspan(extent.offset, extent.size);
}

std::span<std::byte> Series::bytes(std::size_t variable) {
    const Extent& extent = extents_.at(variable);
    return std::span(block_).subspan(extent.offset, extent.size);
}

std::size_t RowTable::size() const {
    if (columns.empty()) return 0;
    const Column& first = columns.front();
    return first.store == Column::Store::text ? first.texts.size() : first.numbers.size();
}

}  // namespace sim
