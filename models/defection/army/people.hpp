/// The people: one row per person who ever served. A number is never reused. A person's random streams are keyed by the
/// post held and the ordinal of its holder, so a change elsewhere in the army leaves all others as they were.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/defection/army/status.hpp"
#include "sim/agents/ahead.hpp"
#include "sim/agents/index.hpp"
#include "sim/agents/large.hpp"
#include "sim/random/stream.hpp"

namespace defection {

using sim::agents::Column;
using sim::agents::Ids;
using sim::agents::Index;
using sim::agents::nobody;
using sim::agents::visit_ahead;

using PersonId = sim::agents::Id<struct OfPeople>;
using PostId = sim::agents::Id<struct OfPosts>;
using CompanyId = sim::agents::Id<struct OfCompanies>;
using BrigadeId = sim::agents::Id<struct OfBrigades>;

/// Rank as the cells know it: conscripts kept past their term are a cell of their own.
enum class Rank : std::uint8_t {
    senior_officer,
    junior_officer,
    nco,
    professional,
    conscript,
    overdue,
    militia,
    monitor
};
constexpr std::size_t n_ranks = 8;  // of the enumeration

/// Role as results report it (interface of the results file): overdue conscripts are conscripts.
constexpr std::array<std::string_view, 7> role_names = {"senior_officer", "junior_officer",  "nco",    "professional",
                                                        "conscript",      "militia_fighter", "monitor"};
constexpr std::size_t n_roles = role_names.size();
constexpr std::array<std::uint8_t, n_ranks> roles = {0, 1, 2, 3, 4, 4, 5, 6};  // [rank] place in role_names
constexpr std::uint8_t role_of(Rank rank) { return roles[static_cast<std::size_t>(rank)]; }
constexpr bool is_officer(Rank rank) { return rank <= Rank::junior_officer; }
constexpr bool is_career(Rank rank) { return rank <= Rank::professional; }
constexpr bool is_conscript(Rank rank) { return rank == Rank::conscript || rank == Rank::overdue; }

/// A trait that changes a personal factor: read as a bit set.
enum Trait : std::uint16_t {
    informer = 1,
    away_from_home = 2,
    kin_harmed = 4,
    whispered_to = 8,
    family_safe = 16,
    kin_threatened = 32,
    heard_from = 64,   // a tie who left fares well, and has told so
    warned = 128,      // a tie who left fares ill, and has told so
    joined_once = 256  // joined the opposition on leaving
};
constexpr std::size_t most_traits = 16;  // [bit]

/// An event touches half a cache line: events reach people in no order, and each miss costs more than the
/// work.
struct Person {
    std::uint64_t key = 0;  // random streams: see post_key
    PostId post;
    CompanyId company;
    float frailty = 1;  // personal resistance at birth, mean 1
    Rank rank = Rank::conscript;
    std::uint8_t group = 0;
    std::uint8_t home = 0;  // region
    Status status = Status::serving;
    std::uint16_t traits = 0;     // set of Trait
    std::uint8_t ties_gone = 0;   // strong ties who have left
    std::uint8_t home_level = 0;  // 0 quiet, 1 in unrest, 2 shelled or besieged: as the home region is
    Index circle = nobody;        // in Ties

    bool has(Trait trait) const { return (traits & trait) != 0; }
};
static_assert(sizeof(Person) == 32);

/// The place of a person. The post decides the company; it stays with who has left it.
struct Position {
    PostId post;
    Rank rank = Rank::conscript;
    Status status = Status::serving;
};

class People : public sim::agents::ColumnOf<PersonId, sim::agents::LargeVector<Person>> {
 public:
    static constexpr std::string_view name = "people";
    static constexpr bool is_kept = true;
    void prefetch(PersonId who) const { sim::agents::prefetch(&(*this)[who]); }
};

/// The stream key of a holder of a post: formation, company, slot, ordinal of the holder.
constexpr std::uint64_t post_key(std::uint32_t formation_key, std::uint32_t company, std::uint32_t slot,
                                 std::uint32_t ordinal) {
    return (std::uint64_t{formation_key} << 32) | (std::uint64_t{company & 0xFFFU} << 20) |
           (std::uint64_t{slot & 0xFFU} << 12) | (ordinal & 0xFFFU);
}

/// Of post_key: the company's number in its brigade, the post's in the company, the holder's in the post.
struct KeyParts {
    std::uint32_t company, slot, ordinal;
};
constexpr KeyParts parts_of(std::uint64_t key) {
    return {std::uint32_t(key >> 20) & 0xFFFU, std::uint32_t(key >> 12) & 0xFFU, std::uint32_t(key) & 0xFFFU};
}
static_assert(parts_of(post_key(3, 17, 5, 2)).company == 17 && parts_of(post_key(3, 17, 5, 2)).slot == 5 &&
              parts_of(post_key(3, 17, 5, 2)).ordinal == 2);

/// The purpose of a stream of random numbers; spelled where it is drawn, hashed when compiled.
struct Purpose : sim::random::Tag {
    consteval Purpose(const char* text) : Tag(text) {}
};

}  // namespace defection
