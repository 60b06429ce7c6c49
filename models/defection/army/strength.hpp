/// How many people serve where. The roster keeps it; every sum is of whole people.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection {

struct Strength {
    static constexpr std::string_view name = "strength";
    static constexpr bool is_kept = true;

    sim::agents::LargeVector<float> cells;       // [company x lane]
    std::vector<float> groups;                   // [company x group]
    std::vector<float> lanes;                    // [brigade x lane]
    Column<CompanyId, std::uint16_t> informers;  // informers serving
    Column<BrigadeId, std::int32_t> brigades;
    std::vector<double> in_region;  // [region] all but intelligence
    std::array<std::int64_t, branch_names.size()> branches{};
    std::array<std::int64_t, n_ranks> ranks{};
    // At the start
    Column<BrigadeId, std::int32_t> brigades_at_start;
    std::array<std::int64_t, branch_names.size()> branches_at_start{};
    std::array<std::int64_t, n_ranks> ranks_at_start{};
    std::vector<double> organisations_at_start;

    Strength(const Units& units, std::size_t n_regions);

    void count(const Units& units, const Person& person, int change);
    /// A person of the company changed rank.
    void regrade(const Units& units, const Person& before, const Person& after);
    void note_start(const Units& units);
    void prefetch(Index cell) const { sim::agents::prefetch(&cells[cell]); }

    float men_in(CompanyId company, std::size_t n_groups) const {
        float men = 0;
        for (std::size_t g = 0; g < n_groups; ++g) men += groups[company * n_groups + g];
        return men;
    }
    /// Serving people of a branch, over those at the start; 0 if there were none.
    double share_left(Branch branch) const;
    double share_left(Rank rank) const;
    std::int64_t of(Branch branch) const { return branches[static_cast<std::size_t>(branch)]; }
    std::int64_t of(Rank rank) const { return ranks[static_cast<std::size_t>(rank)]; }
    /// Serving in elite, agencies and militia.
    double loyal() const {
        return static_cast<double>(of(Branch::elite) + of(Branch::intelligence) + of(Branch::militia));
    }
};

}  // namespace defection
