#include "sim/results/source.hpp"

#include <H5Cpp.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <new>
#include <span>

#include "sim/check.hpp"
#include "sim/results/chunk.hpp"
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

/// Memory for the texts of one data set: never more than the file could hold, and given back here alone, because
/// libhdf5 loses it when it fails halfway.
struct TextMemory {
    std::size_t left;  // [byte]
    std::vector<std::unique_ptr<char[]>> pieces;
};

void* take(std::size_t size, void* data) try {
    TextMemory& memory = *static_cast<TextMemory*>(data);
    if (size > memory.left) return nullptr;
    memory.left -= size;
    return memory.pieces.emplace_back(new char[size]).get();
} catch (const std::bad_alloc&) {
    return nullptr;
}

void keep(void*, void*) {}

/// The next chunk of a data set, the last axis first; false after the last one.
bool step(std::vector<hsize_t>& at, const std::vector<hsize_t>& chunk, const std::vector<hsize_t>& size) {
    for (std::size_t axis = at.size(); axis-- > 0; at[axis] = 0)
        if ((at[axis] += chunk[axis]) < size[axis]) return true;
    return false;
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
        refuse("is no results file of muster (" + name + " lies in another file)");
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
    if (version != format_version)
        refuse("has format " + std::to_string(version) + " (this program reads " + std::to_string(format_version) +
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

void Source::check_plausible(const H5::DataSet& set, hsize_t values) const {
    constexpr hsize_t best_ratio = 1032;      // of deflate
    constexpr hsize_t unwritten = 32u << 20;  // [values] that may be missing altogether
    const hsize_t stored = std::min<hsize_t>(set.getStorageSize(), on_disk_.size());
    if (values > unwritten && values > stored * best_ratio) refuse("is damaged (a variable is larger than the file)");
}

void Source::check_chunks(const H5::DataSet& set) const {
    const H5::DSetCreatPropList creation = set.getCreatePlist();
    const std::size_t element_size = set.getDataType().getSize();
    if (creation.getLayout() != H5D_CHUNKED || creation.getNfilters() != (is_shuffled(element_size) ? 2 : 1)) return;
    const std::vector<hsize_t> size = shape(set);
    std::vector<hsize_t> chunk(size.size()), at(size.size(), 0);
    creation.getChunk(static_cast<int>(chunk.size()), chunk.data());
    hsize_t n_values = 1, bytes = element_size;
    for (std::size_t axis = 0; axis < size.size(); ++axis) n_values *= size[axis], bytes *= chunk[axis];
    check_plausible(set, n_values);
    if (n_values == 0) return;
    do check_chunk_at(set, at, bytes, element_size);
    while (step(at, chunk, size));
}

void Source::check_chunk_at(const H5::DataSet& set, const std::vector<hsize_t>& at, std::size_t bytes,
                            std::size_t element_size) const {
    unsigned mask = 0;
    haddr_t address = HADDR_UNDEF;
    hsize_t size = 0;
    if (H5Dget_chunk_info_by_coord(set.getId(), at.data(), &mask, &address, &size) < 0 || size > on_disk_.size())
        refuse("is damaged (the list of its chunks)");
    if (address == HADDR_UNDEF) return;  // never written
    StoredChunk chunk{std::vector<std::byte>(size), 0};
    if (H5Dread_chunk(set.getId(), H5P_DEFAULT, at.data(), &chunk.filter_mask, chunk.bytes.data()) < 0)
        refuse("is damaged (a chunk cannot be read)");
    try {
        static_cast<void>(decompress_chunk(chunk, bytes, element_size));
    } catch (const InputError& fault) {
        refuse(std::string("is damaged (") + fault.what() + ")");
    }
}

std::vector<double> Source::numbers(const H5::DataSet& set) const {
    const std::vector<hsize_t> count = shape(set);
    return numbers(set, std::vector<hsize_t>(count.size(), 0), count);
}

std::vector<double> Source::numbers(const H5::DataSet& set, const std::vector<hsize_t>& start,
                                    const std::vector<hsize_t>& count) const {
    if (const H5T_class_t type = set.getTypeClass(); type != H5T_INTEGER && type != H5T_FLOAT)
        refuse("is damaged (a variable is not numeric)");
    hsize_t n = 1;
    for (const hsize_t length : count) {
        if (length != 0 && n > std::numeric_limits<std::uint32_t>::max() / length)
            refuse("has a variable too large to read at once");
        n *= length;
    }
    check_plausible(set, n);
    std::vector<double> values(n);
    if (n == 0) return values;
    const H5::DataSpace memory(1, &n);
    const H5::DataSpace stored = set.getSpace();
    if (!count.empty()) stored.selectHyperslab(H5S_SELECT_SET, count.data(), start.data());
    set.read(values.data(), H5::PredType::NATIVE_DOUBLE, count.empty() ? H5::DataSpace::ALL : memory, stored);
    return values;
}

std::vector<std::string> Source::texts(const H5::DataSet& set) const {
    if (!is_text(set) || !set.getStrType().isVariableStr()) refuse("is damaged (a variable is not text)");
    const auto n = static_cast<hsize_t>(set.getSpace().getSimpleExtentNpoints());
    if (n > on_disk_.size()) refuse("is damaged (a variable is larger than the file)");
    TextMemory memory{static_cast<std::size_t>(on_disk_.size() + n), {}};
    const H5::DSetMemXferPropList transfer;
    if (H5Pset_vlen_mem_manager(transfer.getId(), take, &memory, keep, nullptr) < 0)
        throw H5::Exception("H5Pset_vlen_mem_manager", "failed");
    std::vector<char*> pointers(n, nullptr);
    if (n == 0) return {};
    H5::StrType type(H5::PredType::C_S1, H5T_VARIABLE);
    type.setCset(set.getStrType().getCset());
    set.read(static_cast<void*>(pointers.data()), type, H5::DataSpace::ALL, H5::DataSpace::ALL, transfer);
    std::vector<std::string> texts;
    for (const char* text : pointers) texts.emplace_back(text ? text : "");
    return texts;
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
