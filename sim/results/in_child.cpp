#include "sim/results/in_child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <new>
#include <stdexcept>

#include "sim/check.hpp"

namespace sim::results {

namespace {

/// How the child says by its exit what became of the action; other codes are a sanitizer's.
enum ChildExit : int { well = 0, refused = 64, failed = 65, out_of_memory = 66 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_quiet = false;  // what a sanitizer says of the child is to be seen
#else
constexpr bool is_quiet = true;  // libc says what it thinks of a broken heap
#endif

void lower_limit(__rlimit_resource resource, rlim_t value) {
    rlimit limit{};
    ::getrlimit(resource, &limit);
    limit.rlim_cur = std::min(limit.rlim_cur, value);
    ::setrlimit(resource, &limit);
}

/// Memory that can be written, as RLIMIT_DATA counts it. [byte] It, and not the address space, is limited, and from
/// what is held already: sanitizers reserve terabytes of addresses.
std::uint64_t memory_held() {
    std::ifstream file("/proc/self/statm");
    std::uint64_t pages = 0;
    for (int column = 0; column < 6; ++column) file >> pages;  // the sixth: data and stack
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void prepare_child(const ChildLimits& limits) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM, SIGXCPU, SIGINT, SIGTERM, SIGUSR1})
        ::signal(signal, SIG_DFL);
    lower_limit(RLIMIT_CORE, 0);
    lower_limit(RLIMIT_CPU, limits.processor_seconds);
    lower_limit(RLIMIT_DATA, memory_held() + limits.memory);
    ::alarm(limits.seconds);
    if (const int nowhere = ::open("/dev/null", O_RDWR | O_CLOEXEC); is_quiet && nowhere >= 0)
        ::dup2(nowhere, STDERR_FILENO);
}

/// Never returns: destructors and buffers belong to the parent.
[[noreturn]] void be_child(const ChildLimits& limits, const std::function<void()>& action, int pipe) {
    int code = well;
    std::string said;
    try {
        prepare_child(limits);
        action();
    } catch (const InputError& error) {
        code = refused, said = error.what();
    } catch (const std::bad_alloc&) {
        code = out_of_memory;
    } catch (const std::exception& error) {
        code = failed, said = error.what();
    }
    if (!said.empty() && ::write(pipe, said.data(), said.size()) < 0) code = failed;
    ::_exit(code);
}

std::string read_all(int pipe) {
    std::string text;
    std::array<char, 4096> piece{};
    while (true) {
        const ssize_t got = ::read(pipe, piece.data(), piece.size());
        if (got > 0)
            text.append(piece.data(), static_cast<std::size_t>(got));
        else if (got == 0 || errno != EINTR)
            return text;
    }
}

int status_of(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

std::string fate(int status, const ChildLimits& limits, const std::string& said) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        if (signal == SIGALRM) return fmt::format("took more than {} s", limits.seconds);
        if (signal == SIGXCPU) return fmt::format("took more than {} s of processor time", limits.processor_seconds);
        return fmt::format("was killed by signal {}, {}", signal, ::strsignal(signal));
    }
    switch (WEXITSTATUS(status)) {
        case well:
            return {};
        case refused:
            throw InputError(said);
        case failed:
            throw std::runtime_error(said);
        case out_of_memory:
            return fmt::format("needed more than {:.1f} GiB of memory", static_cast<double>(limits.memory) / (1 << 30));
        default:
            return fmt::format("ended with exit code {}", WEXITSTATUS(status));
    }
}

}  // namespace

std::string fate_in_child(const ChildLimits& limits, const std::function<void()>& action) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        throw std::runtime_error(fmt::format("there can be no pipe to a child process ({})", ::strerror(errno)));
    const pid_t child = ::fork();
    if (child == 0) be_child(limits, action, pipe[1]);
    const int error = errno;
    ::close(pipe[1]);
    const std::string said = child > 0 ? read_all(pipe[0]) : "";
    ::close(pipe[0]);
    if (child < 0) throw std::runtime_error(fmt::format("there can be no child process ({})", ::strerror(error)));
    return fate(status_of(child), limits, said);
}

}  // namespace sim::results
