#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "cli/output.hpp"

namespace cli {
namespace {

std::string as_clock(double seconds) {
    const auto s = std::lround(seconds);
    if (s >= 3600) return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
    return fmt::format("{}:{:02}", s / 60, s % 60);
}

std::string as_rate(double rate) {
    if (rate >= 1e9) return fmt::format("{:.2f} G", rate / 1e9);
    if (rate >= 1e6) return fmt::format("{:.0f} M", rate / 1e6);
    return fmt::format("{:.3g} ", rate);
}

}  // namespace

Progress::Progress(ProgressForm form, std::uint64_t n_runs, std::string_view time_unit,
                   const sim::sweep::Control& control)
    : form_(form),
      bar_(form == ProgressForm::bar || (form == ProgressForm::automatic && takes_bars(STDERR_FILENO))),
      n_runs_(n_runs),
      time_unit_(time_unit),
      control_(control) {
    if (form_ != ProgressForm::none) watcher_ = std::thread([this] { watch(); });
}

Progress::~Progress() {
    if (!watcher_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    over_changed_.notify_all();
    watcher_.join();
    show(true);
}

void Progress::watch() {
    using namespace std::chrono_literals;
    const auto pause = bar_ ? 200ms : form_ == ProgressForm::json ? 1000ms : 30000ms;
    std::unique_lock lock(mutex_);
    while (!over_changed_.wait_for(lock, pause, [this] { return over_; })) show(false);
}

void Progress::show(bool last) const {
    if (form_ == ProgressForm::json) return say(json());
    if (!bar_) return say(line());
    cli::show(fmt::format("\r\x1b[K{}{}", bar(), last ? "\n" : ""));
}

double Progress::seconds() const {
    return std::max(1e-3, std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
}

double Progress::seconds_left() const {
    const auto n_done = control_.done.load();
    return n_done > 0 ? static_cast<double>(n_runs_ - finished()) * seconds() / static_cast<double>(n_done) : 0;
}

std::string Progress::line() const {
    return fmt::format("{} of {} runs, {:.3g} runs/s, {}agent-{}s/s, {} left, {} failed", finished(), n_runs_,
                       static_cast<double>(control_.done.load()) / seconds(),
                       as_rate(static_cast<double>(control_.agent_time.load()) / seconds()), time_unit_,
                       as_clock(seconds_left()), control_.failed.load());
}

std::string Progress::bar() const {
    constexpr std::size_t width = 24;
    const std::size_t full = n_runs_ > 0 ? width * finished() / n_runs_ : width;
    const std::string drawn = "[" + std::string(full, '#') + std::string(width - full, '.') + "] ";
    const std::string brief = fmt::format("{} of {} runs, {} left, {} failed", finished(), n_runs_,
                                          as_clock(seconds_left()), control_.failed.load());
    const std::size_t room = terminal_width(STDERR_FILENO, 80) - 1;  // the cursor stands behind the last character
    for (const std::string& text : {drawn + line(), drawn + brief, brief})
        if (text.size() <= room) return text;
    return brief.substr(0, room);
}

std::string Progress::json() const {
    return nlohmann::ordered_json{
        {"done", finished()},
        {"runs", n_runs_},
        {"failed", control_.failed.load()},
        {"runs_per_second", static_cast<double>(control_.done.load()) / seconds()},
        {fmt::format("agent_{}s_per_second", time_unit_), static_cast<double>(control_.agent_time.load()) / seconds()},
        {"seconds_left", seconds_left()}}
        .dump();
}

}  // namespace cli
