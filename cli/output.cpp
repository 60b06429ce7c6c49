#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "sim/check.hpp"
#include "sim/results/pending_file.hpp"

namespace cli {

void hold_standard_descriptors() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(descriptor, F_GETFD) < 0)  // the least free one is opened: this one
            static_cast<void>(::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY));
}

void show(std::string_view text) {
    // A reader of messages that has gone away must not end a sweep: failure is ignored, unlike that of data.
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
    static_cast<void>(std::fflush(stderr));
}

namespace {

/// Line breaks stay; all that a terminal would obey is escaped.
std::string harmless(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find('\n'), text.size());
        result += on_one_line(text.substr(0, length));
        text.remove_prefix(length);
        if (text.empty()) break;
        result += '\n';
        text.remove_prefix(1);
    }
    return result;
}

/// False if its reader has gone.
bool write_out(std::string_view data) {
    std::string safe;
    if (is_terminal(STDOUT_FILENO)) data = safe = harmless(data);
    if (std::fwrite(data.data(), 1, data.size(), stdout) == data.size() && std::fflush(stdout) == 0) return true;
    if (errno == EPIPE) return false;
    throw std::runtime_error(fmt::format("cannot write to the standard output: {}", std::strerror(errno)));
}

}  // namespace

void say(std::string_view message) {
    std::string line = harmless(message);
    if (!line.ends_with('\n')) line += '\n';
    show(line);
}

void put(std::string_view data) { static_cast<void>(write_out(data)); }

void put_on(std::string_view data) {
    if (!write_out(data)) throw ReaderGone{};
}

std::string on_one_line(std::string_view text) { return sim::shown(text, std::string_view::npos); }

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool takes_bars(int descriptor) {
    const char* kind = std::getenv("TERM");
    return is_terminal(descriptor) && kind && std::string_view(kind) != "dumb" && *kind != '\0';
}

std::size_t terminal_width(int descriptor, std::size_t otherwise) {
    winsize size{};
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : otherwise;
}

namespace {

bool is_number(const std::string& cell) {
    return !cell.empty() && cell.find_first_not_of("0123456789.,-+%eE ") == std::string::npos;
}

}  // namespace

std::string as_table(const std::vector<std::vector<std::string>>& rows) {
    struct Column {
        std::size_t width = 0;
        bool numbers = true;
    };
    std::vector<Column> columns;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i == columns.size()) columns.emplace_back();
            columns[i].width = std::max(columns[i].width, row[i].size());
            if (&row != &rows.front()) columns[i].numbers &= is_number(row[i]);
        }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += columns[i].numbers ? fmt::format("{:>{}}  ", row[i], columns[i].width)
                                       : fmt::format("{:<{}}  ", row[i], columns[i].width);
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string meaning_of(const sim::Variable& variable) {
    std::string text = variable.meaning;
    if (!variable.denominator.empty()) text += ", over " + variable.denominator;
    if (!variable.flag_meanings.empty()) text += fmt::format(" ({})", fmt::join(variable.flag_meanings, ", "));
    if (variable.harm == std::vector{variable.name})
        text += "; counts as harm";
    else if (!variable.harm.empty())
        text += fmt::format("; counts as harm: {}", fmt::join(variable.harm, ", "));
    if (variable.on_request) text += "; if asked for by name";
    return text;
}

std::string as_number(double value) {
    if (std::isnan(value)) return "-";
    const bool is_large = std::fabs(value) >= 1e15;
    if (is_large || (value != std::floor(value) && std::fabs(value) < 1000)) return fmt::format("{:.4g}", value);
    std::string digits = fmt::format("{:.0f}", std::fabs(value));
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return (value < 0 ? "-" : "") + digits;
}

std::string with_decimals(double value, int decimals) {
    if (value == 0 || !std::isfinite(value)) return fmt::format("{:.{}f}", value, decimals);
    const int needed = 1 - static_cast<int>(std::floor(std::log10(std::fabs(value))));
    return needed > 12 ? fmt::format("{:.2g}", value) : fmt::format("{:.{}f}", value, std::max(decimals, needed));
}

std::string counted(std::uint64_t n, std::string_view thing) {
    return fmt::format("{} {}{}", as_number(static_cast<double>(n)), thing, n == 1 ? "" : "s");
}

void check_output(const std::string& path, bool force, const std::string& input, std::string_view remedy) {
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path target = sim::results::target_of(path);
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (fs::is_directory(path, error))
        throw sim::InputError(fmt::format("{}: is a folder (name a file)", sim::shown(path)));
    if (!input.empty() && fs::equivalent(path, input, error))
        throw sim::InputError(fmt::format("{}: is the file that is read (name another to write to)", sim::shown(path)));
    if (!fs::is_directory(folder, error))
        throw sim::InputError(
            fmt::format("{}: there is no folder {} (make it first)", sim::shown(path), sim::shown(folder.string())));
    if (access(folder.c_str(), W_OK) != 0)
        throw sim::InputError(fmt::format("{}: cannot write into {} ({})", sim::shown(path),
                                          sim::shown(folder.string()), std::strerror(errno)));
    if (fs::exists(path, error) && !force)
        throw sim::InputError(fmt::format("{}: exists already ({})", sim::shown(path), remedy));
}

void write_text(const std::string& path, bool force, const std::function<void(std::ostream&)>& fill) {
    using sim::results::Existing, sim::results::PendingFile;
    PendingFile pending(path, force ? Existing::replace : Existing::refuse);
    std::ofstream file(pending.temporary(), std::ios::binary);
    errno = 0;
    fill(file);
    file.close();
    if (!file) throw std::runtime_error(sim::results::write_failure(path, errno != 0 ? errno : EIO));
    pending.flush();
    pending.publish();
}

}  // namespace cli
