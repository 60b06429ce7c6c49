// The part of a Source that reads the values of data sets, each held against the size of the file first.
#include <H5Cpp.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <new>

#include "sim/check.hpp"
#include "sim/results/chunk.hpp"
#include "sim/results/source.hpp"

namespace sim::results {
namespace {

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
    for (std::size_t axis = at.size(); axis-- > 0; at[axis] = 0) {
        at[axis] += chunk[axis];
        if (at[axis] < size[axis]) return true;
    }
    return false;
}

}  // namespace

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
    if (shape(set).size() == 1) return texts(set, 0, shape(set)[0]);
    return selected_texts(set, H5::DataSpace::ALL, static_cast<hsize_t>(set.getSpace().getSimpleExtentNpoints()));
}

std::vector<std::string> Source::texts(const H5::DataSet& set, hsize_t first, hsize_t count) const {
    const H5::DataSpace stored = set.getSpace();
    if (count > 0) stored.selectHyperslab(H5S_SELECT_SET, &count, &first);
    return selected_texts(set, stored, count);
}

std::vector<std::string> Source::selected_texts(const H5::DataSet& set, const H5::DataSpace& stored, hsize_t n) const {
    if (!is_text(set) || !set.getStrType().isVariableStr()) refuse("is damaged (a variable is not text)");
    if (n > on_disk_.size()) refuse("is damaged (a variable is larger than the file)");
    TextMemory memory{static_cast<std::size_t>(on_disk_.size() + n), {}};
    const H5::DSetMemXferPropList transfer;
    if (H5Pset_vlen_mem_manager(transfer.getId(), take, &memory, keep, nullptr) < 0)
        throw H5::Exception("H5Pset_vlen_mem_manager", "failed");
    std::vector<char*> pointers(n, nullptr);
    if (n == 0) return {};
    H5::StrType type(H5::PredType::C_S1, H5T_VARIABLE);
    type.setCset(set.getStrType().getCset());
    set.read(static_cast<void*>(pointers.data()), type, H5::DataSpace(1, &n), stored, transfer);
    std::vector<std::string> texts;
    for (const char* text : pointers) texts.emplace_back(text ? text : "");
    return texts;
}

}  // namespace sim::results
