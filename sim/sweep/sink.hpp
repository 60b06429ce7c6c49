/// Where the runs of a sweep go. Blocks come compressed, in the order of the plan, from one thread at a time. Today a
/// whole file; part files that a stopped sweep can resume from are another sink.
#pragma once

#include <memory>
#include <vector>

#include "sim/results/file.hpp"

namespace sim::sweep {

class RunSink {
 public:
    virtual ~RunSink() = default;
    virtual void write(const results::Block& block) = 0;
    /// Called once, when all has run; makes the output whole. Without it nothing is left that looks whole.
    virtual void finish(const std::vector<results::Failure>& failures) = 0;
};

/// One results file, under a temporary name until finish().
class FileSink : public RunSink {
 public:
    FileSink(const std::filesystem::path& path, const results::Header& header, bool force)
        : writer_(path, header, force) {}
    void write(const results::Block& block) override { writer_.write(block); }
    void finish(const std::vector<results::Failure>& failures) override {
        writer_.failures(failures);
        writer_.close();
    }

 private:
    results::Writer writer_;
};

}  // namespace sim::sweep
