#include "sim/results/libhdf5.hpp"

#include <H5Cpp.h>

#include <new>

namespace sim::results {

namespace {

/// libhdf5 clears its own record with the next call, and destructors make calls before a handler is reached.
thread_local std::string latest;
thread_local bool wants_memory = false;

herr_t keep_innermost(unsigned depth, const H5E_error2_t* entry, void*) {
    if (depth == 0 && entry->desc) latest = entry->desc;
    if (depth == 0) wants_memory = entry->maj_num == H5E_RESOURCE;
    return 0;
}

herr_t keep(hid_t stack, void*) { return H5Ewalk2(stack, H5E_WALK_UPWARD, keep_innermost, nullptr); }

}  // namespace

void keep_libhdf5_errors() {
    latest.clear();
    wants_memory = false;
    H5Eset_auto2(H5E_DEFAULT, keep, nullptr);
}

void rethrow_want_of_memory() {
    if (wants_memory) throw std::bad_alloc();
}

std::string error_text(const H5::Exception& error) {
    return "libhdf5: " + (latest.empty() ? error.getFuncName() + ": " + error.getDetailMsg() : latest);
}

}  // namespace sim::results
