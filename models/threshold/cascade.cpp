#include "models/threshold/cascade.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace threshold {

Index fewest(double threshold, Index n) {
    constexpr double grain = 1e-9;
    const double least = std::ceil((threshold - grain) * n);
    if (threshold <= grain) return 0;
    return least > n ? n + 1 : std::max<Index>(1, static_cast<Index>(least));
}

Cascade::Cascade(std::span<const double> thresholds, const sim::network::Graph* ties, Rule rule)
    : ties_(ties), rule_(rule), need_(thresholds.size()), acting_(thresholds.size(), 0) {
    const auto n = static_cast<Index>(thresholds.size());
    SIM_EXPECT(ties == nullptr || ties->size() == n);
    for (Index i = 0; i < n; ++i) need_[i] = fewest(thresholds[i], ties ? ties->degree(i) : n);
    if (ties) {
        seen_.assign(n, 0);
        looks_.assign(n, 1);
        to_look_.resize(n);
        std::iota(to_look_.begin(), to_look_.end(), Index{0});
        return;
    }
    first_of_.assign(std::size_t{n} + 3, 0);
    for (const Index need : need_) ++first_of_[need + 1];
    std::partial_sum(first_of_.begin(), first_of_.end(), first_of_.begin());
    by_need_.resize(n);
    auto next = first_of_;
    for (Index i = 0; i < n; ++i) by_need_[next[need_[i]]++] = i;
}

void Cascade::start(std::span<const Index> acting) {
    started_.assign(acting.begin(), acting.end());
    for (const Index who : acting) change(who);
}

std::span<const Index> Cascade::step() {
    changed_.clear();
    ties_ ? look_at_ties() : look_at_all();
    for (const Index who : changed_) change(who);
    return changed_;
}

void Cascade::look_at_all() {
    const std::int64_t from = level_;
    level_ = n_acting_;
    if (level_ > from) take(from, level_, [&](Index who) { return !acts(who); });
    if (rule_ == Rule::absorbing) return;
    if (level_ < from) take(level_, from, [&](Index who) { return acts(who); });
    if (from >= 0) return;
    for (const Index who : started_)
        if (need_[who] > static_cast<Index>(level_)) changed_.push_back(who);
}

/// Those who need more than `low` and at most `high`.
template <class Wanted>
void Cascade::take(std::int64_t low, std::int64_t high, const Wanted& wanted) {
    const Index begin = first_of_[static_cast<std::size_t>(low + 1)];
    const Index end = first_of_[static_cast<std::size_t>(high + 1)];
    std::ranges::copy_if(std::span(by_need_).subspan(begin, end - begin), std::back_inserter(changed_), wanted);
}

void Cascade::look_at_ties() {
    for (const Index who : to_look_) {
        looks_[who] = 0;
        const bool wants = seen_[who] >= need_[who];
        if (wants != acts(who) && (wants || rule_ == Rule::reversible)) changed_.push_back(who);
    }
    to_look_.clear();
}

void Cascade::change(Index who) {
    const bool begins = !acts(who);
    acting_[who] = begins ? 1 : 0;
    begins ? ++n_acting_ : --n_acting_;
    if (!ties_) return;
    for (const Index tie : ties_->neighbours(who)) {
        begins ? ++seen_[tie] : --seen_[tie];
        if (looks_[tie]) continue;
        looks_[tie] = 1;
        to_look_.push_back(tie);
    }
}

}  // namespace threshold
