/// The models of this build, and the program as a function of models.
#pragma once

#include <string>

#include "sim/sweep/load_scenario.hpp"

namespace cli {

/// 0 done; 1 a bug or the machine; 2 bad input, nothing done; 3 some runs failed; 4 stopped early.
enum Exit : int { done = 0, machine_failed = 1, bad_input = 2, some_failed = 3, stopped_early = 4 };

/// The models of this build. A new one is a line there.
sim::sweep::Models all_models();

/// The one that --model names; an InputError if there is none.
const sim::Model& model_named(const std::string& name, const sim::sweep::Models& models);

/// The subjects that these models can tell of, for the help of --follow.
std::string stories(const sim::sweep::Models& models);

/// The whole program, for the models given: what muster_main does for those of this build.
int run_command(const sim::sweep::Models& models, int argc, char** argv);

}  // namespace cli
