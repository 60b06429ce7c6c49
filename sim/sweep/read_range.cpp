#include "sim/sweep/read_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "sim/param/wording.hpp"

namespace sim::sweep {
namespace {

const std::vector<std::string> laws = {"uniform", "normal", "triangular"};  // in the order of Law
constexpr std::array parts_of_laws = {"mean", "sd", "mode"};
constexpr double least_share = 1e-6;  // of a normal that is left between min and max
constexpr double least_draw = 0x1p-53, largest_draw = 1 - 0x1p-53;

/// The first and last levels and, of a parameter that takes whole numbers, the first million between.
void check_levels(const Factor& factor, const param::Spec& spec, const Place& place, Problems& problems) {
    const std::uint64_t n = std::max<std::uint64_t>(2, factor.whole ? std::min<std::uint64_t>(factor.n, 1'000'000) : 2);
    for (std::uint64_t i = 0; i < n; ++i) {
        const double value = i + 1 == n ? factor.max : factor.n > 0 ? factor.level(i) : factor.min;
        const auto fault = param::Table::fault(spec, value);
        if (fault.empty()) continue;
        problems.add(place, factor.name, fmt::format("{} {}", value, fault));
        return;
    }
}

/// Reads one table. The members are what its parts need of each other.
class RangeReader {
 public:
    RangeReader(const param::Value& table, const param::Spec& spec, Ranges ranges, Factor& factor, Problems& problems)
        : table_(table),
          spec_(spec),
          ranges_(ranges),
          factor_(factor),
          problems_(problems),
          reader_(table, factor.name, problems),
          before_(problems.size()) {}

    void read() {
        if (!read_law()) return;
        if (factor_.law == Law::normal)
            read_normal();
        else
            read_ends();
    }

 private:
    bool good() const { return problems_.size() == before_; }

    bool read_law() {
        const bool named = reader_.has("distribution");
        if (!named && std::ranges::any_of(parts_of_laws, [&](auto* key) { return reader_.has(key); }))
            reader_.problem("distribution", "is required with mean, sd or mode (\"normal\" or \"triangular\")");
        if (named) factor_.law = static_cast<Law>(reader_.choice("distribution", 0, laws));
        if (named && good() && ranges_ == Ranges::need_levels)
            reader_.problem("distribution",
                            "has no levels (only sampled designs draw; write min, max and n, or design = \"lhs\")");
        return good();
    }

    double required(const char* key) {
        if (!reader_.has(key)) reader_.problem(key, "is required");
        return reader_.number(key, 0, param::any_real());
    }

    void read_ends() {
        for (const auto* key : {"min", "max"})
            if (!reader_.has(key)) reader_.problem(key, "is required");
        factor_.min = reader_.number("min", 0, param::any_real());
        factor_.max = reader_.number("max", 0, param::any_real());
        if (factor_.law == Law::triangular) factor_.mode = required("mode");
        if (!reader_.has("distribution")) factor_.n = read_count(reader_, "n", 0, 2);
        if (factor_.law == Law::uniform) factor_.logarithmic = reader_.choice("scale", 0, {"linear", "log"}) == 1;
        reader_.finish();
        if (good()) check_ends();
    }

    void check_ends() {
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
            check_levels(factor_, spec_, table_.place, problems_);
    }

    void read_normal() {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const double mean = required("mean"), sd = required("sd");
        const double min = end("min", -infinity), max = end("max", infinity);
        reader_.finish();
        if (good() && !(sd > 0)) reader_.problem("sd", fmt::format("{} must be above 0", sd));
        if (good() && !(min < max)) reader_.problem("min", fmt::format("{} must be less than max, {}", min, max));
        if (!good()) return;
        factor_.be_normal(mean, sd, min, max);
        check_normal();
    }

    double end(const char* key, double open) {
        if (!reader_.has(key)) return open;
        const double value = reader_.number(key, 0, param::any_real());
        const auto fault = param::Table::fault(spec_, value);
        if (good() && !fault.empty()) reader_.problem(key, fmt::format("{} {}", value, fault));
        return value;
    }

    /// The outermost draws are 8.2 standard deviations from the mean.
    void check_normal() {
        if (factor_.to - factor_.from < least_share)
            return reader_.problem("mean", fmt::format("{} with sd {} leaves less than a millionth between min and max",
                                                       factor_.mean, factor_.sd));
        for (const double draw : {least_draw, largest_draw}) {
            const double value = factor_.quantile(draw);
            const auto fault = param::Table::fault(spec_, value);
            if (fault.empty()) continue;
            return problems_.add(table_.place, factor_.name,
                                 fmt::format("a draw can be {:.4g}, which {} (give it min and max)", value, fault));
        }
    }

    const param::Value& table_;
    const param::Spec& spec_;
    const Ranges ranges_;
    Factor& factor_;
    Problems& problems_;
    param::Reader reader_;
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

void read_range(const param::Value& table, const param::Spec& spec, Ranges ranges, Factor& factor, Problems& problems) {
    RangeReader(table, spec, ranges, factor, problems).read();
}

}  // namespace sim::sweep
