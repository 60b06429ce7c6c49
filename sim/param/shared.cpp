#include "sim/param/shared.hpp"

#include <array>

namespace sim::param {

namespace fs = std::filesystem;

std::optional<fs::path> shared_scenario(std::string_view name, const fs::path& program) {
    constexpr std::array below = {"../share/muster/scenarios", "../../scenarios"};  // of bin/, of build/PRESET/
    const fs::path file(name);
    if (name.empty() || file.filename() != file) return {};
    for (const char* folder : below) {
        const fs::path path = (program.parent_path() / folder / file).lexically_normal();
        if (std::error_code error; fs::is_regular_file(path, error)) return path;
    }
    return {};
}

std::optional<fs::path> shared_scenario(std::string_view name) {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? std::nullopt : shared_scenario(name, program);
}

}  // namespace sim::param
