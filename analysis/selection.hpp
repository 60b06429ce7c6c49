/// Points by what users call them: a label, or values of factors. Points with equal values share their random streams
/// and so their runs: of such copies the one with most finished runs stands for all.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/quantity.hpp"

namespace analysis {

/// "no growth", or "growth.enabled=false,growth.lag=3".
struct Selection {
    std::string text;
    bool is_label = false;
    std::vector<std::pair<std::size_t, double>> values;  // factor and value, if it is no label
    std::vector<std::uint64_t> points;
};

/// Two settings point by point: each pair alike in all factors that the selections do not name.
struct Pairing {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs;
    std::vector<std::string> remarks;
};

class Points {
 public:
    explicit Points(const Runs& runs);  // which must outlive it
    /// InputError: it selects nothing, and says what there is. `option` is where it was given.
    Selection select(const std::string& text, const std::string& option) const;
    /// InputError: no pairs, or the selections leave open which.
    Pairing pair(const Selection& base, const Selection& to) const;
    /// The point as `point` but for these values.
    std::optional<std::uint64_t> like(std::uint64_t point,
                                      const std::vector<std::pair<std::size_t, double>>& values) const;
    /// All but copies.
    std::vector<std::uint64_t> different() const;
    std::uint64_t n_copies() const;
    /// Names of the factors in which two points differ.
    std::vector<std::string> differences(std::uint64_t a, std::uint64_t b) const;

 private:
    const sim::results::Header& header() const { return runs_.header(); }
    std::vector<double> values_at(std::uint64_t point) const;
    std::pair<std::size_t, double> condition(const std::string& text, const std::string& option) const;
    double value_of(std::size_t factor, const std::string& text, const std::string& option) const;
    std::string open_factors(const std::vector<std::pair<std::uint64_t, std::uint64_t>>& pairs) const;

    const Runs& runs_;
    std::map<std::vector<double>, std::uint64_t> places_;  // values of all factors, and the point that has them
};

}  // namespace analysis
