/// Common news: what the whole country hears at once and no person's acts explain. One autoregressive process of
/// standard deviation 1, drawn day by day, so that it is the same whatever the length of a step:
///     rho = exp(-1 / (7 persistence))
///     xi_d = rho xi_(d-1) + sqrt(1 - rho^2) z_d
/// z is standard normal, and so is xi of the first day.
/// Row F129. Null: no news.
#pragma once

#include <cmath>

#include "models/defection/state/belief.hpp"
#include "models/defection/state/week.hpp"
#include "sim/param/field.hpp"
#include "sim/random/sample.hpp"

namespace defection {

class News {
 public:
    static constexpr std::string_view name = "news";
    struct Parameters {
        using Self = Parameters;
        SIM_PARAM(bool, enabled, true, "-", on_off(), structure, "whether the country hears common news", "assumed");
        SIM_PARAM(double, persistence, 8.0, "week", in(0.1, 520), behaviour,
                  "time in which news fades to 1/e of its weight", "assumed, 1-26");
    };
    explicit News(const Parameters& p) : p_(p) {}

    void environment(const state::Setting& setting, const state::Week& week, state::News& news) {
        const double kept = sim::random::exp(-1.0 / (state::Week::days_of_one * p_.persistence));
        const double fresh = std::sqrt(1.0 - kept * kept);
        news.of_day.resize(week.days());
        for (double& today : news.of_day) {
            sim::random::Stream draw(setting.run_seed, Purpose("news/common"), 0, day_);
            const double z = sim::random::normal_quantile(sim::random::uniform(draw));
            xi_ = day_++ == 0 ? z : kept * xi_ + fresh * z;
            today = xi_;
        }
    }

 private:
    const Parameters& p_;
    std::uint32_t day_ = 0;
    double xi_ = 0;
};

}  // namespace defection
