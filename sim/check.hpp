/// Three kinds of error. SIM_EXPECT and SIM_ENSURE: our mistake, checked unless NDEBUG-like SIM_NO_CHECKS is set.
/// Problems: the user's mistakes, collected over a whole file and thrown once as InputError before anything runs.
/// std::runtime_error: the machine's, thrown where it happens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sim {

[[noreturn]] void broken_promise(const char* kind, const char* condition, const char* file, int line);

#ifdef SIM_NO_CHECKS
#define SIM_EXPECT(condition) static_cast<void>(0)
#define SIM_ENSURE(condition) static_cast<void>(0)
#else
#define SIM_EXPECT(condition) \
    ((condition) ? static_cast<void>(0) : ::sim::broken_promise("expected", #condition, __FILE__, __LINE__))
#define SIM_ENSURE(condition) \
    ((condition) ? static_cast<void>(0) : ::sim::broken_promise("ensured", #condition, __FILE__, __LINE__))
#endif

/// Which part the file of a value plays in a scenario; none: the command line, or a text that stands alone.
enum class Layer : std::uint8_t { none, scenario, behaviour };

/// A place in an input file; line 0 means the whole file, an empty file the command line.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    Layer layer = Layer::none;
};
std::string to_text(const Place& place);  // "syria.toml:12:19"; empty for the command line

/// The user's mistakes, in the order found. Printed as `file:line:col: key: what is wrong (remedy)`.
class Problems {
 public:
    Problems() = default;
    /// `place_of` finds the place of a key for problems that are added without one.
    explicit Problems(std::function<Place(std::string_view key)> place_of) : place_of_(std::move(place_of)) {}

    /// Control characters are escaped and long texts cut; beyond max_lines problems are counted only.
    void add(const Place& place, std::string_view key, std::string_view what);
    void add(const Problems& others);
    bool empty() const { return count_ == 0; }
    std::size_t size() const { return count_; }
    const std::vector<std::string>& lines() const { return lines_; }
    bool full() const { return lines_.size() >= max_lines; }
    /// All lines, and how many more there were.
    std::string text() const;
    /// Throws InputError with all lines if there are any.
    void throw_if_any() const;

    static constexpr std::size_t max_lines = 1000;

 private:
    std::function<Place(std::string_view key)> place_of_;
    std::vector<std::string> lines_;
    std::size_t count_ = 0;
};

/// Bad command line, configuration or input file: the command ends with exit 2, having written nothing.
class InputError : public std::runtime_error {
 public:
    using std::runtime_error::runtime_error;
};

/// The candidate nearest to `name` in edit distance, or empty if none is near enough to be a misspelling. A name that
/// lacks only its "mechanism." finds the one candidate that ends with it.
std::string nearest(std::string_view name, const std::vector<std::string>& candidates);

/// Text of a user as a message may show it: control characters, invisible direction marks and bytes that are not UTF-8
/// are escaped, and what is longer than `limit` characters ends with "...".
std::string shown(std::string_view text, std::size_t limit = 60);

}  // namespace sim
