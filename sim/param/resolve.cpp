// A scenario together with the files that it extends and its behaviour file, merged into one document.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "sim/param/merge.hpp"
#include "sim/param/scan.hpp"
#include "sim/param/shared.hpp"
#include "sim/param/value.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_chain = 16;  // files that extend each other

std::optional<Value> take(Value& document, std::string_view key) {
    auto& entries = document.map().entries;
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first == key; });
    if (at == entries.end()) return {};
    Value value = std::move(at->second);
    entries.erase(at);
    return value;
}

class Resolver {
 public:
    explicit Resolver(Problems& problems) : problems_(problems) {}

    Value scenario(Value own, const std::string& path) {
        Value document = chain(std::move(own), path, Layer::scenario);
        const auto behaviour = take(document, behaviour_key);
        if (behaviour && n_failed_ == 0) {
            Value beneath = referred(*behaviour, behaviour_key, Layer::behaviour);
            if (n_failed_ == 0) {
                refuse(beneath, behaviour_key);
                merge(beneath, std::move(document), problems_);
                document = std::move(beneath);
            }
        }
        take(document, behaviour_key);
        values_first(document);
        return document;
    }

 private:
    /// `own` over the files that it extends.
    Value chain(Value own, const std::string& path, Layer layer) {
        count(own, layer);
        const auto parent = take(own, extends_key);
        Value beneath{Map{}, own.place};
        if (parent) {
            open_.push_back(identity(path));
            beneath = referred(*parent, extends_key, layer);
            open_.pop_back();
        }
        if (n_failed_ > 0) return own;  // merged with half of what it extends, it would show mistakes that are none
        merge(beneath, std::move(own), problems_);
        return beneath;
    }

    /// The document of the file that `reference` names, found beside the file in which the reference stands; a behaviour
    /// file that is not there may come with the program.
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
        std::string path = (fs::path(reference.place.file).parent_path() / reference.text()).string();
        std::error_code error;
        if (!fs::exists(path, error)) {
            const auto shared = key == behaviour_key ? shared_scenario(reference.text()) : std::nullopt;
            if (!shared) return fail(no_file(path));
            path = shared->string();
        }
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
