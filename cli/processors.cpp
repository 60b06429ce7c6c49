#include "cli/processors.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <pthread.h>
#include <sys/mman.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <latch>
#include <limits>
#include <new>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>

#include "cli/output.hpp"

namespace cli {
namespace {

namespace fs = std::filesystem;

namespace tbb = oneapi::tbb;

constexpr double no_limit = std::numeric_limits<double>::infinity();

/// [processor] cpu.max of version 2: "200000 100000", "max 100000".
double quota_in(const fs::path& folder) {
    double quota = 0, period = 0;
    if (std::ifstream(folder / "cpu.max") >> quota >> period && period > 0) return quota / period;
    double old_quota = 0, old_period = 0;
    const bool is_old = std::ifstream(folder / "cpu.cfs_quota_us") >> old_quota &&
                        std::ifstream(folder / "cpu.cfs_period_us") >> old_period;
    return is_old && old_quota > 0 && old_period > 0 ? old_quota / old_period : no_limit;
}

/// [processor] The least quota of a group and of those that it is in.
double quota_up_from(const fs::path& mount, const fs::path& group) {
    double least = quota_in(mount);
    fs::path folder = mount;
    for (const fs::path& name : group.relative_path()) {
        folder /= name;
        least = std::min(least, quota_in(folder));
    }
    return least;
}

/// [processor] Of lines such as "0::/user.slice/a.scope" (version 2) and "4:cpu,cpuacct:/a" (version 1).
double quota(const fs::path& root) {
    const fs::path mounts = root / "sys/fs/cgroup";
    std::ifstream file(root / "proc/self/cgroup");
    double least = no_limit;
    for (std::string line; std::getline(file, line);) {
        const auto first = line.find(':'), second = line.find(':', first + 1);
        if (second == line.npos) continue;
        const std::string controllers = line.substr(first + 1, second - first - 1), group = line.substr(second + 1);
        if (controllers.empty())
            least = std::min(least, quota_up_from(mounts, group));
        else if (("," + controllers + ",").find(",cpu,") != std::string::npos)
            least = std::min(least, quota_up_from(mounts / controllers, group));
    }
    return least;
}

/// [processor] Of the task, or of the job on this node.
double given_by_slurm() {
    for (const char* name : {"SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"})
        if (const char* text = std::getenv(name)) {
            const std::string_view digits(text);
            unsigned number = 0;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
            if (error == std::errc() && end == digits.data() + digits.size() && number > 0) return number;
        }
    return no_limit;
}

/// A thread that waits, on a stack that is given back at its end: those of other threads are kept for later ones, and
/// would be missed where memory is short.
class Waiting {
 public:
    Waiting(std::size_t stack_bytes, std::latch& end) : size_(stack_bytes) {
        stack_ = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
        if (stack_ == MAP_FAILED) return;
        pthread_attr_t attributes;
        ::pthread_attr_init(&attributes);
        ::pthread_attr_setstack(&attributes, stack_, size_);
        is_there_ = ::pthread_create(&thread_, &attributes, wait_for, &end) == 0;
        ::pthread_attr_destroy(&attributes);
    }
    ~Waiting() {
        if (is_there_) ::pthread_join(thread_, nullptr);
        if (stack_ != MAP_FAILED) ::munmap(stack_, size_);
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;
    bool is_there() const { return is_there_; }

 private:
    static void* wait_for(void* end) {
        static_cast<std::latch*>(end)->wait();
        return nullptr;
    }
    std::size_t size_;
    void* stack_ = MAP_FAILED;
    pthread_t thread_{};
    bool is_there_ = false;
};

/// How many of so many threads can live at once.
unsigned try_threads(unsigned n) {
    const auto stack = tbb::global_control::active_value(tbb::global_control::thread_stack_size);
    std::latch end(1);
    std::deque<Waiting> threads;
    try {
        while (threads.size() < n) {
            threads.emplace_back(stack, end);
            if (threads.back().is_there()) continue;
            threads.pop_back();
            break;
        }
    } catch (const std::bad_alloc&) {  // as many as there can be
    }
    end.count_down();
    return static_cast<unsigned>(threads.size());
}

}  // namespace

unsigned usable_processors(const fs::path& root) {
    const double most = std::min(quota(root), given_by_slurm());
    const auto masked = static_cast<unsigned>(std::max(1, tbb::info::default_concurrency()));
    return most < masked ? std::max(1U, static_cast<unsigned>(std::ceil(most))) : masked;
}

void use_small_stacks() {
    constexpr std::size_t small = std::size_t{1} << 20U;  // [byte]
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, small);
    ::pthread_setattr_default_np(&attributes);
    ::pthread_attr_destroy(&attributes);
}

unsigned threads_to_be_had(unsigned wanted) {
    constexpr unsigned others = 1;  // that shows how far the sweep is
    const unsigned found = try_threads(wanted + others);
    const char* limits = "limits on processes (ulimit -u) or memory (ulimit -v)";
    if (found <= others) throw std::runtime_error(fmt::format("there can be no further thread: raise the {}", limits));
    if (found < wanted + others)
        say(fmt::format("note: there can be {}, not {}: {}", counted(found - others, "thread"), wanted, limits));
    return std::min(wanted, found - others);
}

}  // namespace cli
