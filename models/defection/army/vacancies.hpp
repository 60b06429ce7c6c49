/// Vacant posts, by rank, in the order in which they fell vacant.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection {

class Vacancies {
 public:
    void add(PostId post, Rank rank) { queue_of(rank).posts.push_back(post); }
    /// Takes up to n posts out, longest vacant first; posts that somebody took meanwhile are passed over.
    std::vector<PostId> take(Rank rank, std::size_t n, const Posts& posts);
    /// A vacant post of a company for this rank; none if all are held.
    static PostId in(CompanyId company, Rank rank, const Units& units);

 private:
    struct Queue {
        std::vector<PostId> posts;
        std::size_t next = 0;  // first that is not filled again
    };
    Queue& queue_of(Rank rank) { return queues_[static_cast<std::size_t>(rank)]; }
    std::array<Queue, n_ranks> queues_;
};

}  // namespace defection
