#include "tests/models/defection/random_moves.hpp"

namespace tests {

using namespace defection;

RandomMoves::RandomMoves(ArmyRun& run, std::uint64_t seed)
    : run_(run),
      people_(run.army().people),
      units_(run.army().units),
      roster_(run.run().roster()),
      seed_(seed),
      draw_(seed, sim::random::Tag("test/random-moves"), 0) {
    for (const char* kind :
         {"promotion",   "transfer",       "plan",        "gives up",  "planner's transfer", "death",
          "arrest",      "discharge",      "is sent out", "dismissal", "departure",          "joins later",
          "dies abroad", "goes to a camp", "goes home",   "falls",     "is punished",        "is caught",
          "execution",   "return",         "fill",        "informer"})
        times_[kind] = 0;
}

std::size_t RandomMoves::below(std::size_t n) { return (draw_() >> 32) * n >> 32; }

PostId RandomMoves::vacant_post() {
    for (int tries = 0; tries < 200; ++tries)
        if (const PostId post(below(units_.posts.size())); units_.posts.is_vacant(post)) return post;
    return {};
}

void RandomMoves::make(std::size_t n) {
    anew_.clear();
    draw_ = sim::random::Stream(seed_, sim::random::Tag("test/random-moves"), 0, run_.run().week().step);
    for (std::size_t i = 0; i < n; ++i) move_one(PersonId(below(people_.size())));
    const auto rank = static_cast<Rank>(below(n_ranks));
    const std::size_t before = people_.size();
    roster_.fill(rank, below(n));
    times_["fill"] += people_.size() > before ? 1 : 0;
}

void RandomMoves::move_one(PersonId who) {
    const Status status = people_[who].status;
    if (status == Status::serving) return move_serving(who);
    if (status == Status::planning) return move_planner(who);
    if (is_outside(status)) return move_leaver(who);
    if (status == Status::arrested && below(2) == 0)
        return end(who, "execution", Status::executed, {.what = What::execution});
    if (status == Status::arrested || status == Status::discharged || has_departed(status)) come_back(who);
}

void RandomMoves::move_serving(PersonId who) {
    switch (below(10)) {
        case 9:
            roster_.make_informer(who);
            ++times_["informer"];
            return;
        case 0: {
            const auto rank = static_cast<Rank>(below(n_ranks));
            roster_.move(who, {people_[who].post, rank, Status::serving}, {});
            ++times_["promotion"];
            return;
        }
        case 1:
        case 2:
            return transfer(who);
        case 3:
            return plan(who);
        case 4:
            return end(who, "death", Status::killed, {.what = What::death});
        case 5:
            return end(who, "arrest", Status::arrested, {.what = What::arrest});
        case 6:
            return below(2) == 0 ? end(who, "discharge", Status::discharged, {.what = What::discharge})
                                 : end(who, "is sent out", Status::planted, {.what = What::planting});
        case 7:
            return end(who, "dismissal", Status::dismissed, {.what = What::dismissal});
        default: {
            constexpr std::size_t first = std::size_t(Status::fled), last = std::size_t(Status::ideological_faction);
            const auto to = static_cast<Status>(first + below(last - first + 1));
            return end(who, "departure", to, {.what = What::departure});
        }
    }
}

void RandomMoves::plan(PersonId who) {
    const double now = roster_.now();
    roster_.intend(who, now);
    planners_of(run_).all.push_back({.who = who,
                                     .company = people_[who].company,
                                     .since = now,
                                     .ready = now,
                                     .found_left = 1,
                                     .gone_left = 1,
                                     .whisper_left = 1});
    ++times_["plan"];
    if (below(2) == 0) move_planner(who);
}

void RandomMoves::move_planner(PersonId who) {
    switch (below(3)) {
        case 0:
            anew_.insert(who);
            return end(who, "gives up", Status::serving, {});
        case 1:
            return end(who, "arrest", Status::arrested, {.what = What::arrest});
        default:
            return transfer(who);
    }
}

void RandomMoves::move_leaver(PersonId who) {
    switch (below(8)) {
        case 7:
            return end(who, "is punished", Status::punished_on_return, {.what = What::afterwards});
        case 0:
            return end(who, "joins later", Status::joined_opposition, {});
        case 1:
            return end(who, "dies abroad", Status::killed, {.what = What::death});
        case 4:
            return end(who, "goes to a camp", Status::camp, {.what = What::afterwards});
        case 5:
            return end(who, "goes home", Status::returned, {.what = What::afterwards});
        case 6:
            return end(who, "falls", Status::killed_after_leaving, {.what = What::afterwards});
        case 2:
            return end(who, "is caught", Status::arrested, {.what = What::arrest});
        default:
            return come_back(who);
    }
}

void RandomMoves::end(PersonId who, const char* kind, Status status, const Cause& cause) {
    roster_.move(who, status, cause);
    ++times_[kind];
}

void RandomMoves::come_back(PersonId who) {
    const PostId old = people_[who].post, post = units_.posts.is_vacant(old) ? old : vacant_post();
    if (!post.names_somebody()) return;
    roster_.move(who, {post, people_[who].rank, Status::serving}, {});
    anew_.insert(who);
    ++times_["return"];
}

void RandomMoves::transfer(PersonId who) {
    const PostId post = vacant_post();
    if (!post.names_somebody()) return;
    const Status status = people_[who].status;
    roster_.move(who, {post, below(2) == 0 ? people_[who].rank : units_.posts.rank[post], status},
                 {.cuts_ties = below(2) == 0});
    ++times_[status == Status::planning ? "planner's transfer" : "transfer"];
}

}  // namespace tests
