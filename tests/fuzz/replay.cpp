// A fuzz target without libFuzzer: gives it every file of the folders named, so that what once was found stays mended
// in every build. Usage: PROGRAM FOLDER...   Exit 1: a folder is empty.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        int n = 0;
        const auto folder = std::filesystem::absolute(argv[i]);  // a target goes to a folder of its own
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string input{std::istreambuf_iterator<char>(file), {}};
            std::printf("%s\n", entry.path().c_str());
            std::fflush(stdout);
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
            ++n;
        }
        if (n == 0) return 1;
    }
    return 0;
}
