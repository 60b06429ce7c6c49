/// Those who departed and have not come back nor met another end: how many, from where; and how many went together.
/// Beside them, those who came to each brigade since the start. The roster keeps it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/defection/army/outside.hpp"
#include "models/defection/army/units.hpp"

namespace defection {

struct Leavers {
    static constexpr std::string_view name = "leavers";
    static constexpr bool is_kept = true;

    Leavers(const Units& units, std::size_t n_regions)
        : outside(n_regions, units.lanes.n_groups, units.has_specialists()),
          of_brigade(units.brigades.size(), 0),
          came_to(units.brigades.size(), 0),
          joined_from(n_regions, 0.0),
          fallen_from(n_regions, 0.0) {}

    Outside outside;  // to whom more may happen
    Column<BrigadeId, std::int32_t> of_brigade;
    Column<BrigadeId, std::int32_t> came_to;  // from elsewhere, to serve
    std::vector<double> joined_from;          // [region] who are with the opposition
    std::vector<double> fallen_from;          // [region] who were, until they were killed
    std::int64_t largest = 0;                 // people leaving together
    std::int64_t comebacks = 0;               // who left and came to serve again

    /// A person who departed gets or loses this status.
    void count(BrigadeId brigade, std::size_t region, Status status, int change) {
        of_brigade[brigade] += change;
        if (is_with_opposition(status)) joined_from[region] += change;
        if (status == Status::killed_after_leaving) fallen_from[region] += change;
    }
    void note_departure(bool goes_along) {
        together_ = goes_along ? together_ + 1 : 1;
        largest = std::max(largest, together_);
    }
    std::int64_t in_all() const {
        std::int64_t sum = 0;
        for (const std::int32_t n : of_brigade) sum += n;
        return sum;
    }

 private:
    std::int64_t together_ = 0;  // of the departure under way
};

}  // namespace defection
