#include "sim/sweep/read_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "sim/param/wording.hpp"
#include "sim/sweep/keys.hpp"

namespace sim::sweep {
namespace {

constexpr std::array parts_of_laws = {"mean", "sd", "mode"};
constexpr double least_share = 1e-6;  // of a normal that is left between min and max
constexpr double least_draw = 0x1p-53, largest_draw = 1 - 0x1p-53;

/// The first and last levels and, of a parameter that takes whole numbers, the first million between.
void check_levels(const Factor& factor, const Scenario& scenario, const Place& place, Problems& problems) {
    const std::uint64_t n = std::max<std::uint64_t>(2, factor.whole ? std::min<std::uint64_t>(factor.n, 1'000'000) : 2);
    for (std::uint64_t i = 0; i < n; ++i) {
        const double value = i + 1 == n ? factor.max : factor.n > 0 ? factor.level(i) : factor.min;
        const auto fault = scenario.fault(factor.name, value);
        if (fault.empty()) continue;
        problems.add(place, factor.name, fault);
        return;
    }
}

/// Reads one table. The members are what its parts need of each other.
class RangeReader {
 public:
    RangeReader(const param::Value& table, const Scenario& scenario, Ranges ranges, Factor& factor, Problems& problems)
        : table_(table),
          scenario_(scenario),
          ranges_(ranges),
          factor_(factor),
          problems_(problems),
          reader_(table, factor.name, problems),
          filling_(reader_, std::nullopt),
          before_(problems.size()) {}

    void read() {
        if (!read_law()) return;
        keys_of(filling_, keys_);
        require("min", keys_.min, factor_.law != Law::normal);
        require("max", keys_.max, factor_.law != Law::normal);
        require("mean", keys_.mean, factor_.law == Law::normal);
        require("sd", keys_.sd, factor_.law == Law::normal);
        require("mode", keys_.mode, factor_.law == Law::triangular);
        reader_.finish();
        if (!good()) return;
        if (factor_.law == Law::normal)
            take_normal();
        else
            take_ends();
    }

 private:
    bool good() const { return problems_.size() == before_; }

    bool read_law() {
        law_key(filling_, keys_);
        if (!keys_.has_law && std::ranges::any_of(parts_of_laws, [&](auto* key) { return reader_.has(key); }))
            reader_.problem("distribution", "is required with mean, sd or mode (\"normal\" or \"triangular\")");
        factor_.law = keys_.law;
        if (keys_.has_law && good() && ranges_ == Ranges::need_levels)
            reader_.problem("distribution",
                            "has no levels (only sampled designs draw; write min, max and n, or design = \"lhs\")");
        return good();
    }

    void require(std::string_view key, const std::optional<double>& value, bool is_needed) {
        if (is_needed && !value) reader_.problem(key, "is required");
    }

    void take_ends() {
        factor_.min = *keys_.min;
        factor_.max = *keys_.max;
        factor_.mode = keys_.mode.value_or(0);
        factor_.n = keys_.n;
        factor_.logarithmic = spacing_names[keys_.spacing] == "log";
        if (!(factor_.min < factor_.max))
            reader_.problem("min", fmt::format("{} must be less than max, {}", factor_.min, factor_.max));
        else if (factor_.logarithmic && factor_.min <= 0)
            reader_.problem("min", fmt::format("{} has no logarithm (scale = \"log\" needs min > 0)", factor_.min));
        else if (factor_.n == 0 && ranges_ == Ranges::need_levels)
            reader_.problem("n", "is required (the number of values; only sampled designs take a range without it)");
        else if (factor_.law == Law::triangular && !(factor_.min <= factor_.mode && factor_.mode <= factor_.max))
            reader_.problem(
                "mode", fmt::format("{} must be from min to max, {} to {}", factor_.mode, factor_.min, factor_.max));
        else
            check_levels(factor_, scenario_, table_.place, problems_);
    }

    void take_normal() {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        check_end("min", keys_.min);
        check_end("max", keys_.max);
        const double sd = *keys_.sd, min = keys_.min.value_or(-infinity), max = keys_.max.value_or(infinity);
        if (good() && !(sd > 0)) reader_.problem("sd", fmt::format("{} must be above 0", sd));
        if (good() && !(min < max)) reader_.problem("min", fmt::format("{} must be less than max, {}", min, max));
        if (!good()) return;
        factor_.be_normal(*keys_.mean, sd, min, max);
        check_normal();
    }

    void check_end(std::string_view key, const std::optional<double>& end) {
        const auto fault = end ? scenario_.fault(factor_.name, *end) : "";
        if (good() && !fault.empty()) reader_.problem(key, fault);
    }

    /// The outermost draws are 8.2 standard deviations from the mean.
    void check_normal() {
        if (factor_.to - factor_.from < least_share)
            return reader_.problem("mean", fmt::format("{} with sd {} leaves less than a millionth between min and max",
                                                       factor_.mean, factor_.sd));
        for (const double draw : {least_draw, largest_draw}) {
            const double value = factor_.quantile(draw);
            if (scenario_.fault(factor_.name, value).empty()) continue;
            return problems_.add(table_.place, factor_.name,
                                 fmt::format("a draw can be {:.4g} ({}; give it min and max)", value,
                                             param::allowed_text(*scenario_.spec(factor_.name))));
        }
    }

    const param::Value& table_;
    const Scenario& scenario_;
    const Ranges ranges_;
    Factor& factor_;
    Problems& problems_;
    param::Reader reader_;
    param::Filling filling_;
    RangeKeys keys_;
    const std::size_t before_;
};

}  // namespace

bool is_range(const param::Value& value) {
    if (!value.is_map()) return false;
    const auto& table = value.map();
    const auto is_number = [&](const char* key) { return table.find(key) && table.find(key)->is_number(); };
    return table.find("min") || table.find("max") || table.find("n") || table.find("distribution") ||
           std::ranges::any_of(parts_of_laws, is_number);
}

void read_range(const param::Value& table, const Scenario& scenario, Ranges ranges, Factor& factor,
                Problems& problems) {
    RangeReader(table, scenario, ranges, factor, problems).read();
}

}  // namespace sim::sweep
