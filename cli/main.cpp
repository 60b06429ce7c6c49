#include "cli/muster.hpp"

int main(int argc, char** argv) { return muster_main(argc, argv); }
