#include "sim/network/generators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/random/sample.hpp"
#include "sim/random/stream.hpp"

namespace sim::network {
namespace {

using random::Stream;
using random::Tag;

std::string too_many(double ties) {
    return ties <= most_ties
               ? ""
               : fmt::format("{:.3g} ties would be made (at most {:.3g}; lower the degree)", ties, most_ties);
}

/// Ties `member` with each of [begin, end) with chance p. A stream is exhausted by some 8000 ties of one member, so the
/// draws go on in the next step's stream.
class Row {
 public:
    Row(std::uint64_t seed, Tag tag, Index member, std::vector<Tie>& ties)
        : seed_(seed), tag_(tag), member_(member), ties_(ties), stream_(seed, tag, member) {}

    void tie_each(Index begin, Index end, double p) {
        if (p >= 1)
            for (Index other = begin; other < end; ++other) ties_.emplace_back(member_, other);
        if (p <= 0 || p >= 1) return;
        const double log_miss = random::log1p(-p);
        double next = static_cast<double>(begin) + skipped(log_miss);
        for (; next < end; next += 1 + skipped(log_miss)) ties_.emplace_back(member_, static_cast<Index>(next));
    }

 private:
    /// Misses before the next hit: geometric.
    double skipped(double log_miss) {
        if (drawn_++ == Stream::n_draws) {
            drawn_ = 1;
            stream_ = Stream(seed_, tag_, member_, ++step_);
        }
        return std::floor(random::log(random::uniform(stream_)) / log_miss);
    }

    std::uint64_t seed_;
    Tag tag_;
    Index member_;
    std::vector<Tie>& ties_;
    Stream stream_;
    std::uint32_t drawn_ = 0, step_ = 0;
};

}  // namespace

std::string Random::fault() const {
    if (degree > n - 1.0) return fmt::format("a mean degree of {} exceeds the {} others there are", degree, n - 1);
    return too_many(0.5 * degree * n);
}

Graph Random::make(std::uint64_t seed) const {
    SIM_EXPECT(n >= 1 && degree >= 0 && fault().empty());
    const double p = n > 1 ? degree / (n - 1.0) : 0.0;
    std::vector<Tie> ties;
    for (Index i = 0; i < n; ++i) Row(seed, Tag("network/random"), i, ties).tie_each(i + 1, n, p);
    return {n, ties};
}

std::string SmallWorld::fault() const {
    if (degree % 2 != 0)
        return fmt::format("a degree of {} is odd (half of a ring's ties lie on either side; give an even one)",
                           degree);
    if (degree > (n - 1.0) / 2)
        return fmt::format("a degree of {} exceeds half of the {} others there are", degree, n - 1);
    return too_many(0.5 * degree * n);
}

namespace {

/// The ties of a ring while their far ends are moved: each is kept with its near end, `half` of them a member.
class Rewiring {
 public:
    Rewiring(Index n, Index half) : n_(n), half_(half), far_(std::size_t{n} * half) {
        for (Index i = 0; i < n; ++i)
            for (Index j = 0; j < half; ++j) far_[at(i, j)] = static_cast<Index>((std::uint64_t{i} + j + 1) % n);
    }

    /// To a member who is not tied to i yet. One is soon found, since members are tied to less than half of the others
    /// on average; should i have drawn nearly all, the tie stays.
    void move(Index i, Index j, Stream& draw) {
        constexpr int tries = 100;
        for (int t = 0; t < tries; ++t) {
            const auto to = static_cast<Index>(random::pick(random::uniform(draw), n_));
            if (to == i || owns(i, to) || owns(to, i)) continue;
            far_[at(i, j)] = to;
            return;
        }
    }
    std::vector<Tie> ties() const {
        std::vector<Tie> all;
        all.reserve(far_.size());
        for (Index i = 0; i < n_; ++i)
            for (Index j = 0; j < half_; ++j) all.emplace_back(i, far_[at(i, j)]);
        return all;
    }

 private:
    std::size_t at(Index i, Index j) const { return std::size_t{i} * half_ + j; }
    bool owns(Index i, Index other) const {
        const auto begin = far_.begin() + static_cast<std::ptrdiff_t>(at(i, 0));
        return std::find(begin, begin + half_, other) != begin + half_;
    }

    Index n_, half_;
    std::vector<Index> far_;  // [member x half]
};

}  // namespace

Graph SmallWorld::make(std::uint64_t seed) const {
    SIM_EXPECT(n >= 1 && rewiring >= 0 && rewiring <= 1 && fault().empty());
    Rewiring ring(n, degree / 2);
    for (Index j = 0; j < degree / 2; ++j)
        for (Index i = 0; i < n; ++i) {
            Stream draw(seed, Tag("network/small-world"), i, j);
            if (random::bernoulli(random::uniform(draw), rewiring)) ring.move(i, j, draw);
        }
    return {n, ring.ties()};
}

std::string Hierarchy::fault() const { return too_many(n + 0.5 * (span - 1.0) * peers * n); }

Graph Hierarchy::make(std::uint64_t seed) const {
    SIM_EXPECT(n >= 1 && span >= 1 && fault().empty());
    std::vector<Tie> ties;
    for (Index i = 1; i < n; ++i) {
        const Index superior = (i - 1) / span;
        const std::uint64_t next = std::uint64_t{superior + 1} * span + 1;  // first subordinate of the next superior
        ties.emplace_back(superior, i);
        Row(seed, Tag("network/hierarchy"), i, ties)
            .tie_each(i + 1, static_cast<Index>(std::min<std::uint64_t>(n, next)), peers);
    }
    return {n, ties};
}

std::string Blocks::fault() const {
    const Index smallest = n / std::max<Index>(blocks, 1);
    const double inside = smallest - 1.0, outside = n - (inside + 2.0);
    if (blocks > n) return fmt::format("{} blocks cannot be made of {} members", blocks, n);
    if (degree * (1 - across) > inside)
        return fmt::format("a mean degree of {} with {} across leaves more ties than a block has others ({})", degree,
                           across, inside);
    if (degree * across > std::max(0.0, outside))
        return fmt::format(
            "a mean degree of {} with {} across makes more ties than there are others outside of a block", degree,
            across);
    return too_many(0.5 * degree * n);
}

Graph Blocks::make(std::uint64_t seed) const {
    SIM_EXPECT(n >= 1 && blocks >= 1 && degree >= 0 && across >= 0 && across <= 1 && fault().empty());
    const double size = static_cast<double>(n) / blocks;
    const double p_in = size > 1 ? degree * (1 - across) / (size - 1) : 0.0;
    const double p_out = blocks > 1 ? degree * across / (n - size) : 0.0;
    std::vector<Tie> ties;
    for (Index block = 0; block < blocks; ++block) {
        const Index begin = first_of(block), end = first_of(block + 1);
        for (Index i = begin; i < end; ++i) {
            Row row(seed, Tag("network/blocks"), i, ties);
            row.tie_each(i + 1, end, p_in);
            row.tie_each(end, n, p_out);
        }
    }
    return {n, ties};
}

}  // namespace sim::network
