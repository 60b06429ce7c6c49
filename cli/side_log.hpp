/// out.h5.log.jsonl: times, host, threads and compiler, which may differ between two sweeps with the same results. Like
/// the results it appears under its name only when the sweep is whole; a sweep cut short leaves neither.
#pragma once

#include <fstream>
#include <string>

#include "sim/results/pending_file.hpp"
#include "sim/sweep/runner.hpp"

namespace cli {

class SideLog {
 public:
    /// For the results file `output`. InputError: cannot be written there.
    SideLog(const std::string& output, unsigned threads);
    void add(const sim::sweep::RunRecord& run);
    /// Results do not depend on it, so a log that cannot be written is said and no more.
    void publish();

 private:
    std::string path_;
    sim::results::PendingFile pending_;
    std::ofstream file_;
};

}  // namespace cli
