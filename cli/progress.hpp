/// The progress of a sweep, said once in a while on the standard error: a bar as wide as the terminal allows, a line
/// every 30 s elsewhere, JSON lines on request.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "sim/sweep/control.hpp"

namespace cli {

enum class ProgressForm : std::uint8_t { automatic, bar, json, none };

/// Runs done of all, runs/s, agents x time simulated a second, time left, failed.
class Progress {
 public:
    Progress(ProgressForm form, std::uint64_t n_runs, std::string_view time_unit, const sim::sweep::Control& control);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

 private:
    void watch();
    void show(bool last) const;
    std::string line() const;
    std::string bar() const;
    std::string json() const;
    double seconds() const;
    double seconds_left() const;
    std::uint64_t finished() const { return control_.stored.load() + control_.done.load(); }

    ProgressForm form_;
    bool bar_;
    std::uint64_t n_runs_;
    std::string time_unit_;
    const sim::sweep::Control& control_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::mutex mutex_;
    std::condition_variable over_changed_;
    bool over_ = false;
    std::thread watcher_;
};

}  // namespace cli
