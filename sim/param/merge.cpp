#include "sim/param/merge.hpp"

#include <fmt/format.h>

#include <map>

namespace sim::param {

namespace {

/// Which entry of a table or list has this name.
using Index = std::map<std::string, std::size_t>;

const Value* name_of(const Value& entry) {
    const Value* name = entry.map().find("name");
    return name && name->is_text() ? name : nullptr;
}

/// Lays tables over each other: keys of the upper one win.
class Merger {
 public:
    explicit Merger(Problems& problems) : problems_(problems) {}

    void tables(Value& lower, Value upper, const std::string& path) {
        auto& entries = lower.map().entries;
        Index index;
        for (std::size_t i = 0; i < entries.size(); ++i) index.emplace(entries[i].first, i);
        for (auto& [key, value] : upper.map().entries) {
            const std::string name = path.empty() ? key : path + "." + key;
            const auto at = index.find(key);
            if (at != index.end())
                either(entries[at->second].second, std::move(value), name);
            else
                entries.emplace_back(key, fresh(std::move(value), name));
        }
        lower.place = upper.place;
    }

 private:
    void either(Value& lower, Value upper, const std::string& path) {
        if (lower.is_map() && upper.is_map()) return tables(lower, std::move(upper), path);
        if (lower.is_tables() && upper.is_tables() && match_by_name(lower, upper, path))
            return lists(lower, std::move(upper), path);
        lower = fresh(std::move(upper), path);
    }

    bool match_by_name(const Value& lower, const Value& upper, const std::string& path) {
        const Value* unnamed = nullptr;
        bool any_named = false;
        for (const Value* list : {&lower, &upper}) {
            for (const auto& entry : list->array()) {
                if (name_of(entry))
                    any_named = true;
                else
                    unnamed = &entry;
            }
        }
        if (any_named && unnamed)
            problems_.add(unnamed->place, path,
                          "has no name, so it cannot be merged with the entries of the other file (give each a name)");
        return any_named && !unnamed;
    }

    void lists(Value& lower, Value upper, const std::string& path) {
        auto& entries = lower.array();
        const std::size_t n_inherited = entries.size();
        Index index;
        for (std::size_t i = 0; i < n_inherited; ++i)
            if (!index.emplace(name_of(entries[i])->text(), i).second) report_twin(entries[i], path);
        std::vector<bool> touched(n_inherited, false), removed(n_inherited, false);
        for (auto& entry : upper.array()) {
            const std::string name = name_of(entry)->text();
            const auto [at, is_new] = index.emplace(name, entries.size());
            if (at->second >= n_inherited ? !is_new : touched[at->second]) {
                report_twin(entry, path);
            } else if (is_new) {
                entries.push_back(std::move(entry));
                refuse_remove(entries.back(), path);
            } else {
                touched[at->second] = true;
                removed[at->second] = is_removal(entry, path);
                if (!removed[at->second]) tables(entries[at->second], std::move(entry), path);
            }
        }
        Array kept;
        for (std::size_t i = 0; i < entries.size(); ++i)
            if (i >= n_inherited || !removed[i]) kept.push_back(std::move(entries[i]));
        lower.data = std::move(kept);
        lower.place = upper.place;
    }

    void report_twin(const Value& entry, const std::string& path) {
        problems_.add(entry.place, path,
                      fmt::format("there are two entries named '{}'", shown(name_of(entry)->text())));
    }

    bool is_removal(const Value& entry, const std::string& path) {
        const Value* remove = entry.map().find(remove_key);
        if (!remove) return false;
        const bool* flag = std::get_if<bool>(&remove->data);
        if (!flag || !*flag)
            problems_.add(remove->place, fmt::format("{}.{}", path, remove_key),
                          "must be true (leave it out to keep the entry)");
        else if (entry.map().entries.size() > 2)
            problems_.add(entry.place, path, "an entry with remove = true may hold its name and nothing else");
        return true;
    }

    void refuse_remove(const Value& entry, const std::string& path) {
        const Value* remove = entry.map().find(remove_key);
        if (!remove) return;
        const Value* name = name_of(entry);
        problems_.add(remove->place, fmt::format("{}.{}", path, remove_key),
                      fmt::format("there is no inherited entry '{}' to remove", name ? shown(name->text()) : ""));
    }

    /// A value with nothing beneath it: there is nothing that it could remove.
    Value fresh(Value value, const std::string& path) {
        if (value.is_tables())
            for (const auto& entry : value.array()) refuse_remove(entry, path);
        return value;
    }

    Problems& problems_;
};

}  // namespace

void merge(Value& lower, Value upper, Problems& problems) { Merger(problems).tables(lower, std::move(upper), ""); }

}  // namespace sim::param
