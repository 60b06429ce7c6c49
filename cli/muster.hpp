/// The program as a function: parses the command line, does what it says, returns the exit code (docs/architecture.md).
#pragma once

__attribute__((visibility("default"))) int muster_main(int argc, char** argv);
