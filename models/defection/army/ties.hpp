/// Strong ties: squad mates, and circles of kin or of a cohort that reach beyond the company. A person who is both
/// counts twice.
#pragma once

#include <string_view>
#include <vector>

#include "models/defection/army/units.hpp"
#include "sim/network/circles.hpp"

namespace defection {

class Ties {
 public:
    static constexpr std::string_view name = "ties";
    static constexpr bool is_kept = true;

    struct Sizes {
        Index squad;    // [post]
        double circle;  // [person] on average
    };
    Ties(const Units& units, People& people, Sizes sizes) : units_(units), people_(people), sizes_(sizes) {}

    /// Neighbouring posts of a person's company.
    Ids<PostId> squad_of(const Person& person) const;
    template <class Visit>
    void for_each(PersonId who, Visit&& visit) const {
        for (const PostId post : squad_of(people_[who])) {
            const PersonId mate = units_.posts.holder[post];
            if (mate.names_somebody() && mate != who) visit(mate);
        }
        for (const Index tie : circles_.members(people_[who].circle))
            if (tie != who) visit(PersonId(tie));
    }
    /// Whether two people of a company share a squad or a circle.
    bool join(PersonId one, PersonId other) const;
    /// A person of the squad or of the circle, either as likely; `nobody` if the place drawn is empty or their own.
    PersonId any_of(PersonId who, std::uint64_t bits) const;

    // News of enlistment and the roster
    /// Opens circles for so many people expected of each home (abroad the last) and group, and of officers, at this scale.
    void open(const std::vector<double>& expected_by_home_and_group, double officers, double scale);
    /// u in [0, 1): where in the pool of their kind a newcomer looks for room.
    void seek(PersonId who, double u);
    void join_all_who_seek();
    void leave(PersonId who);
    void leave(const std::vector<PersonId>& all);

    void prefetch(PersonId who) const { circles_.prefetch(people_[who].circle); }
    /// Asks for the post and the circle of a person whose row is near.
    void prefetch_both(PersonId who) const {
        units_.posts.prefetch(people_[who].post);
        prefetch(who);
    }
    const sim::network::Circles& circles() const { return circles_; }

 private:
    struct Seeker {
        PersonId who;
        std::uint32_t pool;
        Index wanted;
    };
    const Units& units_;
    People& people_;
    Sizes sizes_;
    sim::network::Circles circles_{0};
    std::vector<Index> pool_first_, pool_count_;  // [pool] circles; pools: home x group, then officers' cohorts
    std::vector<Seeker> seekers_;                 // newcomers without a circle yet
};

}  // namespace defection
