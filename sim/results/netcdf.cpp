#include "sim/results/netcdf.hpp"

#include <H5Cpp.h>
#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "sim/results/chunk.hpp"
#include "sim/utf8.hpp"

namespace sim::results::netcdf {

namespace {

constexpr unsigned ordered = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
constexpr std::size_t longest_attribute = 32000;  // [byte] from 64 kB on, readers fail

void require(herr_t result, const char* call) {
    if (result < 0) throw H5::Exception(call, "failed");
}

template <class List>
List creation_of_objects() {
    List list;
    require(H5Pset_obj_track_times(list.getId(), false), "H5Pset_obj_track_times");
    require(H5Pset_attr_creation_order(list.getId(), ordered), "H5Pset_attr_creation_order");
    return list;
}

void order_links(hid_t list) { require(H5Pset_link_creation_order(list, ordered), "H5Pset_link_creation_order"); }

void put_numbers(H5::H5Object& object, const std::string& name, const H5::DataType& stored, const H5::DataType& memory,
                 const void* values, hsize_t n) {
    object.createAttribute(name, stored, H5::DataSpace(1, &n)).write(memory, values);
}

/// The words by which netCDF knows a dimension without a variable, then its length in ten columns.
std::string mark_of_rows(hsize_t size) {
    return fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", size);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

}  // namespace

H5::FileCreatPropList file_creation() {
    auto list = creation_of_objects<H5::FileCreatPropList>();
    order_links(list.getId());
    return list;
}

H5::DSetCreatPropList variable_creation() { return creation_of_objects<H5::DSetCreatPropList>(); }

H5::DSetCreatPropList chunked_creation(const std::vector<hsize_t>& chunk, std::size_t element_size) {
    H5::DSetCreatPropList list = variable_creation();
    list.setChunk(static_cast<int>(chunk.size()), chunk.data());
    if (is_shuffled(element_size)) list.setShuffle();
    list.setDeflate(deflate_level);
    return list;
}

H5::Group create_group(H5::Group& parent, const std::string& name) {
    const hid_t list = H5Pcreate(H5P_GROUP_CREATE);
    const H5::PropList owner(list);
    H5Pclose(list);
    require(H5Pset_obj_track_times(owner.getId(), false), "H5Pset_obj_track_times");
    require(H5Pset_attr_creation_order(owner.getId(), ordered), "H5Pset_attr_creation_order");
    order_links(owner.getId());
    const hid_t id = H5Gcreate2(parent.getId(), name.c_str(), H5P_DEFAULT, owner.getId(), H5P_DEFAULT);
    require(id < 0 ? -1 : 0, "H5Gcreate2");
    H5::Group group(id);
    H5Gclose(id);
    return group;
}

H5::StrType text_type() {
    H5::StrType type(H5::PredType::C_S1, H5T_VARIABLE);
    type.setCset(H5T_CSET_UTF8);
    return type;
}

H5::DataType stored_type(Store store) {
    switch (store) {
        case Store::count:
            return H5::PredType::STD_I32LE;
        case Store::real:
            return H5::PredType::IEEE_F64LE;
        case Store::flag:
            break;
    }
    return H5::PredType::STD_U8LE;
}

H5::DataType memory_type(Store store) {
    switch (store) {
        case Store::count:
            return H5::PredType::NATIVE_INT32;
        case Store::real:
            return H5::PredType::NATIVE_DOUBLE;
        case Store::flag:
            break;
    }
    return H5::PredType::NATIVE_UINT8;
}

H5::DataSet create_variable(H5::Group& parent, const std::string& name, const H5::DataType& type,
                            const std::vector<H5::DataSet>& axes, const H5::DSetCreatPropList& creation) {
    std::vector<hsize_t> size, most;
    for (const H5::DataSet& axis : axes) {
        hsize_t n = 0, limit = 0;
        axis.getSpace().getSimpleExtentDims(&n, &limit);
        size.push_back(n);
        most.push_back(limit);
    }
    const H5::DataSpace space = axes.empty() ? H5::DataSpace(H5S_SCALAR)
                                             : H5::DataSpace(static_cast<int>(size.size()), size.data(), most.data());
    H5::DataSet variable = parent.createDataSet(name, type, space, creation);
    for (unsigned i = 0; i < axes.size(); ++i)
        require(H5DSattach_scale(variable.getId(), axes[i].getId(), i), "H5DSattach_scale");
    return variable;
}

H5::DataSet create_coordinate(H5::Group& parent, const std::string& name, const H5::DataType& type, hsize_t size) {
    H5::DataSet scale = parent.createDataSet(name, type, H5::DataSpace(1, &size), variable_creation());
    require(H5DSset_scale(scale.getId(), name.c_str()), "H5DSset_scale");
    return scale;
}

H5::DataSet create_rows(H5::Group& parent, const std::string& name, hsize_t size, hsize_t chunk) {
    const hsize_t most = H5S_UNLIMITED;
    H5::DSetCreatPropList creation = variable_creation();
    creation.setChunk(1, &chunk);
    H5::DataSet scale = parent.createDataSet(name, H5::PredType::IEEE_F32LE, H5::DataSpace(1, &size, &most), creation);
    require(H5DSset_scale(scale.getId(), mark_of_rows(size).c_str()), "H5DSset_scale");
    return scale;
}

void set_length(H5::DataSet& rows, hsize_t size) {
    rows.extend(&size);
    const H5::Attribute mark = rows.openAttribute("NAME");
    mark.write(mark.getDataType(), mark_of_rows(size));
}

void put_text(H5::H5Object& object, const std::string& name, std::string_view text) {
    std::string clean = clean_text(text);
    if (clean.size() > longest_attribute) {
        std::size_t end = longest_attribute;
        while ((static_cast<unsigned char>(clean[end]) & 0xc0) == 0x80) --end;  // inside a code point
        clean.resize(end);
    }
    if (clean.empty()) return;
    H5::StrType type(H5::PredType::C_S1, clean.size());
    type.setCset(is_ascii(clean) ? H5T_CSET_ASCII : H5T_CSET_UTF8);
    type.setStrpad(H5T_STR_NULLPAD);
    object.createAttribute(name, type, H5::DataSpace(H5S_SCALAR)).write(type, clean.data());
}

void put_number(H5::H5Object& object, const std::string& name, std::int32_t value) {
    object.createAttribute(name, H5::PredType::STD_I32LE, H5::DataSpace(H5S_SCALAR))
        .write(H5::PredType::NATIVE_INT32, &value);
}

namespace {

/// Calls use(address of the missing value).
template <class Use>
void with_missing(Store store, Use&& use) {
    constexpr std::int32_t count = -1;
    constexpr double real = std::numeric_limits<double>::quiet_NaN();
    constexpr std::uint8_t flag = 255;
    use(store == Store::count  ? static_cast<const void*>(&count)
        : store == Store::real ? static_cast<const void*>(&real)
                               : static_cast<const void*>(&flag));
}

}  // namespace

void set_fill(H5::DSetCreatPropList& creation, Store store) {
    with_missing(store, [&](const void* value) { creation.setFillValue(memory_type(store), value); });
}

void put_fill(H5::DataSet& variable, Store store) {
    with_missing(store, [&](const void* value) {
        put_numbers(variable, "_FillValue", stored_type(store), memory_type(store), value, 1);
    });
}

void put_flags(H5::DataSet& variable, const std::vector<std::string>& meanings, const H5::DataType& type) {
    if (meanings.empty()) return;
    std::vector<std::int32_t> values(meanings.size());
    std::iota(values.begin(), values.end(), 0);
    std::string words;
    for (const std::string& meaning : meanings) words += (words.empty() ? "" : " ") + meaning;
    put_numbers(variable, "flag_values", type, H5::PredType::NATIVE_INT32, values.data(), values.size());
    put_text(variable, "flag_meanings", words);
}

void write_texts(H5::DataSet& variable, const std::vector<std::string>& texts) {
    std::vector<std::string> clean;
    std::vector<const char*> pointers;
    clean.reserve(texts.size());
    for (const std::string& text : texts) pointers.push_back(clean.emplace_back(clean_text(text)).c_str());
    if (!pointers.empty()) variable.write(static_cast<const void*>(pointers.data()), text_type());
}

std::string clean_text(std::string_view text) {
    std::string clean;
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        const std::size_t length = std::max<std::size_t>(1, point.length);
        if (point.length == 0 || point.value == 0)
            clean += '?';
        else
            clean += text.substr(0, length);
        text.remove_prefix(length);
    }
    return clean;
}

}  // namespace sim::results::netcdf
