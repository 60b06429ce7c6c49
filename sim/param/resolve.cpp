// A scenario together with the files that it extends and its behaviour file, merged into one document.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "sim/param/scan.hpp"
#include "sim/param/value.hpp"

namespace sim::param {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_chain = 16;  // files that extend each other

/// Which entry of a table or list has this name.
using Index = std::map<std::string, std::size_t>;

const Value* name_of(const Value& entry) {
    const Value* name = entry.map().find("name");
    return name && name->is_text() ? name : nullptr;
}

std::optional<Value> take(Value& document, std::string_view key) {
    auto& entries = document.map().entries;
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first == key; });
    if (at == entries.end()) return {};
    Value value = std::move(at->second);
    entries.erase(at);
    return value;
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
        const Value* remove = entry.map().find("remove");
        if (!remove) return false;
        const bool* flag = std::get_if<bool>(&remove->data);
        if (!flag || !*flag)
            problems_.add(remove->place, path + ".remove", "must be true (leave it out to keep the entry)");
        else if (entry.map().entries.size() > 2)
            problems_.add(entry.place, path, "an entry with remove = true may hold its name and nothing else");
        return true;
    }

    void refuse_remove(const Value& entry, const std::string& path) {
        const Value* remove = entry.map().find("remove");
        if (!remove) return;
        const Value* name = name_of(entry);
        problems_.add(remove->place, path + ".remove",
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

class Resolver {
 public:
    explicit Resolver(Problems& problems) : problems_(problems) {}

    Value scenario(Value own, const std::string& path) {
        Value document = chain(std::move(own), path, Layer::scenario);
        const auto behaviour = take(document, "behaviour");
        if (behaviour && n_failed_ == 0) {
            Value beneath = referred(*behaviour, "behaviour", Layer::behaviour);
            if (n_failed_ == 0) {
                refuse(beneath, "behaviour");
                Merger(problems_).tables(beneath, std::move(document), "");
                document = std::move(beneath);
            }
        }
        take(document, "behaviour");
        values_first(document);
        return document;
    }

 private:
    /// `own` over the files that it extends.
    Value chain(Value own, const std::string& path, Layer layer) {
        count(own, layer);
        const auto parent = take(own, "extends");
        Value beneath{Map{}, own.place};
        if (parent) {
            open_.push_back(identity(path));
            beneath = referred(*parent, "extends", layer);
            open_.pop_back();
        }
        if (n_failed_ > 0) return own;  // merged with half of what it extends, it would show mistakes that are none
        Merger(problems_).tables(beneath, std::move(own), "");
        return beneath;
    }

    /// The document of the file that `reference` names, found beside the file in which the reference stands.
    Value referred(const Value& reference, std::string_view key, Layer layer) {
        const auto fail = [&](std::string_view what) {
            ++n_failed_;
            problems_.add(reference.place, key, what);
            return Value{Map{}, reference.place};
        };
        if (!reference.is_text() || reference.text().empty())
            return fail(fmt::format("must be the name of a TOML file, not {}",
                                    reference.is_text() ? "empty" : reference.type_name()));
        if (reference.text().find('\0') != std::string::npos) return fail("must be the name of a TOML file");
        const std::string path = (fs::path(reference.place.file).parent_path() / reference.text()).string();
        std::error_code error;
        if (!fs::exists(path, error)) return fail(fmt::format("there is no file '{}'", shown(path, 200)));
        if (std::find(open_.begin(), open_.end(), identity(path)) != open_.end())
            return fail(fmt::format("goes round in a circle (back to '{}')", shown(path, 200)));
        if (open_.size() >= max_chain) return fail(fmt::format("is too long a chain of files (allowed {})", max_chain));
        const std::size_t before = problems_.size();
        Value document = read_toml(path, problems_);
        n_failed_ += problems_.size() - before;
        return chain(std::move(document), path, layer);
    }

    static std::string identity(const std::string& path) {
        std::error_code error;
        const fs::path canonical = fs::weakly_canonical(path, error);
        return error ? path : canonical.string();
    }

    /// Marks every value with its layer and keeps the sum over all files within the limit of one.
    void count(Value& value, Layer layer) {
        value.place.layer = layer;
        if (++n_values_ == max_entries + 1) {
            ++n_failed_;
            problems_.add(value.place, "",
                          fmt::format("with the files that it uses, the scenario holds too many values "
                                      "(allowed {})",
                                      max_entries));
        }
        if (value.is_array())
            for (auto& entry : value.array()) count(entry, layer);
        if (value.is_map())
            for (auto& [key, entry] : value.map().entries) count(entry, layer);
    }

    void refuse(Value& document, std::string_view key) {
        if (const auto found = take(document, key))
            problems_.add(found->place, key,
                          "does not belong in a behaviour file (a scenario names its behaviour file)");
    }

    /// Plain values before tables, as in any TOML file: merging may have put them behind.
    static void values_first(Value& document) {
        auto& entries = document.map().entries;
        std::stable_partition(entries.begin(), entries.end(), [](const auto& entry) {
            return !entry.second.is_map() && (!entry.second.is_tables() || entry.second.array().empty());
        });
    }

    Problems& problems_;
    std::vector<std::string> open_;  // the files being extended, to find circles
    std::size_t n_failed_ = 0;       // files that could not be read
    std::size_t n_values_ = 0;
};

}  // namespace

Value resolve(Value document, const std::string& path, Problems& problems) {
    SIM_EXPECT(document.is_map());
    return Resolver(problems).scenario(std::move(document), path);
}

Value read_resolved(const std::string& path, Problems& problems) {
    const std::size_t before = problems.size();
    Value document = read_toml(path, problems);
    return problems.size() > before ? document : resolve(std::move(document), path, problems);
}

}  // namespace sim::param
