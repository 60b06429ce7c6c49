/// Whom the regime holds in prison.
#pragma once

#include <string_view>
#include <vector>

namespace defection::state {

/// Of the real country. Writer: detention.
struct Prisons {
    static constexpr std::string_view name = "prisons";
    explicit Prisons(std::size_t n_groups) : civilians(n_groups, 0.0), dread(n_groups, 0.0) {}
    double places = 0;              // [person]
    double soldiers = 0;            // [person] held
    std::vector<double> civilians;  // [group] held
    std::vector<double> dread;      // [group] ln(1 + held / usual)
    double civilians_in_all() const {
        double sum = 0;
        for (const double held : civilians) sum += held;
        return sum;
    }
    double held() const { return soldiers + civilians_in_all(); }
    bool operator==(const Prisons&) const = default;
};

}  // namespace defection::state
