#include "sim/results/source.hpp"

#include <H5Cpp.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include "sim/results/define.hpp"
#include "sim/results/libhdf5.hpp"

namespace sim::results {

namespace {

constexpr std::size_t longest_attribute = 1 << 16;  // [byte]
constexpr std::size_t longest_name = 255;           // [byte]
constexpr std::string_view bare_dimension = "This is a netCDF dimension but not a netCDF variable.";

bool is_hdf5(const OpenFile& file) {
    constexpr std::string_view signature = "\x89HDF\r\n\x1a\n";
    std::array<char, signature.size()> begin{};
    if (file.size() >= begin.size()) file.read(0, std::as_writable_bytes(std::span(begin)));
    return std::string_view(begin.data(), begin.size()) == signature;
}

std::string scale_name(hid_t scale) {
    std::array<char, 256> name{};
    if (H5DSget_scale_name(scale, name.data(), name.size()) < 0) return {};
    return name.data();
}

}  // namespace

Source::Source(const OpenFile& file) : on_disk_(file), driver_(file.descriptor(), file.size()) {
    keep_libhdf5_errors();
    H5PLset_loading_state(0);  // a file may name filters that libhdf5 would look for as plug-ins
    try {
        H5::FileAccPropList access = driver_.access_properties();
        access.setFcloseDegree(H5F_CLOSE_STRONG);  // libhdf5 leaves objects open when a damaged file fails it
        file_ =
            std::make_unique<H5::H5File>(file.path().string(), H5F_ACC_RDONLY, H5::FileCreatPropList::DEFAULT, access);
        check_version();
        find_scales();
    } catch (const H5::Exception& error) {
        if (is_hdf5(file)) refuse("cannot be read (" + error_text(error) + ")");
        refuse("is not a results file of muster (it is not HDF5)");
    }
}

Source::~Source() = default;

void Source::refuse(std::string_view what) const {
    if (driver_.error() != 0) on_disk_.fail(driver_.error());
    on_disk_.refuse(what);
}

void Source::close() { file_->close(); }

std::vector<std::string> Source::names(const std::string& group, bool of_data_sets) const {
    // One by one: libhdf5's iteration frees what it never allocated if the group's index is damaged.
    const H5O_type_t type = of_data_sets ? H5O_TYPE_DATASET : H5O_TYPE_GROUP;
    const char* damaged = "is damaged (the list of its variables cannot be read)";
    H5G_info_t group_info;
    if (H5Gget_info_by_name(file_->getId(), group.c_str(), &group_info, H5P_DEFAULT) < 0) refuse(damaged);
    std::vector<std::string> names;
    std::array<char, longest_name + 1> name{};
    for (hsize_t i = 0; i < group_info.nlinks; ++i) {
        const ssize_t length = H5Lget_name_by_idx(file_->getId(), group.c_str(), H5_INDEX_CRT_ORDER, H5_ITER_INC, i,
                                                  name.data(), name.size(), H5P_DEFAULT);
        if (length <= 0 || length > static_cast<ssize_t>(longest_name)) refuse(damaged);
        const std::string path = group + "/" + name.data();
        H5L_info_t link;
        H5O_info_t object;
        if (H5Lget_info(file_->getId(), path.c_str(), &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD ||
            H5Oget_info_by_name(file_->getId(), path.c_str(), &object, H5P_DEFAULT) < 0)
            refuse(damaged);
        if (object.type == type) names.emplace_back(name.data());
    }
    return names;
}

std::vector<std::string> Source::paths() const {
    std::vector<std::string> paths;
    collect("/", 2, paths);  // groups nest twice at most (provenance/parameters)
    return paths;
}

void Source::collect(const std::string& group, int depth, std::vector<std::string>& paths) const {
    const std::string prefix = group == "/" ? "" : group + "/";
    for (const std::string& name : data_sets_in(group)) paths.push_back(prefix + name);
    if (depth == 0) return;
    for (const std::string& name : groups_in(group)) collect(prefix + name, depth - 1, paths);
}

bool Source::has(const std::string& name) const { return H5Lexists(file_->getId(), name.c_str(), H5P_DEFAULT) > 0; }

H5::DataSet Source::open(const std::string& name) const {
    if (!has(name)) refuse("is damaged (" + name + " is missing)");
    H5::DataSet set = file_->openDataSet(name);
    const H5::DSetCreatPropList creation = set.getCreatePlist();
    if (creation.getLayout() == H5D_VIRTUAL || creation.getExternalCount() > 0)
        refuse("is not a results file of muster (" + name + " lies in another file)");
    return set;
}

std::vector<hsize_t> Source::shape(const H5::DataSet& set) {
    const H5::DataSpace space = set.getSpace();
    std::vector<hsize_t> shape(static_cast<std::size_t>(space.getSimpleExtentNdims()));
    if (!shape.empty()) space.getSimpleExtentDims(shape.data());
    return shape;
}

bool Source::is_text(const H5::DataSet& set) const { return set.getTypeClass() == H5T_STRING; }

void Source::check_version() const {
    const H5::Group root = file_->openGroup("/");
    if (text(root, "filetype") != filetype)
        refuse("is not a results file of muster (it has no filetype " + std::string(filetype) + ")");
    const int version = number(root, "format_version");
    if (version < 1 || version > format_version)
        refuse("has format " + std::to_string(version) + " (this program reads 1 to " + std::to_string(format_version) +
               "): use the version of muster that wrote it, " + text(root, "muster_version"));
}

void Source::find_scales() {
    for (const std::string& name : data_sets_in("/")) {
        hobj_ref_t reference{};
        if (H5DSis_scale(open(name).getId()) > 0 &&
            H5Rcreate(&reference, file_->getId(), name.c_str(), H5R_OBJECT, -1) >= 0)
            scales_[reference] = name;
    }
}

std::vector<std::string> Source::axes(const H5::DataSet& set) const {
    if (H5DSis_scale(set.getId()) > 0) return {scale_name(set.getId())};
    std::vector<hvl_t> lists(shape(set).size());
    if (lists.empty()) return {};
    const H5::Attribute attribute = set.openAttribute("DIMENSION_LIST");
    if (attribute.getTypeClass() != H5T_VLEN ||
        attribute.getSpace().getSimpleExtentNpoints() != static_cast<hssize_t>(lists.size()))
        refuse("is damaged (a variable without dimensions)");
    const H5::VarLenType type(H5::PredType::STD_REF_OBJ);
    attribute.read(type, lists.data());
    std::vector<std::string> names;
    for (const hvl_t& list : lists) {
        const auto known = list.len == 1 ? scales_.find(*static_cast<const hobj_ref_t*>(list.p)) : scales_.end();
        names.push_back(known == scales_.end() ? std::string() : known->second);
    }
    H5Dvlen_reclaim(type.getId(), attribute.getSpace().getId(), H5P_DEFAULT, lists.data());
    return names;
}

bool Source::is_bare_dimension(const H5::DataSet& set) {
    return H5DSis_scale(set.getId()) > 0 && scale_name(set.getId()).starts_with(bare_dimension);
}

std::string Source::text(const H5::H5Object& object, const std::string& name) const {
    if (!object.attrExists(name)) return {};
    const H5::Attribute attribute = object.openAttribute(name);
    if (attribute.getTypeClass() != H5T_STRING || attribute.getStrType().isVariableStr() ||
        attribute.getSpace().getSimpleExtentNpoints() != 1 || attribute.getStrType().getSize() > longest_attribute)
        refuse("is damaged (attribute " + name + ")");
    const H5::StrType type = attribute.getStrType();
    std::string text(type.getSize(), '\0');
    attribute.read(type, text.data());
    text.resize(std::min(text.size(), text.find('\0')));
    return text;
}

int Source::number(const H5::H5Object& object, const std::string& name) const {
    if (!object.attrExists(name)) refuse("is damaged (attribute " + name + " is missing)");
    const H5::Attribute attribute = object.openAttribute(name);
    if (attribute.getTypeClass() != H5T_INTEGER || attribute.getSpace().getSimpleExtentNpoints() != 1)
        refuse("is damaged (attribute " + name + ")");
    int number = 0;
    attribute.read(H5::PredType::NATIVE_INT, &number);
    return number;
}

}  // namespace sim::results
