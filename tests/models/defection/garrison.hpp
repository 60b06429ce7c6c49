/// A garrison whose commanders decide: two divisions of the line, at the centre and in a far province in revolt, and a
/// guard that checks them; and what came of it, in pairs of runs that share every random number.
#pragma once

#include <fmt/format.h>

#include "models/defection/record/tally.hpp"
#include "tests/models/defection/paired.hpp"

namespace tests {

inline std::string garrison_text() {
    std::string text =
        "model = \"defection\"\nweeks = 10\nstep_days = 7\n"
        "[[group]]\nname = \"core\"\nstanding = \"in\"\nshare = 0.2\nfate = 0.5\n"
        "[[group]]\nname = \"majority\"\nstanding = \"out\"\nshare = 0.8\nfate = 0.05\n"
        "[[region]]\nname = \"capital\"\npopulation = 3e6\n"
        "[[region]]\nname = \"province\"\npopulation = 2e6\ndistance = 0.9\nborder = 0.5\n"
        "[[organisation]]\nname = \"line\"\nrent = 0.3\nautonomy = 0.3\nhierarchy = 0.4\nkin = 0.1\nwatch = 0.5\n"
        "recruitment = \"territorial\"\ncommander_recruitment = \"territorial\"\n"
        "[[organisation]]\nname = \"guard\"\nkind = \"elite\"\nchecks = 1.0\nrent = 0.9\nkin = 0.8\nchief_tie = "
        "1.0\nhierarchy = "
        "0.9\n"
        "share = 0.8\nofficer_share = 0.9\n"
        "[[organisation]]\nname = \"agency\"\nkind = \"intelligence\"\nrent = 0.8\n"
        "[[formation]]\nname = \"Guard\"\norganisation = \"guard\"\nposting = \"capital\"\nbrigades = 2\ncompanies = "
        "6\n"
        "[[formation]]\nname = \"Agency\"\norganisation = \"agency\"\nposting = \"capital\"\ncompanies = 2\n";
    for (const std::string_view region : {"capital", "province"})
        text += fmt::format(
            "[[formation]]\nname = \"{} Division\"\norganisation = \"line\"\nposting = \"{}\"\nbrigades = 4\n"
            "companies = 5\n",
            region, region);
    return text +
           "[[curve]]\nname = \"protest\"\ndrives = \"protest\"\nregions = { capital = 0.3, province = 1.0 }\n"
           "points = [[0, 0.2], [3, 0.9]]\n"
           "[[curve]]\nname = \"orders\"\ndrives = \"orders\"\npoints = [[0, 0.3], [3, 1.0]]\n";
}
inline const std::string everywhere =
    "[[curve]]\nname = \"capital\"\ndrives = \"protest\"\nregions = { capital = 0.7 }\npoints = [[0, 0], [3, 0.9]]\n";

inline const Settings peaceful = {{"command.nonviolence", 0.9}};

struct End {
    double generals_gone = 0, led_out = 0, declined = 0, share_gone = 0, block = 0;
    defection::Form form = defection::Form::none;
    defection::Ruler ruler = defection::Ruler::stays;
    bool guard_refuses = false;
};
inline End end_of(const std::string& text, const Settings& settings, std::uint64_t seed) {
    using namespace defection;
    const auto scenario = scenario_of(text, settings);
    ArmyRun run(*scenario, seed);
    Tally tally(*scenario, run.run());
    run.finish();
    const auto& watch = run.run().mechanism<OutcomeWatch>();
    const HighCommand& command = run.run().high_command();
    return {.generals_gone = static_cast<double>(command.offices.left),
            .led_out = static_cast<double>(command.led_out.people),
            .declined = watch.declined(),
            .share_gone = watch.share_gone(run.army().strength),
            .block = watch.block(),
            .form = tally.form(),
            .ruler = tally.ruler(),
            .guard_refuses = command.stances.refuses(command.nodes.chief_of(1))};
}
using Sign = double End::*;

inline std::vector<double> paired(const std::string& text, const Settings& from, const Settings& to, Sign sign) {
    std::vector<double> differences;
    for (std::uint64_t seed = 1; seed <= 24; ++seed)
        differences.push_back(end_of(text, to, seed).*sign - end_of(text, from, seed).*sign);
    return differences;
}
inline void expect_more(const std::string& text, const Settings& from, const Settings& to, Sign sign) {
    expect_positive(paired(text, from, to, sign));
}
template <class Has>
int count_runs(const std::string& text, const Settings& settings, Has has) {
    int n = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) n += has(end_of(text, settings, seed));
    return n;
}

}  // namespace tests
