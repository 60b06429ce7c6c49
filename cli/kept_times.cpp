#include "cli/kept_times.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cli {
namespace {

/// "week 100", "day 102", "step 7".
std::string time_text(const sim::TimeAxis& axis, std::int32_t when) {
    if (axis.start.empty()) return fmt::format("{} {}", axis.counts, when);
    return when % 7 == 0 ? fmt::format("week {}", when / 7) : fmt::format("day {}", when);
}

}  // namespace

KeptTimes::KeptTimes(const sim::TimeAxis& axis, const std::vector<std::int32_t>& all)
    : axis_(axis), n_all_(all.size()), start_(all.front()), end_(all.back()) {
    size_ = static_cast<std::size_t>(std::ranges::upper_bound(axis.at, end_) - axis.at.begin());
}

bool KeptTimes::hold(sim::At at) const {
    if (size_ == 0) return false;
    if (at == sim::At::start) return axis_.at.front() == start_;
    if (at == sim::At::end) return axis_.at[size_ - 1] == end_;
    return size_ >= n_all_;
}

std::string KeptTimes::name(sim::At at) const {
    const std::int32_t when = at == sim::At::start ? axis_.at.front() : axis_.at[size_ - 1];
    if (when == start_) return "at start";
    return when == end_ ? "at end" : "at " + time_text(axis_, when);
}

std::string KeptTimes::note(const sim::SummaryTable& table) const {
    if (size_ == 0) return "No time of this run was recorded.\n";
    std::string text;
    if (!hold(sim::At::start) || !hold(sim::At::end)) {
        const std::string first = time_text(axis_, axis_.at.front()), last = time_text(axis_, axis_.at[size_ - 1]);
        text = fmt::format("Recorded: {}. The run went from {} to {}.\n",
                           size_ == 1 ? first : fmt::format("{} to {}", first, last), time_text(axis_, start_),
                           time_text(axis_, end_));
    }
    const auto reads_extremes = [](const sim::SummaryColumn& column) {
        return std::ranges::any_of(column.sum, [](const sim::Reading& reading) {
            return reading.at == sim::At::least || reading.at == sim::At::most;
        });
    };
    if (!hold(sim::At::least) && std::ranges::any_of(table.columns, reads_extremes))
        text += fmt::format("Least and most are of the {} times recorded, of {}.\n", size_, n_all_);
    return text;
}

}  // namespace cli
