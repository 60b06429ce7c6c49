/// Values put into bytes one after another, and taken off them again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/check.hpp"

namespace sim::results {

class Encoder {
 public:
    template <class T>
    void put(const T& value) {
        static_assert(std::is_trivially_copyable_v<T>);
        put_bytes(std::as_bytes(std::span(&value, 1)));
    }
    void put_bytes(std::span<const std::byte> bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }
    /// With their number before them.
    void put_counted(std::span<const std::byte> bytes) {
        put(std::uint64_t{bytes.size()});
        put_bytes(bytes);
    }
    void put_text(const std::string& text) { put_counted(std::as_bytes(std::span(text))); }
    std::vector<std::byte> out;
};

/// Takes values off bytes; what is not there is a fault (InputError), found before anything is allocated for it.
class Decoder {
 public:
    /// what: whose bytes they are, "a record".
    Decoder(std::span<const std::byte> bytes, const char* what) : rest_(bytes), what_(what) {}
    template <class T>
    T take() {
        static_assert(std::is_trivially_copyable_v<T>);
        T value;
        std::memcpy(&value, take_bytes(sizeof value).data(), sizeof value);
        return value;
    }
    std::span<const std::byte> take_bytes(std::uint64_t n) {
        if (n > rest_.size()) throw InputError(std::string(what_) + " is shorter than it says");
        const auto taken = rest_.first(static_cast<std::size_t>(n));
        rest_ = rest_.subspan(static_cast<std::size_t>(n));
        return taken;
    }
    std::vector<std::byte> take_counted() {
        const auto bytes = take_bytes(take<std::uint64_t>());
        return {bytes.begin(), bytes.end()};
    }
    std::string take_text() {
        const auto bytes = take_bytes(take<std::uint64_t>());
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    void expect_end() const {
        if (!rest_.empty()) throw InputError(std::string(what_) + " is longer than it says");
    }

 private:
    std::span<const std::byte> rest_;
    const char* what_;
};

}  // namespace sim::results
