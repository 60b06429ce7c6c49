#include "sim/param/scan.hpp"

#include <fmt/format.h>

#include <vector>

#include "sim/check.hpp"
#include "sim/utf8.hpp"

namespace sim::param {

namespace {

/// Follows strings, comments and brackets, and nothing else: enough to count what makes a parser slow or deep.
class Scanner {
 public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::optional<ScanFault> run() {
        if (text_.size() > max_bytes) return fault(fmt::format("is over {} MiB long", max_bytes >> 20));
        while (at_ < text_.size()) {
            if (const auto bad = token(); !bad.empty()) return fault(bad);
        }
        return {};
    }

 private:
    std::string token() {
        const char c = text_[at_];
        if (std::string bad = header_fault(); !bad.empty()) return bad;
        if (c == '#') return skip_comment();
        if (c == '"' || c == '\'') return glued_to_a_number() ? unexpected(c) : skip_string(c);
        if (is_beyond_ascii()) return bare_letter();
        const std::string bad = count(c);
        return bad.empty() ? step() : bad;
    }

    bool is_beyond_ascii() const { return at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x80; }

    /// Names the fault of a table header's name. The parser takes it for granted that nothing of this comes.
    std::string header_fault() {
        if (!in_header_) return {};
        const char c = text_[at_];
        if (c == ' ' || c == '\t') return {};
        const bool second_bracket = c == '[' && open_.size() == 1;
        in_header_ = second_bracket;
        if (second_bracket || is_key_letter(c) || c == '"' || c == '\'' || c == ']') return {};
        return is_beyond_ascii() ? bare_letter() : fmt::format("syntax: unexpected '{}' (a table name is missing)", c);
    }

    /// In a value, after anything but what may stand before a text: the parser reads what begins like a number on to
    /// the next blank, through quotes and whatever letters stand in them.
    bool glued_to_a_number() const {
        if (in_key_ || at_ == 0) return false;
        return std::string_view(" \t\r\n=,[]{}\"'").find(text_[at_ - 1]) == std::string_view::npos;
    }

    static std::string unexpected(char c) {
        return fmt::format("syntax: unexpected {} after the value (one key = value on each line)", c);
    }

    static bool is_key_letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    /// Outside quotes and comments TOML knows ASCII alone. The parser must not meet other letters there: toml++ 3.3
    /// asks of each whether it is white space, and its answer is undefined for Latin, Greek and Cyrillic letters.
    std::string bare_letter() {
        const std::size_t from = at_;
        std::string bad = step();
        if (!bad.empty()) return bad;
        --column_;
        return fmt::format("syntax: unexpected '{}' (text and names with such letters need quotes)",
                           shown(text_.substr(from, at_ - from)));
    }

    /// One code point forward, keeping line and column.
    std::string step() {
        const CodePoint c = first_code_point(text_.substr(at_));
        if (c.length == 0) return not_utf8(text_.substr(at_));
        at_ += c.length;
        column_ = c.value == '\n' ? 1 : column_ + 1;
        line_ += c.value == '\n';
        return {};
    }

    std::string skip_comment() {
        std::string bad;
        while (bad.empty() && at_ < text_.size() && text_[at_] != '\n') bad = step();
        return bad;
    }

    std::string skip_string(char quote) {
        const std::string fence(3, quote);
        const bool many_lines = text_.substr(at_, 3) == fence;
        std::string bad = steps(many_lines ? 3 : 1);
        while (bad.empty() && at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\\' && quote == '"')
                bad = skip_escape();
            else if (c == quote && (!many_lines || text_.substr(at_, 3) == fence))
                return close_string(quote, many_lines);
            else if (c == '\n' && !many_lines)
                return {};  // the parser will say what is wrong with it
            else
                bad = step();
        }
        return bad;
    }

    /// A backslash and what it escapes: one character, or a line break with the white space around it.
    std::string skip_escape() {
        std::string bad = step();
        const auto is_blank = [&] { return at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) < 4; };
        if (!bad.empty() || at_ == text_.size()) return bad;
        if (!is_blank() && !is_beyond_ascii()) return step();
        while (bad.empty() && is_blank()) bad = step();
        // as in bare_letter(), the parser would ask whether this is white space
        if (bad.empty() && is_beyond_ascii()) bad = "syntax: text cannot go on with such a letter after a backslash";
        return bad;
    }

    std::string close_string(char quote, bool many_lines) {
        std::string bad = steps(many_lines ? 3 : 1);
        // a string may end in two quotes of its own before the closing three
        for (int extra = 0; many_lines && extra < 2 && at_ < text_.size() && text_[at_] == quote; ++extra) bad = step();
        return bad;
    }

    std::string steps(int n) {
        std::string bad;
        for (; n > 0 && bad.empty() && at_ < text_.size(); --n) bad = step();
        return bad;
    }

    std::string count(char c) {
        switch (c) {
            case '\n':
                if (open_.empty()) start_key();
                break;
            case '=':
                in_key_ = false;
                n_entries_ += open_.empty() || open_.back() == '{';
                break;
            case ',':
                in_key_ = !open_.empty() && open_.back() == '{';
                parts_ = 1;
                n_entries_ += !open_.empty() && open_.back() == '[';
                break;
            case '.':
                parts_ += in_key_;
                n_tables_ += in_key_;
                break;
            case '[':
            case '{':
                open(c);
                break;
            case ']':
            case '}':
                close();
                break;
            default:
                break;
        }
        return limits();
    }

    void start_key() {
        in_key_ = true;
        parts_ = 1;
    }

    void open(char c) {
        const bool header = c == '[' && in_key_;
        in_header_ = header;
        n_tables_ += header && open_.empty();
        n_entries_ += c == '[' && !header;
        open_.push_back(c);
        if (c == '{') start_key();
    }

    void close() {
        if (!open_.empty()) open_.pop_back();
        in_key_ = false;
    }

    std::string limits() const {
        if (static_cast<int>(open_.size()) > max_depth || parts_ > max_depth)
            return fmt::format("is nested too deeply (allowed {} levels)", max_depth);
        if (n_entries_ > max_entries) return fmt::format("holds too many values (allowed {})", max_entries);
        if (n_tables_ > max_tables) return fmt::format("holds too many tables (allowed {})", max_tables);
        return {};
    }

    std::optional<ScanFault> fault(std::string what) const { return ScanFault{line_, column_, std::move(what)}; }

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1, column_ = 1;
    bool in_header_ = false;  // between the bracket of a table header and its name
    bool in_key_ = true;      // left of '=', or in a table header
    int parts_ = 1;           // of the dotted key being read
    std::vector<char> open_;  // brackets
    std::size_t n_entries_ = 0, n_tables_ = 0;
};

}  // namespace

std::optional<ScanFault> scan_toml(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // skipped by the parser, too: not counted as a column
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return Scanner(text).run();
}

}  // namespace sim::param
