#include "sim/results/file_driver.hpp"

#include <H5Cpp.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <new>

#include "sim/results/descriptor.hpp"

namespace sim::results {

namespace {

/// An open file as libhdf5 sees it: its own part first, then ours.
struct DrivenFile {
    H5FD_t base;
    FileDriver* driver;
    haddr_t end_of_addresses;
};

DrivenFile& driven(H5FD_t* file) { return *reinterpret_cast<DrivenFile*>(file); }
const DrivenFile& driven(const H5FD_t* file) { return *reinterpret_cast<const DrivenFile*>(file); }

H5FD_t* open(const char*, unsigned, hid_t access, haddr_t) {
    const void* info = H5Pget_driver_info(access);
    if (!info) return nullptr;
    auto* file = new (std::nothrow) DrivenFile{};
    if (file) file->driver = *static_cast<FileDriver* const*>(info);
    return file ? &file->base : nullptr;
}

herr_t close(H5FD_t* file) {
    delete &driven(file);
    return 0;
}

int compare(const H5FD_t* a, const H5FD_t* b) {
    const std::less<const FileDriver*> before;
    return before(driven(a).driver, driven(b).driver) ? -1 : before(driven(b).driver, driven(a).driver) ? 1 : 0;
}

herr_t query(const H5FD_t*, unsigned long* features) {
    *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
                H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
}

haddr_t end_of_addresses(const H5FD_t* file, H5FD_mem_t) { return driven(file).end_of_addresses; }

herr_t set_end_of_addresses(H5FD_t* file, H5FD_mem_t, haddr_t address) {
    driven(file).end_of_addresses = address;
    return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return driven(file).driver->size(); }

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, void* buffer) {
    return driven(file).driver->read(at, {static_cast<std::byte*>(buffer), size}) ? 0 : -1;
}

herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, const void* buffer) try {
    driven(file).driver->write(at, {static_cast<const std::byte*>(buffer), size});
    return 0;
} catch (const std::bad_alloc&) {
    return -1;
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
    if (driven(file).end_of_addresses != driven(file).driver->size())
        driven(file).driver->resize(driven(file).end_of_addresses);
    return 0;
}

/// Registered once; libhdf5 forgets it when the program ends.
hid_t driver_class() {
    static const hid_t id = [] {
        static H5FD_class_t calls{};
        calls.name = "muster";
        calls.maxaddr = (haddr_t{1} << 62) - 1;
        calls.fc_degree = H5F_CLOSE_STRONG;
        calls.fapl_size = sizeof(FileDriver*);
        calls.open = open;
        calls.close = close;
        calls.cmp = compare;
        calls.query = query;
        calls.get_eoa = end_of_addresses;
        calls.set_eoa = set_end_of_addresses;
        calls.get_eof = end_of_file;
        calls.read = read;
        calls.write = write;
        calls.truncate = truncate;
        const H5FD_mem_t by_kind[] = H5FD_FLMAP_DICHOTOMY;  // metadata apart from values, as the default driver does
        std::copy(std::begin(by_kind), std::end(by_kind), calls.fl_map);
        return H5FDregister(&calls);
    }();
    return id;
}

}  // namespace

H5::FileAccPropList FileDriver::access_properties() const {
    H5::FileAccPropList access;
    const FileDriver* self = this;
    if (H5Pset_driver(access.getId(), driver_class(), &self) < 0)
        throw H5::PropListIException("FileDriver::access_properties", "H5Pset_driver failed");
    return access;
}

void FileDriver::write(std::uint64_t at, std::span<const std::byte> bytes) {
    size_ = std::max(size_, at + bytes.size());
    if (error_ == 0 && !meant_.expect(descriptor_, at, bytes)) error_ = EIO;
    if (error_ == 0) error_ = write_at(descriptor_, at, bytes).error;
    if (error_ != 0) held_.emplace_back(at, std::vector<std::byte>(bytes.begin(), bytes.end()));
}

bool FileDriver::read(std::uint64_t at, std::span<std::byte> bytes) {
    const Transfer stored = read_at(descriptor_, at, bytes);
    if (stored.error != 0) {
        if (error_ == 0) error_ = stored.error;
        return false;
    }
    std::ranges::fill(bytes.subspan(stored.n_bytes), std::byte{0});
    for (const auto& [from, content] : held_) {
        const std::uint64_t begin = std::max(at, from), end = std::min(at + bytes.size(), from + content.size());
        if (begin < end) std::memcpy(&bytes[begin - at], &content[begin - from], end - begin);
    }
    return true;
}

void FileDriver::resize(std::uint64_t size) {
    if (error_ == 0 && !meant_.expect_size(descriptor_, size)) error_ = EIO;
    if (error_ == 0 && ::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) error_ = errno;
    size_ = size;
}

}  // namespace sim::results
