#include "cli/cells.hpp"

#include <algorithm>
#include <cmath>

namespace cli {

double value_at(const sim::Outputs& outputs, const sim::Series& series, std::size_t v, std::size_t i) {
    switch (outputs.variables[v].store) {
        case sim::Store::count:
            return series.counts(v)[i];
        case sim::Store::real:
            return series.reals(v)[i];
        case sim::Store::flag:
            return series.flags(v)[i];
    }
    return std::nan("");
}

bool is_missing(const sim::Outputs& outputs, std::size_t v, double value) {
    switch (outputs.variables[v].store) {
        case sim::Store::count:
            return value == -1;
        case sim::Store::flag:
            return value == 255;
        case sim::Store::real:
            break;
    }
    return std::isnan(value);
}

std::size_t cells_of(const sim::Outputs& outputs, const sim::Variable& variable) {
    std::size_t n = 1;
    for (const auto& dim : variable.dims) n *= outputs.dimension(dim)->labels.size();
    return n;
}

bool has(const sim::Variable& variable, const std::string& dim) {
    return std::find(variable.dims.begin(), variable.dims.end(), dim) != variable.dims.end();
}

}  // namespace cli
