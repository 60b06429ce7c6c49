/// The program with the toy model: its runs last as long, and fail as often, as a test of a cluster asks.
#include "cli/models.hpp"
#include "tests/sim/sweep/files.hpp"

int main(int argc, char** argv) { return cli::run_command(files::toy_models(), argc, argv); }
