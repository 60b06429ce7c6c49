#include "cli/signals.hpp"

#include <array>
#include <csignal>

namespace cli {
namespace {

constexpr std::array stopping = {SIGINT, SIGTERM, SIGUSR1, SIGHUP};

/// `nohup` starts a program with it ignored, and it must stay so.
bool hangs_up_unheard() {
    struct sigaction now {};
    return sigaction(SIGHUP, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

/// The state that a handler may touch: lock-free atomics and nothing else.
std::atomic<sim::sweep::Control*> control_to_stop{nullptr};
static_assert(std::atomic<sim::sweep::Control*>::is_always_lock_free);

extern "C" void request_stop(int) {
    if (auto* control = control_to_stop.load()) control->request(sim::sweep::Stop::signal);
}

}  // namespace

Signals::Signals(sim::sweep::Control& control) {
    control_to_stop = &control;
    for (const int signal : stopping)
        if (signal != SIGHUP || !hangs_up_unheard()) std::signal(signal, request_stop);
}

Signals::~Signals() {
    for (const int signal : stopping)
        if (signal != SIGHUP || !hangs_up_unheard()) std::signal(signal, SIG_DFL);
    control_to_stop = nullptr;
}

}  // namespace cli
