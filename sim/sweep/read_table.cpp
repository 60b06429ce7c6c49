#include "sim/sweep/read_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "sim/param/text_file.hpp"
#include "sim/utf8.hpp"

namespace sim::sweep {
namespace {

/// One field of a line: its text without quotes and blanks around it, and where it begins.
struct Field {
    std::string text;
    int column = 1;
};

/// A column of the table: a parameter, or the labels if it has none.
struct Column {
    std::string name;
    const param::Spec* spec = nullptr;
};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t");
    return first == text.npos ? std::string_view{} : text.substr(first, last - first + 1);
}

/// As the programs write values that make such tables: TRUE, True and +1 too.
param::Value value_in(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    if (lower == "true" || lower == "false") return parse_value(lower, {});
    if (text.starts_with('+')) text.remove_prefix(1);
    return parse_value(text, {});
}

class TableReader {
 public:
    TableReader(const std::string& path, const Scenario& scenario, Problems& problems)
        : path_(path), scenario_(scenario), problems_(problems) {}

    ListedPoints read(std::string_view text) {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
        rest_ = text;
        if (!next_fields()) {
            if (!broken_) problems_.add({path_, 0, 0}, "", "is empty (its first line names the parameters)");
            return {};
        }
        read_header();
        while (!broken_ && !problems_.full() && next_fields()) read_row();
        if (!broken_ && listed_.size == 0)
            problems_.add({path_, 0, 0}, "", "has no points below its header (one on each line)");
        return std::move(listed_);
    }

 private:
    void problem(const Field& field, std::string_view key, std::string_view what) {
        problems_.add({path_, line_, field.column}, key, what);
    }

    /// Nothing after this can be trusted.
    void give_up(int column, std::string_view what) {
        problems_.add({path_, line_, column}, "", what);
        broken_ = true;
    }

    /// The fields of the next line that is not blank; false at the end, or if the line cannot be read.
    bool next_fields() {
        while (!rest_.empty()) {
            const auto end = std::min(rest_.find('\n'), rest_.size());
            auto line = rest_.substr(0, end);
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            ++line_;
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (trimmed(line).empty()) continue;
            split(line);
            return !broken_;
        }
        return false;
    }

    void split(std::string_view line) {
        fields_.assign(1, {});
        bool quoted = false;
        int column = 1;
        for (std::size_t at = 0; at < line.size() && !broken_; ++column) {
            const auto letter = first_code_point(line.substr(at));
            if (letter.length == 0) return give_up(column, not_utf8(line.substr(at)));
            const bool doubled = quoted && line.substr(at, 2) == "\"\"";
            if (letter.value == '"' && !doubled && (quoted || trimmed(fields_.back().text).empty()))
                quoted = !quoted;
            else if (letter.value == ',' && !quoted)
                fields_.push_back({"", column + 1});
            else
                fields_.back().text += line.substr(at, letter.length);
            at += letter.length + doubled;
            column += doubled;
        }
        if (quoted) give_up(fields_.back().column, "opens a quote that does not close on its line");
        for (auto& field : fields_) field.text = std::string(trimmed(field.text));
    }

    void read_header() {
        const auto& only = fields_.front().text;
        if (fields_.size() == 1 && only.find_first_of(";\t") != only.npos)
            return give_up(1, "is separated by semicolons or tabs (write commas, and points in numbers)");
        if (fields_.size() > max_table_columns)
            return give_up(1, fmt::format("has {} columns (allowed {})", fields_.size(), max_table_columns));
        std::set<std::string> seen;
        for (const auto& field : fields_) {
            columns_.push_back(column_of(field));
            if (!field.text.empty() && !seen.insert(field.text).second)
                problem(field, field.text, "has a column already (remove one of the two)");
        }
        for (const auto& column : columns_)
            if (column.spec) listed_.names.push_back(column.name);
        if (listed_.names.empty()) give_up(1, "names no parameter (the header is a line such as \"a.b,c.d\")");
    }

    Column column_of(const Field& field) {
        Column column{field.text, field.text == "label" ? nullptr : scenario_.spec(field.text)};
        if (field.text.empty())
            problem(field, "",
                    "a column has no name (for row numbers: pandas writes none with index=False, R with row.names = "
                    "FALSE)");
        else if (!column.spec && field.text != "label")
            problem(field, shown(field.text), unknown_name(scenario_, field.text));
        return column;
    }

    void read_row() {
        ++listed_.size;
        if (fields_.size() != columns_.size())
            return problem({}, "", fmt::format("has {} values (the header names {})", fields_.size(), columns_.size()));
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (columns_[c].spec)
                listed_.values.push_back(value_of(fields_[c], columns_[c]));
            else if (columns_[c].name == "label")
                take_label(fields_[c]);
        }
    }

    /// Any number if there is a problem.
    double value_of(const Field& field, const Column& column) {
        auto value = value_in(field.text);
        if (!column.spec->choices.empty()) value.data = field.text;  // which may be a name such as 1 or 2011-03-15
        const auto reading = read_value(scenario_, column.name, value);
        if (field.text.empty())
            problem(field, column.name, "is empty (every point has a value of every parameter)");
        else if (!reading.number)
            problem(field, column.name, reading.fault);
        return reading.number.value_or(0);
    }

    void take_label(const Field& field) {
        if (field.text.empty())
            problem(field, "label", "is empty (name the point, or remove the column)");
        else if (!labels_.insert(field.text).second)
            problem(field, "label", fmt::format("'{}' names another point already", shown(field.text)));
        listed_.labels.push_back(field.text);
    }

    const std::string& path_;
    const Scenario& scenario_;
    Problems& problems_;
    std::string_view rest_;
    int line_ = 0;
    bool broken_ = false;
    std::vector<Field> fields_;
    std::vector<Column> columns_;
    std::set<std::string> labels_;
    ListedPoints listed_;
};

}  // namespace

ListedPoints read_table(const std::string& path, const Scenario& scenario, Problems& problems) {
    const auto text = param::read_text_file(path, "a table of comma-separated values", max_table_bytes, problems);
    if (text && text->size() > max_table_bytes)
        problems.add({path, 0, 0}, "", fmt::format("is over {} MiB long (split the sweep)", max_table_bytes >> 20));
    if (!text || text->size() > max_table_bytes) return {};
    return TableReader(path, scenario, problems).read(*text);
}

}  // namespace sim::sweep
