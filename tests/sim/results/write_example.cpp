/// Writes a made-up sweep of 3 x 2 factors and 4 replicates over 260 weeks: `write_example FILE`; or the small one that
/// golden_test.cpp knows: `write_example FILE --golden`. An existing file is replaced.
#include <cstdio>
#include <cstring>
#include <exception>

#include "tests/sim/results/synthetic.hpp"

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::fprintf(stderr, "usage: write_example FILE [--golden]\n");
        return 2;
    }
    const bool golden = argc > 2 && std::strcmp(argv[2], "--golden") == 0;
    synthetic::write(argv[1], golden ? synthetic::header(2, 1, 2, 3) : synthetic::header(3, 2, 4, 260), true);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
