#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>

#include "cli/command.hpp"

namespace cli {
namespace {

/// Whether the whole text is a number of this type.
template <class Number>
bool read(const std::string& text, Number& number) {
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc{} && stop == end;
}

}  // namespace

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
    return CLI::Validator(
        [least, most](std::string& text) {
            std::uint64_t number = 0;
            if (!read(text, number) || number < least || number > most)
                return fmt::format("'{}' is not a whole number from {} to {}", sim::shown(text), least, most);
            text = fmt::format("{}", number);
            return std::string();
        },
        "");
}

CLI::Validator real_number() {
    return CLI::Validator(
        [](const std::string& text) {
            double number = 0;
            return read(text, number) ? std::string() : fmt::format("'{}' is not a number", sim::shown(text));
        },
        "");
}

/// Not by AsNumberWithUnit of CLI11 2.1: it takes "h" for an hour, rounds to six digits and words its own faults.
CLI::Validator length_of_time() {
    return CLI::Validator(
        [](std::string& text) {
            static const std::map<std::string_view, double> units{
                {"", 1}, {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}};
            double number = 0;
            const std::size_t end = text.find_last_not_of("smhd") + 1;
            const auto unit = units.find(std::string_view(text).substr(end));
            if (unit == units.end() || !read(text.substr(0, end), number) || !(number > 0 && number <= 1e9))
                return fmt::format("'{}' is not a length of time (such as 90s, 30m, 2h)", sim::shown(text));
            text = fmt::format("{}", number * unit->second);
            return std::string();
        },
        "");
}

CLI::Validator results_name() {
    return CLI::Validator(
        [](const std::string& text) {
            constexpr std::array<std::string_view, 20> others = {
                ".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods", ".parquet", ".feather", ".json", ".jsonl",
                ".xml", ".gz",  ".dta", ".rds", ".rda",  ".png", ".pdf",     ".svg",     ".zip",  ".log"};
            const auto extension = std::filesystem::path(text).extension().string();
            if (text.empty()) return std::string("is empty (name a file)");
            if (std::ranges::find(others, CLI::detail::to_lower(extension)) == others.end()) return std::string();
            const auto name = sim::shown(text.substr(0, text.size() - extension.size()));
            return fmt::format(
                "'{0}{1}' is not a name for a results file, which is HDF5 (write -o {0}.h5, and then: muster "
                "export {0}.h5 -o {0}.csv)",
                name, extension);
        },
        "");
}

CLI::Validator file_name() {
    return CLI::Validator(
        [](const std::string& text) { return std::string(text.empty() ? "is empty (name a file)" : ""); }, "");
}

}  // namespace cli
