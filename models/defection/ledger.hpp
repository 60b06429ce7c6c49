/// The books: how many people are in each status, kept up to date at every event so that a week's record is a copy.
/// Series variables have the dimensions the user asked for; the roll by organisation, role and group serves the
/// end-of-run metrics.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/defection/people.hpp"
#include "sim/run/outputs.hpp"

namespace defection {

/// What the books count. All but serving and planning are cumulative.
enum class Entry : std::uint8_t {
    serving,
    planning,
    joined,
    fled,
    hiding,
    joined_opposition,
    arrested,
    executed,
    killed,
    discharged
};
constexpr std::size_t n_entries = 10;

/// Where a person stands in the books.
struct Account {
    std::size_t organisation = 0, branch = 0, role = 0, group = 0, region = 0;
};

class Ledger {
 public:
    Ledger(std::size_t n_organisations, std::size_t n_groups);

    void add(Entry entry, const Account& account, int change);
    /// Enters someone in the books alone: he stands on the roll already.
    void enter(Entry entry, const Account& account, int change);
    /// Copies the current counts into the recorded time of a series.
    void record(std::size_t time, sim::Series& series) const;

    /// Sum over the roll of those for whom select(organisation, role, group).
    template <class Select>
    std::int64_t total(Entry entry, Select&& select) const {
        std::int64_t sum = 0;
        for (std::size_t o = 0; o < n_organisations_; ++o)
            for (std::size_t r = 0; r < n_roles; ++r)
                for (std::size_t g = 0; g < n_groups_; ++g)
                    if (select(o, r, g)) sum += roll_[row(entry, o, r, g)];
        return sum;
    }
    std::int64_t total(Entry entry) const {
        return total(entry, [](auto, auto, auto) { return true; });
    }

    /// One series variable: which entries it counts, and how an account maps to its cells.
    struct Book {
        std::size_t variable = 0;                    // in Outputs
        std::array<std::int32_t, n_entries> kind{};  // place on the variable's own axis of kinds, or -1: not counted
        std::size_t stride_kind = 0, stride_branch = 0, stride_organisation = 0, stride_role = 0, stride_group = 0,
                    stride_region = 0;
        std::vector<std::int32_t> counts;
    };
    void open(Book book);

 private:
    std::size_t row(Entry entry, std::size_t organisation, std::size_t role, std::size_t group) const {
        return ((static_cast<std::size_t>(entry) * n_organisations_ + organisation) * n_roles + role) * n_groups_ +
               group;
    }
    std::size_t n_organisations_, n_groups_;
    std::vector<std::int32_t> roll_;
    std::vector<Book> books_;
    std::array<std::vector<std::size_t>, n_entries> books_of_entry_;  // which books count an entry
};

/// The books that these outputs ask for.
std::vector<Ledger::Book> books_of(const sim::Outputs& outputs);

}  // namespace defection
