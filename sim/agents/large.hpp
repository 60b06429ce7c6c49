/// Memory for arrays over people and cells: huge pages where the system has them and the array fills them, since events
/// reach such arrays in no order and every missed page table entry costs as much as the work itself. Values are the same
/// with and without.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace sim::agents {

template <class T>
struct LargeAllocator {
    using value_type = T;
    LargeAllocator() = default;
    template <class U>
    LargeAllocator(const LargeAllocator<U>&) {}

    static constexpr std::size_t page = std::size_t{1} << 21;  // [byte] a huge page

    T* allocate(std::size_t n) {
        const std::size_t bytes = n * sizeof(T);
        if (bytes < page) return static_cast<T*>(::operator new (bytes, std::align_val_t{64}));
        const std::size_t whole_pages = (bytes + page - 1) / page * page;
        void* memory = std::aligned_alloc(page, whole_pages);
        if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
        madvise(memory, bytes / page * page, MADV_HUGEPAGE);
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t n) {
        if (n * sizeof(T) < page)
            ::operator delete (memory, std::align_val_t{64});
        else
            std::free(memory);
    }
    friend bool operator==(const LargeAllocator&, const LargeAllocator&) { return true; }
};

template <class T>
using LargeVector = std::vector<T, LargeAllocator<T>>;

}  // namespace sim::agents
