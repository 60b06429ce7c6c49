/// Vacant posts, by rank, in the order in which they fell vacant.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/defection/army/units.hpp"

namespace defection {

class Vacancies {
 public:
    explicit Vacancies(std::size_t n_posts) : place_(n_posts, nobody) {}

    /// A post fell vacant. If it did so before and was taken meanwhile, it stands where it fell vacant last.
    void add(PostId post, Rank rank) {
        Queue& queue = queue_of(rank);
        place_[post] = queue.n_cut + static_cast<Index>(queue.posts.size());
        queue.posts.push_back(post);
    }
    /// Asks for what is known of a post that will fall vacant soon.
    void prefetch(PostId post) const { sim::agents::prefetch(&place_[post]); }
    /// Takes up to n posts out, longest vacant first; posts taken meanwhile are passed over.
    std::vector<PostId> take(Rank rank, std::size_t n, const Posts& posts);
    /// A vacant post of a company for this rank; none if all are held.
    static PostId in(CompanyId company, Rank rank, const Units& units);

 private:
    struct Queue {
        std::vector<PostId> posts;
        std::size_t next = 0;  // first that is not filled again
        Index n_cut = 0;       // posts that stood before the first
    };
    Queue& queue_of(Rank rank) { return queues_[static_cast<std::size_t>(rank)]; }
    std::array<Queue, n_ranks> queues_;
    Column<PostId, Index> place_;  // in its queue when the post fell vacant last, posts cut off counted
};

}  // namespace defection
