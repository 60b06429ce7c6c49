#include <fmt/format.h>

#include <charconv>

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
                return fmt::format("'{}' is no whole number from {} to {}", sim::shown(text), least, most);
            text = fmt::format("{}", number);
            return std::string();
        },
        "");
}

CLI::Validator real_number() {
    return CLI::Validator(
        [](const std::string& text) {
            double number = 0;
            return read(text, number) ? std::string() : fmt::format("'{}' is no number", sim::shown(text));
        },
        "");
}

CLI::Validator file_name() {
    return CLI::Validator(
        [](const std::string& text) { return std::string(text.empty() ? "is empty (name a file)" : ""); }, "");
}

}  // namespace cli
