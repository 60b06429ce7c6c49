/// Members, groups and seats are dense indices. If several kinds of them meet, each kind has an Id of its own: a post
/// is not taken for a person.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim::agents {

using Index = std::uint32_t;
constexpr Index nobody = ~Index{0};

/// The number of one `Of`: made from a number on purpose, read as one freely. Without a value it names none.
template <class Of>
struct Id {
    Index value = nobody;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t number) : value(static_cast<Index>(number)) {}
    template <class Other>
    explicit Id(Id<Other>) = delete;  // a person's number is no post's
    constexpr operator Index() const { return value; }
    constexpr bool names_somebody() const { return value != nobody; }
};

/// Numbers of different kinds have nothing in common.
template <class A, class B>
bool operator==(Id<A>, Id<B>) = delete;
template <class A, class B>
auto operator<=>(Id<A>, Id<B>) = delete;
template <class Of>
constexpr bool operator==(Id<Of> a, Id<Of> b) {
    return a.value == b.value;
}
template <class Of>
constexpr auto operator<=>(Id<Of> a, Id<Of> b) {
    return a.value <=> b.value;
}

/// first, first + 1, ... below end, for a range-for.
template <class Key>
class Ids {
 public:
    constexpr explicit Ids(std::size_t end) : Ids(0, end) {}
    constexpr Ids(std::size_t first, std::size_t end) : first_(first), end_(end) {}
    struct Iterator {
        std::size_t at;
        constexpr Key operator*() const { return Key(at); }
        constexpr Iterator& operator++() { return ++at, *this; }
        constexpr bool operator!=(const Iterator& other) const { return at != other.at; }
    };
    constexpr Iterator begin() const { return {first_}; }
    constexpr Iterator end() const { return {end_}; }
    constexpr std::size_t size() const { return end_ - first_; }
    constexpr Key operator[](std::size_t i) const { return Key(first_ + i); }

 private:
    std::size_t first_, end_;
};

/// A vector of one value for each `Key`, read by a Key alone.
template <class Key, class Vector>
class ColumnOf : public Vector {
 public:
    using Vector::Vector;
    typename Vector::reference operator[](Key key) { return Vector::operator[](key.value); }
    typename Vector::const_reference operator[](Key key) const { return Vector::operator[](key.value); }
    Ids<Key> ids() const { return Ids<Key>(this->size()); }
};
template <class Key, class T>
using Column = ColumnOf<Key, std::vector<T>>;

}  // namespace sim::agents
