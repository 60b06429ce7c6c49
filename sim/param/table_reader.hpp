/// Strict reading of one table of a document: every key is asked for by name, and finish() reports the keys never
/// asked for, with the nearest name that exists. All problems of a file are collected; nothing throws.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/param/field.hpp"
#include "sim/param/table.hpp"
#include "sim/param/value.hpp"

namespace sim::param {

class Reader {
 public:
    /// `path` is how messages name the table: "group[2]", "output", or empty for the top.
    Reader(const Value& table, std::string path, Problems& problems);

    bool has(std::string_view key) const;
    /// The raw value, counted as known; null if absent.
    const Value* value(std::string_view key);
    const Value& require(std::string_view key);  // reports absence; then returns an empty value

    /// Typed reads: report a wrong type or a value out of range and then return the fallback.
    double number(std::string_view key, double fallback, Range range);
    int integer(std::string_view key, int fallback, Range range);
    std::uint64_t count(std::string_view key, std::uint64_t fallback, Counts allowed);
    bool flag(std::string_view key, bool fallback);
    std::string text(std::string_view key, std::string_view fallback);
    std::string required_text(std::string_view key);
    /// One of `allowed`; anything else is a problem that lists them and the nearest.
    std::size_t choice(std::string_view key, std::size_t fallback, const std::vector<std::string>& allowed);
    std::optional<Date> date(std::string_view key);
    /// A table such as { sunni = 0.65, ... } whose keys must be among `names`; absent names are `fallback`. Empty if the
    /// key is absent.
    std::vector<double> shares(std::string_view key, const std::vector<std::string>& names, Range range,
                               double fallback = 0);
    /// A list of 1 to `most` numbers in range; empty if the key is absent or the list is not as it should be.
    std::vector<double> numbers(std::string_view key, std::size_t most, Range range);
    /// A list of text, empty if the key is absent; `what` is how messages call it: "names, such as [\"a\", \"b\"]".
    std::vector<std::string> texts(std::string_view key, std::string_view what);
    /// A list of whole numbers from 0 to `largest`, each larger than the one before; empty if the key is absent.
    std::vector<std::int32_t> rising(std::string_view key, std::int32_t largest);
    /// Null if absent, or if it is no table: that is a problem.
    const Value* table(std::string_view key);
    /// The tables of [[key]]; empty if absent, a problem if it is something else.
    std::vector<const Value*> tables(std::string_view key);

    /// Every SIM_PARAM field of T.
    template <class T>
    void fields(T& row) {
        fields(fields_of<T>(), &row);
    }

    void problem(std::string_view key, std::string_view what);
    void problem(const Place& place, std::string_view key, std::string_view what);  // at a part of the key's value
    const Place& place() const { return table_->place; }
    std::string name_of(std::string_view key) const;  // path.key

    /// The table below `key`, for strict reading in its turn.
    Reader inside(std::string_view key, const Value& table) { return {table, name_of(key), *problems_}; }

    /// Reports keys that were never asked for.
    void finish();

 private:
    /// Nothing if the key is absent or its value was reported.
    std::optional<double> read(std::string_view key, const Spec& spec);
    void fields(const Table& fields, void* row);

    const Value* table_;  // a table, even if what was given is none
    std::string path_;
    Problems* problems_;
    std::vector<std::string> known_;
};

/// The origin of each value "mechanism.field" of a document: "behaviour.toml:12".
std::map<std::string, std::string> origins_of(const Value& document);

/// Sets parameters from the [mechanism] tables of `document`; any key that is not a parameter of `table` is a problem, and
/// so is a required parameter without a value. `own_keys` are the top-level keys that the model reads itself; what
/// stands below them is left alone.
void read_parameters(const Value& document, const Table& table, void* all, const std::vector<std::string>& own_keys,
                     Problems& problems);

/// Each file sets its own kind: a behaviour file holds parameters of Kind::behaviour and nothing else, and a scenario's own files
/// hold none of them. Values from the command line or a text that stands alone (Layer::none) may be of any kind.
void check_kinds(const Value& document, const Table& table, Problems& problems);

}  // namespace sim::param
