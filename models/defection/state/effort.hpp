/// How much of what they could do those who serve do.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/army/strength.hpp"

namespace defection::state {

/// Writer: effort.
struct Effort {
    static constexpr std::string_view name = "effort";
    explicit Effort(const Units& units) : given(units.brigades.size() * units.lanes.size(), 1.0F) {}
    std::vector<float> given;  // [brigade x lane] share, [0, 1]

    /// Serving people of a brigade, each counted by their effort.
    double men_at_work(const Units& units, const Strength& strength, BrigadeId brigade) const {
        const std::size_t first = brigade * units.lanes.size();
        float men = 0;
        for (std::size_t lane = first; lane < first + units.lanes.size(); lane += n_ranks)
            men += sum_of(ranks_at(strength.lanes.data() + lane) * ranks_at(given.data() + lane));
        return static_cast<double>(men);
    }
    bool operator==(const Effort&) const = default;
};

}  // namespace defection::state
