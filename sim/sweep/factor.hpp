/// One factor of a design: a swept parameter and the values it may take, a list, a range or a distribution. Values are
/// computed when asked for: a range of a hundred million levels costs nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sim::sweep {

/// How sampled designs draw between the ends of a range.
enum class Law : std::uint8_t { uniform, normal, triangular };

/// Between which values something varies.
struct Span {
    std::string name;
    double least = 0, greatest = 0;
};

struct Factor {
    std::string name;
    std::vector<double> values;  // a list; empty: the range below
    double min = 0, max = 0;     // [the parameter's unit], both ends are levels; of a normal perhaps infinite
    std::uint64_t n = 0;         // levels of the range; 0: any value between, for sampled designs
    bool logarithmic = false;    // levels and draws are even in the logarithm; 0 < min
    bool whole = false;          // an integer or a switch: draws are whole numbers
    Law law = Law::uniform;
    double mean = 0, sd = 1;  // normal, before it is cut off at the ends
    double from = 0, to = 1;  // normal: its shares below the ends
    double mode = 0;          // triangular

    /// Whether it is `whole` must be said before.
    void be_normal(double its_mean, double its_sd, double its_min, double its_max);
    bool is_list() const { return !values.empty(); }
    /// 0 if any value of the range may be taken.
    std::uint64_t n_levels() const { return is_list() ? values.size() : n; }
    double level(std::uint64_t index) const;
    /// The ends of a range, the extremes of a list.
    Span span() const;
    /// The value at share `u` of the factor's distribution, from its lower end at 0 to its upper end at 1.
    double quantile(double u) const;

 private:
    double between(double share) const;
    double drawn(double u) const;
    double drawn_whole(double u) const;
    double normal(double u) const;
    double triangular(double u, double end) const;
};

std::vector<std::string> names_of(const std::vector<Factor>& factors);
std::vector<Span> spans_of(const std::vector<Factor>& factors);

}  // namespace sim::sweep
