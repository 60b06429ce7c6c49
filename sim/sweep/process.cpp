#include "sim/sweep/process.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <system_error>

namespace sim::sweep {
namespace {

std::string boot() {
    std::string id;
    std::ifstream("/proc/sys/kernel/random/boot_id") >> id;
    std::error_code none;
    const auto container = std::filesystem::read_symlink("/proc/self/ns/pid", none);
    return id.empty() ? id : id + " " + container.string();
}

/// [clock tick] Nothing for one that is not there, or has ended and waits for its parent to ask.
std::optional<std::uint64_t> start_of(std::int64_t number) {
    std::ifstream file(fmt::format("/proc/{}/stat", number));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto name_end = text.rfind(')');  // of a name that may hold anything
    if (name_end == text.npos) return {};
    std::istringstream fields(text.substr(name_end + 1));
    constexpr int fields_before_start = 18;
    std::string state, skipped;
    fields >> state;
    for (int i = 0; i < fields_before_start; ++i) fields >> skipped;
    std::uint64_t started = 0;
    if (!(fields >> started) || state == "Z" || state == "X") return {};
    return started;
}

}  // namespace

std::string host_name() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

Process this_process() { return {host_name(), boot(), ::getpid(), start_of(::getpid()).value_or(0)}; }

bool is_of_this_machine(const Process& process) {
    return !process.boot.empty() && process.boot == boot() && process.host == host_name();
}

bool is_alive(const Process& process) { return start_of(process.number) == process.started; }

}  // namespace sim::sweep
