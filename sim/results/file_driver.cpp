#include "sim/results/sink.hpp"

#include <hdf5.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

namespace sim::results {

namespace {

/// What libhdf5 sees as an open file: its own part first, then ours.
struct OpenSink {
    H5FD_t base;
    Sink* sink;
    haddr_t end_of_addresses;
};

OpenSink& open_sink(H5FD_t* file) { return *reinterpret_cast<OpenSink*>(file); }
const OpenSink& open_sink(const H5FD_t* file) { return *reinterpret_cast<const OpenSink*>(file); }

H5FD_t* open(const char*, unsigned, hid_t access, haddr_t) {
    const void* info = H5Pget_driver_info(access);
    if (!info) return nullptr;
    auto* file = new (std::nothrow) OpenSink{};
    if (file) file->sink = *static_cast<Sink* const*>(info);
    return file ? &file->base : nullptr;
}

herr_t close(H5FD_t* file) {
    delete &open_sink(file);
    return 0;
}

int compare(const H5FD_t* a, const H5FD_t* b) {
    const std::less<const Sink*> before;
    return before(open_sink(a).sink, open_sink(b).sink) ? -1 : before(open_sink(b).sink, open_sink(a).sink) ? 1 : 0;
}

herr_t query(const H5FD_t*, unsigned long* features) {
    *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
                H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
    return 0;
}

haddr_t end_of_addresses(const H5FD_t* file, H5FD_mem_t) { return open_sink(file).end_of_addresses; }

herr_t set_end_of_addresses(H5FD_t* file, H5FD_mem_t, haddr_t address) {
    open_sink(file).end_of_addresses = address;
    return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return open_sink(file).sink->size(); }

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, void* buffer) {
    return open_sink(file).sink->read(at, {static_cast<std::byte*>(buffer), size}) ? 0 : -1;
}

herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t at, std::size_t size, const void* buffer) try {
    open_sink(file).sink->write(at, {static_cast<const std::byte*>(buffer), size});
    return 0;
} catch (const std::bad_alloc&) {
    return -1;
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
    if (open_sink(file).end_of_addresses != open_sink(file).sink->size())
        open_sink(file).sink->resize(open_sink(file).end_of_addresses);
    return 0;
}

/// Registered once; libhdf5 forgets it when the program ends.
hid_t driver() {
    static const hid_t id = [] {
        static H5FD_class_t driver_class{};
        driver_class.name = "muster_sink";
        driver_class.maxaddr = (haddr_t{1} << 62) - 1;
        driver_class.fc_degree = H5F_CLOSE_STRONG;
        driver_class.fapl_size = sizeof(Sink*);
        driver_class.open = open;
        driver_class.close = close;
        driver_class.cmp = compare;
        driver_class.query = query;
        driver_class.get_eoa = end_of_addresses;
        driver_class.set_eoa = set_end_of_addresses;
        driver_class.get_eof = end_of_file;
        driver_class.read = read;
        driver_class.write = write;
        driver_class.truncate = truncate;
        const H5FD_mem_t by_kind[] = H5FD_FLMAP_DICHOTOMY;  // metadata apart from values, as the default driver does
        std::copy(std::begin(by_kind), std::end(by_kind), driver_class.fl_map);
        return H5FDregister(&driver_class);
    }();
    return id;
}

}  // namespace

H5::FileAccPropList Sink::access() {
    H5::FileAccPropList access;
    const Sink* self = this;
    if (H5Pset_driver(access.getId(), driver(), &self) < 0)
        throw H5::PropListIException("Sink::access", "H5Pset_driver failed");
    return access;
}

void Sink::write(std::uint64_t at, std::span<const std::byte> bytes) {
    size_ = std::max(size_, at + bytes.size());
    for (std::size_t done = 0; error_ == 0 && done < bytes.size();) {
        const ssize_t n = ::pwrite(descriptor_, &bytes[done], bytes.size() - done, static_cast<off_t>(at + done));
        if (n > 0)
            done += static_cast<std::size_t>(n);
        else if (n == 0 || errno != EINTR)
            error_ = n == 0 ? ENOSPC : errno;
    }
    if (error_ != 0) held_.emplace_back(at, std::vector<std::byte>(bytes.begin(), bytes.end()));
}

bool Sink::read(std::uint64_t at, std::span<std::byte> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::pread(descriptor_, &bytes[done], bytes.size() - done, static_cast<off_t>(at + done));
        if (n == 0) break;
        if (n > 0) done += static_cast<std::size_t>(n);
        if (n < 0 && errno != EINTR) {
            if (error_ == 0) error_ = errno;
            return false;
        }
    }
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(done), bytes.end(), std::byte{0});
    for (const auto& [from, content] : held_) {
        const std::uint64_t begin = std::max(at, from), end = std::min(at + bytes.size(), from + content.size());
        if (begin < end) std::memcpy(&bytes[begin - at], &content[begin - from], end - begin);
    }
    return true;
}

void Sink::resize(std::uint64_t size) {
    if (error_ == 0 && ::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) error_ = errno;
    size_ = size;
}

}  // namespace sim::results
