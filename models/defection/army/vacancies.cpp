#include "models/defection/army/vacancies.hpp"

namespace defection {

std::vector<PostId> Vacancies::take(Rank rank, std::size_t n, const Posts& posts) {
    constexpr std::size_t worth_cutting = 4096;  // [post] filled ones at the front of a queue
    constexpr std::size_t distance = 16;         // [post] as little is done in between
    Queue& queue = queue_of(rank);
    std::vector<PostId> taken;
    taken.reserve(std::min(n, queue.posts.size() - queue.next));
    for (; taken.size() < n && queue.next < queue.posts.size(); ++queue.next) {
        if (queue.next + distance < queue.posts.size()) {
            prefetch(queue.posts[queue.next + distance]);
            posts.prefetch(queue.posts[queue.next + distance]);
        }
        const PostId post = queue.posts[queue.next];
        const bool stands_here = place_[post] == queue.n_cut + queue.next;
        if (stands_here && posts.is_vacant(post)) taken.push_back(post);
    }
    if (queue.next > worth_cutting && 2 * queue.next > queue.posts.size()) {
        queue.posts.erase(queue.posts.begin(), queue.posts.begin() + static_cast<std::ptrdiff_t>(queue.next));
        queue.n_cut += static_cast<Index>(queue.next);
        queue.next = 0;
    }
    return taken;
}

PostId Vacancies::in(CompanyId company, Rank rank, const Units& units) {
    for (const PostId post : units.companies.posts_of(company))
        if (units.posts.rank[post] == rank && units.posts.is_vacant(post)) return post;
    return {};
}

}  // namespace defection
