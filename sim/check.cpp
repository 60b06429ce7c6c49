#include "sim/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/utf8.hpp"

namespace sim {

namespace {

constexpr std::size_t max_file = 300, max_key = 120, max_what = 700;  // [character] shown of each part of a line
constexpr std::size_t max_guessed = 80;                               // [byte] longer names are no misspellings

char folded(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return c == '-' ? '_' : c;
}

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment), letter case ignored.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const char p = folded(a[i - 1]), q = folded(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (p == q ? 0 : 1)});
            const bool swapped = i > 1 && j > 1 && p == folded(b[j - 2]) && q == folded(a[i - 2]);
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

bool ends_as_field(std::string_view candidate, std::string_view name) {
    return candidate.size() > name.size() && candidate.substr(candidate.size() - name.size()) == name &&
           candidate[candidate.size() - name.size() - 1] == '.';
}

std::string only_field(std::string_view name, const std::vector<std::string>& candidates) {
    std::string found;
    for (const auto& candidate : candidates) {
        if (!ends_as_field(candidate, name)) continue;
        if (!found.empty()) return {};
        found = candidate;
    }
    return found;
}

bool is_printable(char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    const bool direction = c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return !control && !direction;
}

/// The candidate that begins as most of a full name does: "rumour.telling" for "rumour.tellers".
std::string same_beginning(std::string_view name, const std::vector<std::string>& candidates) {
    constexpr std::size_t least = 4;                          // letters that agree behind the last point
    if (name.find('.') == std::string_view::npos) return {};  // where the few names that are allowed say more
    const std::size_t field = name.rfind('.') + 1;
    std::size_t best = std::max(field + least, name.size() * 3 / 4) - 1;
    std::string found;
    for (const auto& candidate : candidates) {
        const auto ends = std::ranges::mismatch(name, candidate);
        const auto agreeing = static_cast<std::size_t>(ends.in1 - name.begin());
        if (agreeing <= best) continue;
        best = agreeing;
        found = candidate;
    }
    return found;
}

std::string escaped(char32_t c) {
    if (c == '\n') return "\\n";
    if (c == '\t') return "\\t";
    if (c == '\r') return "\\r";
    return fmt::format("\\u{:04X}", static_cast<std::uint32_t>(c));
}

}  // namespace

void broken_promise(const char* kind, const char* condition, const char* file, int line) {
    throw std::logic_error(
        fmt::format("{}:{}: {} {} (a bug in the program: please report it)", file, line, kind, condition));
}

std::string to_text(const Place& place) {
    if (place.line == 0) return place.file;
    if (place.column == 0) return fmt::format("{}:{}", place.file, place.line);
    return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

void Problems::add(const Place& place, std::string_view key, std::string_view what) {
    ++count_;
    if (full()) return;
    Place cut = place_of_ && place.file.empty() ? place_of_(key) : place;
    cut.file = shown(cut.file, max_file);
    std::string line = to_text(cut);
    if (!line.empty()) line += ": ";
    if (!key.empty()) line += shown(key, max_key) + ": ";
    lines_.push_back(line + shown(what, max_what));
}

void Problems::add(const Problems& others) {
    for (const auto& line : others.lines_)
        if (!full()) lines_.push_back(line);
    count_ += others.count_;
}

std::string Problems::text() const {
    std::string all;
    for (const auto& line : lines_) all += (all.empty() ? "" : "\n") + line;
    if (count_ > lines_.size()) all += fmt::format("\n... and {} more problems", count_ - lines_.size());
    return all;
}

void Problems::throw_if_any() const {
    if (!empty()) throw InputError(text());
}

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
    if (name.empty() || name.size() > max_guessed) return {};
    std::size_t best = name.size() < 3 ? 1 : std::min<std::size_t>(1 + name.size() / 4, 4);
    std::string found;
    for (const auto& candidate : candidates) {
        const auto [shorter, longer] = std::minmax({name.size(), candidate.size()});
        if (longer - shorter > best) continue;
        const std::size_t distance = edit_distance(name, candidate);
        if (distance > best || distance >= longer || (distance == best && !found.empty())) continue;
        best = distance;
        found = candidate;
    }
    if (found.empty()) found = only_field(name, candidates);
    return found.empty() ? same_beginning(name, candidates) : found;
}

std::string shown(std::string_view text, std::size_t limit) {
    std::string result;
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == limit) return result + "...";
        const CodePoint c = first_code_point(text);
        if (c.length == 0)
            result += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[0]));
        else if (is_printable(c.value))
            result += text.substr(0, c.length);
        else
            result += escaped(c.value);
        text.remove_prefix(std::max<std::size_t>(c.length, 1));
    }
    return result;
}

}  // namespace sim
