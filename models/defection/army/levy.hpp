/// Origins of newcomers, and the fate of those who were called up and did not come. The roster keeps it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/defection/army/people.hpp"

namespace defection {

/// The answer of those called up: the first come, the others evade.
enum class Answer : std::uint8_t { comes, out_of_reach, exempt, abroad, hiding };
constexpr std::array<std::string_view, 4> evasion_names = {"out_of_reach", "exempt", "abroad", "hiding"};
constexpr std::size_t n_evasions = evasion_names.size();
constexpr std::size_t evasion_of(Answer answer) { return static_cast<std::size_t>(answer) - 1; }

/// How those called up answer, by [home x group]; who lives abroad comes.
struct Summons {
    std::size_t n_groups = 0;
    std::vector<double> reached;  // chance that the call reaches them
    std::vector<double> comes;    // chance that those reached come
    std::vector<double> leaves;   // chance that who evades and is not exempt goes abroad
    double exempt = 0;            // chance that who evades has bought or found an exemption

    /// luck: in [0, 1), one number for each who is called.
    Answer answer(const Person& person, double luck) const {
        const std::size_t at = std::size_t{person.home} * n_groups + person.group;
        if (at >= reached.size()) return Answer::comes;
        if (!falls_below(luck, reached[at])) return Answer::out_of_reach;
        if (falls_below(luck, comes[at])) return Answer::comes;
        if (falls_below(luck, exempt)) return Answer::exempt;
        return falls_below(luck, leaves[at]) ? Answer::abroad : Answer::hiding;
    }

 private:
    /// Whether luck lies in the first `share` of [0, 1); what is left of it is a fresh number in [0, 1).
    static bool falls_below(double& luck, double share) {
        const bool below = luck < share;
        luck = below ? luck / share : (luck - share) / (1.0 - share);
        return below;
    }
};

struct Levy {
    static constexpr std::string_view name = "levy";
    static constexpr bool is_kept = true;
    Levy(std::size_t n_homes, std::size_t n_groups_)
        : n_groups(n_groups_), enlisted(n_homes * n_groups_, 0), discharged(enlisted) {
        for (auto& one : evaded) one.assign(enlisted.size(), 0);
    }
    std::size_t n_groups;
    std::vector<std::int64_t> enlisted;    // [home x group] since the start
    std::vector<std::int64_t> discharged;  // [home x group] now
    std::array<std::vector<std::int64_t>, n_evasions> evaded;
    std::size_t at(const Person& person) const { return std::size_t{person.home} * n_groups + person.group; }
};

}  // namespace defection
