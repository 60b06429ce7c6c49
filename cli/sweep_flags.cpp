#include "cli/sweep_flags.hpp"

#include "cli/command.hpp"
#include "sim/sweep/keys.hpp"
#include "sim/sweep/sweep_plan.hpp"

namespace cli {

void SweepFlags::add_to(CLI::App& verb) {
    verb.add_option("--set", sets_, "NAME=VALUE of a sweep key or a parameter; may be repeated")
        ->allow_extra_args(false);
    verb.add_option("--replicates", replicates_, "runs of every point (default: as the sweep file says)")
        ->transform(whole_number(1, sim::sweep::max_replicates));
    verb.add_option("--seed", seed_,
                    "seed from which the seeds of all replicates follow (default: as the sweep file says)")
        ->transform(whole_number(0, sim::sweep::max_seed));
    verb.add_option("--scale", scale_, "share of the agents that is simulated (default: as the sweep file says)")
        ->check(real_number());
    verb.add_option(
            "--events", events_,
            "R: keep the tables of events of the first R replicates of each point (default: as the sweep file says)")
        ->transform(whole_number(0, sim::sweep::max_replicates));
}

std::vector<std::string> SweepFlags::settings() const {
    std::vector<std::string> settings = sets_;
    for (const auto& [name, value] :
         {std::pair{"replicates", &replicates_}, {"seed", &seed_}, {"scale", &scale_}, {"output.events", &events_}})
        if (!value->empty()) settings.push_back(std::string(name) + "=" + *value);
    return settings;
}

}  // namespace cli
