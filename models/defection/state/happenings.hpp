/// The events of a week, and their people: one list, which mechanisms read; each keeps its own memory of it. The roster and
/// those who do harm tell it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "models/defection/army/planners.hpp"

namespace defection {

enum class What : std::uint8_t {
    intention,
    departure,
    arrest,
    execution,
    death,
    discharge,
    intake,
    family_harmed,
    afterwards,  // to a person who had left
    comeback,    // of a person who had left: they serve again
    planting,
    dismissal,    // in a purge
    reassignment  // promotion, transfer, retention: of no concern to the results file
};
struct Words {
    std::string_view name;  // in the results
    std::string_view told;  // in stories
};
constexpr std::array<Words, 12> happening_rows = {{{"intention", "means to leave"},
                                                   {"departure", "left"},
                                                   {"arrest", "was arrested"},
                                                   {"execution", "was executed"},
                                                   {"death", "was killed"},
                                                   {"discharge", "was discharged"},
                                                   {"intake", "joined the company"},
                                                   {"family_harmed", "had family harmed"},
                                                   {"afterwards", "had left"},
                                                   {"comeback", "came back to serve"},
                                                   {"planting", "was sent out as an agent"},
                                                   {"dismissal", "was dismissed"}}};

constexpr std::array<Words, 4> found_by_rows = {{{"no_one", ""},
                                                 {"agency", ", found out by an agency"},
                                                 {"informer", ", found out by an informer"},
                                                 {"confidant", ", denounced by someone sounded out"}}};

struct Happening {
    double time = 0;  // [week] since the start
    PersonId who;
    What what = What::reassignment;
    Status status = Status::serving;  // after it
    Rank rank = Rank::conscript;      // when it happened
    FoundBy found_by = FoundBy::no_one;
    CompanyId company;       // when it happened
    PersonId leader = {};    // departure: with whom; `nobody`: alone
    double planned = 0;      // [week] of planning before a departure or arrest
    bool in_public = false;  // execution: before the eyes of the brigade
};

}  // namespace defection

namespace defection::state {

struct Happenings {
    static constexpr std::string_view name = "happenings";
    static constexpr bool is_kept = true;
    std::vector<Happening> now, last;  // of this week, of the week before

    void begin_week() {
        std::swap(now, last);
        now.clear();
    }
    /// People to whom this happened, in order.
    static std::vector<PersonId> people(const std::vector<Happening>& week, What what) {
        std::vector<PersonId> found;
        found.reserve(week.size());
        for (const Happening& one : week)
            if (one.what == what) found.push_back(one.who);
        return found;
    }
};

}  // namespace defection::state
