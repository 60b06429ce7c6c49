#include "models/defection/record/schedule_lines.hpp"

#include "models/defection/schedule.hpp"

namespace defection {
namespace {

std::vector<std::string>& list_for(sim::ScheduleLine& line, access::Way way) {
    switch (way) {
        case access::Way::reads:
            return line.reads;
        case access::Way::reads_last:
            return line.reads_last;
        case access::Way::writes:
            return line.writes;
        case access::Way::adds_to:
            return line.adds_to;
        case access::Way::acts_on:
            break;
    }
    return line.moves;
}

}  // namespace

std::vector<sim::ScheduleLine> schedule_lines() {
    std::vector<access::Line> all = Preparation::lines();
    for (const access::Line& line : Schedule::lines()) all.push_back(line);
    std::vector<sim::ScheduleLine> lines;
    for (const access::Line& line : all) {
        sim::ScheduleLine out{.phase = std::string(line.phase), .part = std::string(line.mechanism)};
        for (const access::Touch& touch : line.touches)
            if (touch.kind != access::Kind::given) list_for(out, touch.way).emplace_back(touch.what);
        lines.push_back(std::move(out));
    }
    return lines;
}

}  // namespace defection
