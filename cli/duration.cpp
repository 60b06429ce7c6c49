#include "cli/duration.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "sim/check.hpp"

namespace cli {

std::chrono::duration<double> parse_duration(const std::string& option, const std::string& text) {
    static const std::map<std::string, double> units = {{"", 1}, {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}};
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto unit = units.find(std::string(end, text.data() + text.size()));
    if (error != std::errc() || unit == units.end() || !(number > 0) || number > 1e9)
        throw sim::InputError(
            fmt::format("{}: '{}' is no length of time (such as 90s, 30m, 2h)", option, sim::shown(text)));
    return std::chrono::duration<double>(number * unit->second);
}

}  // namespace cli
