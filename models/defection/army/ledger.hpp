/// The books: how many people are in each status, kept up to date at every event so that a week's record is a copy.
/// Series variables have the dimensions the user asked for; the roll by organisation, role and group serves the
/// end-of-run metrics.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "models/defection/army/levy.hpp"
#include "models/defection/army/strength.hpp"

namespace defection {

/// The account of a person in the books. Bytes, as they are read: widening them cost more than the books.
struct Account {
    std::uint8_t organisation = 0, branch = 0, role = 0, group = 0, region = 0, home = 0;
};
inline Account account_of(const Units& units, const Person& person) {
    const std::uint8_t organisation = units.companies.organisation[person.company];
    return {.organisation = organisation,
            .branch = static_cast<std::uint8_t>(units.branch[organisation]),
            .role = role_of(person.rank),
            .group = person.group,
            .region = units.companies.region[person.company],
            .home = person.home};
}

/// The counts of the books: each status, and after them the newcomers since the start, those who joined the opposition when
/// they left, whatever became of them, those who evaded a call-up, and the families harmed, under whom they were harmed
/// for.
using Entry = std::size_t;
constexpr Entry entry_of(Status status) { return static_cast<Entry>(status); }
constexpr Entry newcomers_since_start = n_statuses;
constexpr Entry joined_on_leaving = n_statuses + 1;
constexpr Entry entry_of(Answer evasion) { return joined_on_leaving + 1 + evasion_of(evasion); }
constexpr Entry families_harmed = joined_on_leaving + 1 + n_evasions;
constexpr std::size_t n_entries = families_harmed + 1;

class Ledger {
 public:
    static constexpr std::string_view name = "ledger";
    static constexpr bool is_kept = true;

    Ledger(std::size_t n_organisations, std::size_t n_groups, std::size_t n_homes);

    Levy levy;  // by where people come from

    void add(Entry entry, const Account& account, int change);
    void add(Status status, const Account& account, int change) { add(entry_of(status), account, change); }
    /// A person's status changed, and nothing else of where they stand.
    void transfer(Status from, Status to, const Account& account);

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
    template <class Select>
    std::int64_t total(Status status, Select&& select) const {
        return total(entry_of(status), select);
    }
    /// Every person whose status has this ending.
    template <class Select>
    std::int64_t total(Ending ending, Select&& select) const {
        std::int64_t sum = 0;
        for (const StatusRow& status : statuses)
            if (status.ending == ending) sum += total(status.status, select);
        return sum;
    }
    template <class What>
    std::int64_t total(What what) const {
        return total(what, [](auto, auto, auto) { return true; });
    }

    /// One series variable: which entries it counts, and how an account maps to its cells.
    struct Book {
        std::size_t variable = 0;                    // in Outputs
        std::array<std::int32_t, n_entries> kind{};  // place on the variable's own axis of kinds, or -1: not counted
        std::size_t stride_kind = 0, stride_branch = 0, stride_organisation = 0, stride_role = 0, stride_group = 0,
                    stride_region = 0, stride_home = 0;
        std::vector<std::int32_t> counts;
        std::size_t at(Entry entry, const Account& account) const {
            return static_cast<std::size_t>(kind[entry]) * stride_kind + account.branch * stride_branch +
                   account.organisation * stride_organisation + account.role * stride_role +
                   account.group * stride_group + account.region * stride_region + account.home * stride_home;
        }
    };
    /// Opens a book at the start, when every person serves.
    void open(Book book, const Units& units, const People& people);
    const std::vector<Book>& books() const { return books_; }

 private:
    std::size_t row(Entry entry, std::size_t organisation, std::size_t role, std::size_t group) const {
        return ((entry * n_organisations_ + organisation) * n_roles + role) * n_groups_ + group;
    }
    std::size_t n_organisations_, n_groups_;
    std::vector<std::int32_t> roll_;
    std::vector<Book> books_;
    std::array<std::vector<std::size_t>, n_entries> books_of_entry_;  // which books count an entry
};

}  // namespace defection
