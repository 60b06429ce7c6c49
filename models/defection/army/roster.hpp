/// The only way in which a person's company, rank or status changes. It tells every keeper: strength, ledger, clocks,
/// commands, vacancies, ties, leavers, the week's happenings, the witness. A promotion, a transfer, a purge, a return are
/// each one move.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "models/defection/army/army.hpp"
#include "models/defection/army/enlistment.hpp"
#include "models/defection/army/personal.hpp"

namespace defection {

/// The cause of a move.
struct Cause {
    What what = What::reassignment;
    PersonId leader = {};                // departure: with whom; `nobody`: alone
    FoundBy found_by = FoundBy::no_one;  // arrest: how
    double planned = 0;                  // [week] of planning before a departure or arrest
    bool in_public = false;              // execution: before the eyes of the brigade
    bool cuts_ties = false;              // transfer: out of the circle, and from those they agreed to leave with
};

class Roster {
 public:
    static constexpr std::string_view name = "roster";
    static constexpr bool acts_in_turn = true;

    /// witness: null if none looks on.
    Roster(Army& army, Personal& personal, Enlistment& enlistment, const state::Setting& setting,
           const state::Week& week, Witness* witness)
        : army_(army),
          personal_(personal),
          enlistment_(enlistment),
          setting_(setting),
          week_(week),
          witness_(witness) {}

    /// A post of another holder is our mistake, and so is a departure for another cause. A person who becomes a
    /// conscript again serves until the end of their term, or, if that is past, for one more.
    void move(PersonId who, const Position& to, const Cause& cause);
    void move(PersonId who, Status to, const Cause& cause) {
        move(who, {army_.people[who].post, army_.people[who].rank, to}, cause);
    }
    /// Asks for what a move out of the army touches of a person whose row is near.
    void prefetch_leaving(PersonId who) const;
    /// Asks for what a change of rank touches of a person whose row is near.
    void prefetch_regrading(PersonId who) const;
    /// A person who serves means to leave from the moment `at` [week] on.
    void intend(PersonId who, double at);
    /// A person who serves informs from now on.
    void make_informer(PersonId who);
    /// The family of a person who left is harmed. It frightens kin who were spared so far, or else angers them; squad
    /// mates from the same town are angered.
    void harm_family(PersonId who, bool frightens);

    /// New people take up to n vacant posts of a rank, longest vacant first.
    void fill(Rank rank, std::size_t n);
    /// Calls people to up to n vacant posts of a rank, longest vacant first. The post of who does not come stays vacant.
    void call_up(Rank rank, std::size_t n, const Summons& summons);
    /// Up to n vacant posts of a rank, longest vacant first, for people who serve; and those that nobody takes.
    std::vector<PostId> take_vacant(Rank rank, std::size_t n) {
        return army_.vacancies.take(rank, n, army_.units.posts);
    }
    void give_back(PostId post) { army_.vacancies.add(post, army_.units.posts.rank[post]); }
    /// Conscripts whose term ends this step, whatever became of them.
    std::vector<PersonId> take_term_ends();
    /// All whom the army starts with.
    void raise();

    /// Advances the clock of intentions; hazard_of as sim::hazard::Clock takes it.
    template <class HazardOf>
    std::span<const sim::hazard::Crossing> advance_intentions(HazardOf&& hazard_of) {
        crossings_.clear();
        army_.clocks.intention.advance_blocks(hazard_of, week_.dt, crossings_);
        personal_.clocks_have_advanced();
        n_crossings_ += crossings_.size();
        return crossings_;
    }
    /// rate: [company, 1/week].
    std::span<const sim::hazard::Crossing> advance_deaths(std::span<const float> rate);
    /// Those outside whom something befalls in this step; rate: [cell of Outside, 1/week].
    std::span<const Outside::Crossing> advance_outside(std::span<const double> rate);
    std::uint64_t n_crossings() const { return n_crossings_; }  // since the start

    /// Random numbers of a person for this week and purpose.
    sim::random::Stream stream(Purpose purpose, PersonId who) const {
        return {setting_.run_seed, purpose, army_.people[who].key, week_.step};
    }
    /// In [0, 1), one number for all who may punish a person arrested this week: the severest decides.
    double fortune_of_arrested(PersonId who) const;
    double now() const { return personal_.now(); }
    void begin_week();
    void end_week() { army_.planners.end_week(army_.people); }

 private:
    double resistance_outside(PersonId who, std::uint32_t stay) const;
    void take_post(PersonId who, PostId post);
    void vacate(PostId post);
    void keep_books(PersonId who, const Person& from);
    void set_clocks(PersonId who, const Person& from);
    void hand_over_commands(PersonId who, const Person& from);
    void take_plan_along(PersonId who, bool alone);
    void note_departure(PersonId who, Status to, const Cause& cause);
    void come_back(PersonId who, const Person& from);
    void tell(PersonId who, const Cause& cause, double at);
    void take_up(std::span<const PostId> posts, const Summons* summons);
    void enlist(std::span<const PostId> posts, bool at_start, const Summons* summons = nullptr);
    void note_evasion(const Person& person, Answer answer);
    std::uint64_t next_key(PostId post);
    void prefetch_arrival(const Person& person) const;
    void take_on(const Newcomers& newcomers, std::size_t i, bool at_start);
    bool is_under_term(const Person& person) const;
    void end_term_after(PersonId who, double weeks);

    Army& army_;
    Personal& personal_;
    Enlistment& enlistment_;
    const state::Setting& setting_;
    const state::Week& week_;
    Witness* witness_;
    std::vector<sim::hazard::Crossing> crossings_;
    std::vector<Outside::Crossing> befallen_;
    std::uint64_t n_crossings_ = 0;
};

}  // namespace defection
