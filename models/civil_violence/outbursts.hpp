/// Outbursts in a series of numbers of active people: how often they come, how long one waits for the next, how large
/// they are. An outburst begins when enough people are active and ends when fewer are; one waits from an end to the
/// next beginning. Steps before `after` are left out.
#pragma once

#include <cmath>
#include <limits>
#include <vector>

#include "models/civil_violence/parameters.hpp"

namespace civil_violence {

class Outbursts {
 public:
    explicit Outbursts(const OutburstParameters& p) : p_(p) {}

    void see(int step, int n_active, int n_jailed) {
        if (step < p_.after) return;
        ++n_steps_;
        sum_active_ += n_active;
        sum_jailed_ += n_jailed;
        most_ = std::max(most_, n_active);
        const bool out = n_active >= p_.threshold;
        n_out_ += out ? 1 : 0;
        if (out && !is_out_) begin(step);
        if (out) peaks_.back() = std::max(peaks_.back(), double(n_active));
        if (!out && is_out_) end_ = step;
        is_out_ = out;
    }

    double active_mean() const { return sum_active_ / n_steps_; }
    double jailed_mean() const { return sum_jailed_ / n_steps_; }
    double share_of_time() const { return n_out_ / n_steps_; }
    double per_step() const { return static_cast<double>(peaks_.size()) / n_steps_; }
    double most_active() const { return n_steps_ > 0 ? most_ : missing; }
    double peak_mean() const { return mean(peaks_); }
    double waiting_mean() const { return mean(waits_); }
    double waiting_sd() const {
        if (waits_.size() < 2) return missing;
        const double middle = waiting_mean();
        double square = 0;
        for (const double wait : waits_) square += (wait - middle) * (wait - middle);
        return std::sqrt(square / static_cast<double>(waits_.size() - 1));
    }

 private:
    static constexpr double missing = std::numeric_limits<double>::quiet_NaN();

    void begin(int step) {
        if (end_ >= 0) waits_.push_back(step - end_);
        peaks_.push_back(0);
    }
    static double mean(const std::vector<double>& values) {
        double sum = 0;
        for (const double value : values) sum += value;
        return sum / static_cast<double>(values.size());
    }

    OutburstParameters p_;
    double n_steps_ = 0, n_out_ = 0, sum_active_ = 0, sum_jailed_ = 0;
    int most_ = 0, end_ = -1;
    bool is_out_ = false;
    std::vector<double> peaks_, waits_;  // [person], [step]
};

}  // namespace civil_violence
