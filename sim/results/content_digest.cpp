#include "sim/results/content_digest.hpp"

#include <H5Cpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

#include "sim/results/digest.hpp"

namespace sim::results {

namespace {

constexpr hsize_t values_at_once = 1u << 20;

void add(Sha256& sum, std::uint64_t number) { sum.add(std::as_bytes(std::span(&number, 1))); }

void add(Sha256& sum, const std::string& text) {
    add(sum, std::uint64_t{text.size()});
    sum.add(std::as_bytes(std::span(text)));
}

void add(Sha256& sum, std::vector<double> values) {
    for (double& value : values)
        if (std::isnan(value)) value = std::numeric_limits<double>::quiet_NaN();
    sum.add(std::as_bytes(std::span(values)));
}

/// Row by row along axis `along`, a bounded number of values at once.
void add_part(Sha256& sum, const Source& source, const H5::DataSet& set, std::vector<hsize_t> start,
              std::vector<hsize_t> count, std::size_t along) {
    const hsize_t end = start[along] + count[along];
    hsize_t row = 1;
    for (std::size_t axis = along + 1; axis < count.size(); ++axis) row *= count[axis];
    const hsize_t step = std::max<hsize_t>(1, values_at_once / std::max<hsize_t>(1, row));
    for (; start[along] < end; start[along] += count[along]) {
        count[along] = std::min(step, end - start[along]);
        add(sum, source.numbers(set, start, count));
    }
}

void add_numbers(Sha256& sum, const Source& source, const H5::DataSet& set) {
    std::vector<hsize_t> count = Source::shape(set);
    if (count.empty()) return add(sum, source.numbers(set));
    std::vector<hsize_t> start(count.size(), 0);
    const std::vector<std::string> axes = source.axes(set);
    const bool runs = axes.size() > 1 && axes[0] == "point" && axes[1] == "replicate";
    if (!runs) return add_part(sum, source, set, start, count, 0);
    const hsize_t replicates = std::exchange(count[1], 1);
    for (; start[1] < replicates; ++start[1]) add_part(sum, source, set, start, count, 0);
}

void add_set(Sha256& sum, const Source& source, const std::string& path) {
    const H5::DataSet set = source.open(path);
    if (Source::is_bare_dimension(set)) return;
    add(sum, path);
    const std::vector<hsize_t> shape = Source::shape(set);
    add(sum, std::uint64_t{shape.size()});
    for (const hsize_t length : shape) add(sum, std::uint64_t{length});
    if (!source.is_text(set)) return add_numbers(sum, source, set);
    for (const std::string& text : source.texts(set)) add(sum, text);
}

}  // namespace

std::string content_digest(const Source& source) {
    std::vector<std::string> paths = source.paths();
    std::sort(paths.begin(), paths.end());
    Sha256 sum;
    for (const std::string& path : paths) add_set(sum, source, path);
    return sum.hex();
}

std::string definition_of(const Variable& variable) {
    constexpr std::size_t digits = 16;
    Sha256 sum;
    const auto add = [&](std::string_view text) {
        sum.add(std::as_bytes(std::span(text)));
        sum.add(std::as_bytes(std::span("\0", 1)));
    };
    const auto add_all = [&](const std::vector<std::string>& texts) {
        add(std::to_string(texts.size()));
        for (const auto& text : texts) add(text);
    };
    const bool is_flag = variable.store == Store::flag;  // whose unit no file holds
    add(variable.name);
    add(is_flag ? "" : variable.unit.empty() ? "1" : variable.unit);
    add(variable.meaning);
    add(variable.denominator);
    add(fmt::format("{} {}", static_cast<int>(variable.store), variable.over_time));
    add_all(variable.dims);
    add_all(variable.flag_meanings);
    add_all(variable.harm);
    return sum.hex().substr(0, digits);
}

}  // namespace sim::results
