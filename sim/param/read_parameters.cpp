// Parameters from the [mechanism] tables of a document, and who may set which kind.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/param/table_reader.hpp"
#include "sim/param/wording.hpp"

namespace sim::param {

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

class Loader {
 public:
    Loader(const Table& table, void* all, Problems& problems)
        : table_(table), all_(all), problems_(problems), mechanisms_(table.mechanisms()) {}

    void document(const Map& map, const std::vector<std::string>& own_keys) {
        std::vector<std::string> known = own_keys;
        known.insert(known.end(), mechanisms_.begin(), mechanisms_.end());
        for (const auto& [key, value] : map.entries) {
            if (contains(own_keys, key)) continue;
            if (contains(mechanisms_, key))
                mechanism(key, value);
            else
                unknown_key(key, value, known);
        }
    }

    void missing(const Value& document) {
        for (const auto& spec : table_.specs()) {
            if (!std::isnan(spec.fallback)) continue;
            const Value* part = document.map().find(spec.mechanism);
            if (part && part->is_map() && part->map().find(spec.field())) continue;
            problems_.add(part ? part->place : document.place, spec.name, missing_text(spec));
        }
    }

 private:
    void mechanism(const std::string& name, const Value& value) {
        if (!value.is_map()) {
            problems_.add(value.place, name, wrong_type(fmt::format("a table that begins with [{}]", name), value));
            return;
        }
        for (const auto& [key, entry] : value.map().entries) {
            const Spec* spec = table_.find(name + "." + key);
            if (spec)
                parameter(*spec, entry);
            else
                unknown_parameter(name, key, entry);
        }
    }

    void parameter(const Spec& spec, const Value& value) {
        const Reading reading = Table::read(spec, value);
        if (!reading.number) return problems_.add(value.place, spec.name, reading.fault);
        Table::set(all_, spec, *reading.number);
    }

    void unknown_key(const std::string& key, const Value& value, const std::vector<std::string>& known) {
        const std::string remedy = problems_.full() ? "" : instead_of_key(key, value, known);
        problems_.add(value.place, key, fmt::format("unknown {} ({})", value.is_map() ? "table" : "key", remedy));
    }

    /// The nearest field of the same mechanism; else a parameter of that name that another mechanism has.
    void unknown_parameter(const std::string& mechanism, const std::string& key, const Value& value) {
        if (const std::string remedy = table_.former(mechanism + "." + key); !remedy.empty())
            return problems_.add(value.place, mechanism + "." + key, remedy);
        std::vector<std::string> candidates = table_.fields_of(mechanism);
        if (!problems_.full() && nearest(key, candidates).empty()) {
            const std::vector<std::string> all = table_.names();
            const std::string elsewhere = nearest(key, all);
            if (elsewhere.ends_with("." + key)) candidates = {elsewhere};
        }
        const std::string remedy = problems_.full() ? "" : instead_of(key, candidates);
        problems_.add(value.place, mechanism + "." + key, fmt::format("unknown parameter ({})", remedy));
    }

    const Table& table_;
    void* all_;
    Problems& problems_;
    std::vector<std::string> mechanisms_;
};

void check_parameter(const Spec& spec, const Value& value, Problems& problems) {
    const bool shared = spec.kind == Kind::behaviour;
    if (value.place.layer == Layer::behaviour && !shared)
        problems.add(value.place, spec.name,
                     fmt::format("is a {} parameter and does not belong in a behaviour file "
                                 "(set it in the scenario)",
                                 kind_text(spec.kind)));
    if (value.place.layer == Layer::scenario && shared)
        problems.add(value.place, spec.name,
                     "is a behaviour parameter, the same in every case (set it in the behaviour file, or vary it with "
                     "--set or in a sweep)");
}

void check_other(std::string_view key, const Value& value, Problems& problems) {
    if (value.place.layer == Layer::behaviour)
        problems.add(value.place, key, "does not belong in a behaviour file (allowed are behaviour parameters)");
    else if (value.is_array())
        for (const auto& entry : value.array()) check_other(key, entry, problems);
}

}  // namespace

std::map<std::string, std::string> origins_of(const Value& document) {
    std::map<std::string, std::string> origins;
    if (!document.is_map()) return origins;
    for (const auto& [mechanism, table] : document.map().entries) {
        if (!table.is_map()) continue;
        for (const auto& [field, value] : table.map().entries)
            origins[mechanism + "." + field] = origin_text(value.place);
    }
    return origins;
}

void read_parameters(const Value& document, const Table& table, void* all, const std::vector<std::string>& own_keys,
                     Problems& problems) {
    SIM_EXPECT(document.is_map());
    Loader loader(table, all, problems);
    loader.document(document.map(), own_keys);
    loader.missing(document);
}

void check_kinds(const Value& document, const Table& table, Problems& problems) {
    SIM_EXPECT(document.is_map());
    const std::vector<std::string> mechanisms = table.mechanisms();
    for (const auto& [key, value] : document.map().entries) {
        if (!value.is_map() || !contains(mechanisms, key)) {
            check_other(key, value, problems);
            continue;
        }
        for (const auto& [field, entry] : value.map().entries)
            if (const Spec* spec = table.find(key + "." + field)) check_parameter(*spec, entry, problems);
    }
}

}  // namespace sim::param
