// Short texts of the command line: dates, lengths of time, settings, and texts shown in messages.
#include <cmath>

#include "cli/duration.hpp"
#include "sim/param/value.hpp"
#include "sim/sweep/load_scenario.hpp"
#include "tests/fuzz/sandbox.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    if (const auto date = sim::param::parse_date(text)) fuzz::require(to_text(*date) == text);
    try {
        const auto length = cli::parse_duration("--max-time", text);
        fuzz::require(length.count() > 0 && std::isfinite(length.count()));
    } catch (const sim::InputError&) {
    }
    sim::Problems problems;
    for (const auto& setting : sim::sweep::split_settings({text}, problems))
        static_cast<void>(sim::sweep::parse_setting(setting));
    problems.add({text, 1, 1}, text, text);
    fuzz::require_legible(problems.text());
    static_cast<void>(sim::nearest(text, {"informer_density", text}));
    fuzz::require_legible(sim::shown(text));
    return 0;
}
