/// Writes down what one table of a scenario may hold, as a JSON schema: the other reading of the declarations that
/// Filling fills rows by. A row's own values are the defaults. Only `name` is demanded, since an entry that changes one
/// of the same name in the file that it extends may leave out all else; what a whole row needs is marked x-required.
#pragma once

#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "sim/param/table.hpp"
#include "sim/param/value.hpp"

namespace sim::param {

/// One parameter, or one field of a row.
nlohmann::ordered_json schema_of(const Spec& spec);

class Outline {
 public:
    void note(std::string_view key, std::string_view meaning);
    void text(std::string_view key, const std::string& fallback, std::string_view meaning);
    void date(std::string_view key, const std::optional<Date>&, std::string_view meaning);
    void number(std::string_view key, double fallback, Range range, std::string_view meaning);
    void integer(std::string_view key, int fallback, Range range, std::string_view meaning);
    template <class Enum, std::size_t N>
    void choice(std::string_view key, Enum fallback, const std::array<std::string_view, N>& names,
                std::string_view meaning) {
        add(key, {{"enum", names}, {"default", names[static_cast<std::size_t>(fallback)]}}, meaning);
    }
    template <class Enum, std::size_t N>
    void required_choice(std::string_view key, Enum, const std::array<std::string_view, N>& names,
                         std::string_view meaning) {
        add(key, {{"enum", names}, {"x-required", true}}, meaning);
    }
    template <class Enum, std::size_t N>
    bool optional_choice(std::string_view key, Enum, const std::array<std::string_view, N>& names,
                         std::string_view meaning) {
        add(key, {{"enum", names}}, meaning);
        return true;
    }
    void reference(std::string_view key, std::size_t, const std::vector<std::string>&, std::string_view meaning);
    void shares(std::string_view key, const std::vector<double>&, const std::vector<std::string>&, Range range,
                std::string_view meaning);
    template <class T>
    void fields(const T&) {
        Table table;
        table.add(&Whole<T>::row, "row");
        for (const Spec& spec : table.specs()) field(spec);
    }
    template <class T>
    void table(std::string_view key, const T& row, std::string_view meaning) {
        Outline inner;
        inner.fields(row);
        add(key, inner.schema(), meaning);
    }
    template <class Read>
    void part(std::string_view key, std::string_view meaning, Read&& read) {
        Outline inner;
        read(inner);
        add(key, inner.schema(), meaning);
    }
    void numbers(std::string_view key, const std::vector<double>&, std::size_t most, Range range,
                 std::string_view meaning);
    void time(double, std::string_view meaning);
    void knots(std::string_view key, const std::vector<double>&, const std::vector<double>&, std::string_view meaning);
    void policies(std::string_view key, const Table& table, const std::function<void(const std::string&, double)>&,
                  std::string_view meaning);

    /// Tables [[key]] that each hold a name and what `row` says.
    void rows(std::string_view key, std::size_t most, const Outline& row, std::string_view meaning);
    /// Of a row that may stand in a list and change or remove one of its name.
    void named();

    nlohmann::ordered_json schema() const;
    std::vector<std::string> keys() const;

 private:
    template <class T>
    struct Whole {
        T row;
    };

    nlohmann::ordered_json& at(std::string_view key) { return properties_[std::string(key)]; }
    void add(std::string_view key, nlohmann::ordered_json schema, std::string_view meaning);
    void field(const Spec& spec);

    nlohmann::ordered_json properties_ = nlohmann::ordered_json::object();
    bool named_ = false, timed_ = false;
};

}  // namespace sim::param
