#include "cli/metric_groups.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace cli {
namespace {

std::vector<std::string> names_of(const MetricGroup& group) {
    std::vector<std::string> names;
    for (const auto& stem : group.stems) {
        if (group.has_bare_stems) names.push_back(stem);
        for (const auto& end : group.ends) names.push_back(stem + "_" + end);
    }
    return names;
}

/// Ends with the stems that have them, both in the order of the names.
std::vector<std::pair<std::string, std::vector<std::string>>> stems_by_end(const std::vector<std::string>& names) {
    std::vector<std::pair<std::string, std::vector<std::string>>> found;
    std::map<std::string, std::size_t> places;
    for (const auto& name : names)
        for (auto at = name.find('_'); at != name.npos; at = name.find('_', at + 1)) {
            const auto [place, is_new] = places.try_emplace(name.substr(at + 1), found.size());
            if (is_new) found.emplace_back(place->first, std::vector<std::string>{});
            found[place->second].second.push_back(name.substr(0, at));
        }
    return found;
}

/// Every group of the ends that the same stems have.
std::vector<MetricGroup> all_groups(const std::vector<std::string>& names) {
    std::vector<MetricGroup> groups;
    std::map<std::vector<std::string>, std::size_t> places;
    for (const auto& [end, stems] : stems_by_end(names)) {
        const auto [place, is_new] = places.try_emplace(stems, groups.size());
        if (is_new) groups.push_back({.stems = stems});
        groups[place->second].ends.push_back(end);
    }
    std::erase_if(groups, [](const MetricGroup& group) { return group.stems.size() < 2 || group.ends.size() < 2; });
    for (MetricGroup& group : groups)
        group.has_bare_stems = std::ranges::all_of(
            group.stems, [&](const std::string& stem) { return std::ranges::find(names, stem) != names.end(); });
    return groups;
}

/// Of two groups of the same names, that with fewer stems, and of these that with shorter ends.
bool is_better(const MetricGroup& a, const MetricGroup& b) {
    const auto rank = [](const MetricGroup& group) {
        const std::size_t rows = group.ends.size() + (group.has_bare_stems ? 1 : 0);
        return std::tuple(-static_cast<int>(group.stems.size() * rows), group.stems.size(), group.ends.front().size());
    };
    return rank(a) < rank(b);
}

}  // namespace

bool MetricGroup::holds(const std::string& name) const { return std::ranges::count(names_of(*this), name) > 0; }

std::vector<MetricGroup> groups_among(const std::vector<std::string>& names) {
    auto groups = all_groups(names);
    std::ranges::stable_sort(groups, is_better);
    std::vector<MetricGroup> chosen;
    std::set<std::string> taken;
    for (const auto& group : groups) {
        const auto own = names_of(group);
        if (std::ranges::any_of(own, [&](const std::string& name) { return taken.contains(name); })) continue;
        taken.insert(own.begin(), own.end());
        chosen.push_back(group);
    }
    return chosen;
}

}  // namespace cli
