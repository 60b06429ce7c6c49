#include "analysis/together.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "sim/check.hpp"

namespace analysis {

Sizes sizes_of_departures(const EventRows& rows) {
    const auto kinds = rows.column("events", "what").flag_meanings;
    const auto departure = std::ranges::find(kinds, "departure");
    if (departure == kinds.end()) throw sim::InputError("the table /events knows no departures");
    const auto code = static_cast<double>(departure - kinds.begin());

    using Moment = std::tuple<std::uint64_t, std::uint32_t, double>;  // point, replicate, time
    Moment now;
    std::map<double, std::uint64_t> led;  // people who left together at this moment, by their leader
    Sizes sizes;
    const auto count = [&] {
        for (const auto& [leader, size] : led) ++sizes[size];
        led.clear();
    };
    rows.visit("events", {"what", "person", "at", "leader"}, [&](const EventRows::Row& row) {
        if (row.values[0] != code) return;
        if (const Moment moment{row.point, row.replicate, row.values[2]}; moment != now) {
            count();
            now = moment;
        }
        ++led[std::isnan(row.values[3]) ? row.values[1] : row.values[3]];
    });
    count();
    return sizes;
}

}  // namespace analysis
