#include <algorithm>

#include "sim/param/listing.hpp"
#include "sim/param/wording.hpp"
#include "sim/utf8.hpp"

namespace sim::param {

namespace {

constexpr std::size_t indent = 2, meaning_indent = 6, gap = 2, narrowest = 20;  // [character]

std::size_t length_of(std::string_view text) {  // [character]
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(std::max<std::size_t>(first_code_point(text).length, 1));
    return count;
}

std::string wrapped(std::string_view text, std::size_t width) {
    std::string lines, line(meaning_indent, ' ');
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        const bool is_first = line.size() == meaning_indent;
        if (!is_first && length_of(line) + 1 + length_of(word) > width) {
            lines += line + "\n";
            line = std::string(meaning_indent, ' ') + std::string(word);
        } else {
            line += (is_first ? "" : " ") + std::string(word);
        }
    }
    return lines + line + "\n";
}

using Row = std::vector<std::string>;

Row row_of(const Spec& spec, const CurrentOf& current) {
    Row row{std::string(name_in_part(spec))};
    if (current) {
        const auto now = current(spec);
        row.push_back(now ? value_text(spec, now->value) : "");
        row.push_back(now ? now->origin : "");
    }
    row.insert(row.end(),
               {value_text(spec, spec.fallback), range_text(spec), spec.unit, std::string(kind_text(spec.kind))});
    return row;
}

std::string aligned(const Row& row, const std::vector<std::size_t>& widths, std::size_t margin) {
    std::string line(margin, ' ');
    for (std::size_t i = 0; i < row.size(); ++i)
        line += row[i] + std::string(widths[i] + (i == 0 ? indent - margin : 0) + gap - length_of(row[i]), ' ');
    return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

}  // namespace

std::string to_text(const Table& table, std::size_t width, const CurrentOf& current) {
    Row head{"parameter", "default", "allowed", "unit", "kind"};
    if (current) head.insert(head.begin() + 1, {"value", "from"});
    std::vector<Row> rows;
    for (const auto& spec : table.specs()) rows.push_back(row_of(spec, current));
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < head.size(); ++i) {
        widths.push_back(length_of(head[i]));
        for (const auto& row : rows) widths[i] = std::max(widths[i], length_of(row[i]));
    }
    std::string text = aligned(head, widths, 0);
    for (const auto& mechanism : table.mechanisms()) {
        text += "\n[" + part_name(mechanism) + "]\n";
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Spec& spec = table.specs()[i];
            if (spec.mechanism != mechanism) continue;
            text += aligned(rows[i], widths, indent);
            text += wrapped(spec.meaning + " (" + spec.source + ")", std::max(width, meaning_indent + narrowest));
        }
    }
    return text;
}

}  // namespace sim::param
