#include "cli/side_log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <tbb/version.h>

#include <array>
#include <chrono>
#include <nlohmann/json.hpp>

#include "cli/output.hpp"
#include "cli/version.hpp"
#include "sim/results/pending_file.hpp"
#include "sim/sweep/part_folder.hpp"
#include "sim/sweep/process.hpp"
#include "sim/version.hpp"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string log_path(const std::filesystem::path& output) {
    return sim::results::target_of(output).string() + ".log.jsonl";
}

std::string now() { return fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::now())); }

}  // namespace

SideLog::SideLog(const std::filesystem::path& folder, const sim::sweep::Shard& shard, unsigned threads,
                 const std::map<std::string, std::string>& places)
    : file_(folder / fmt::format("log-{}of{}.jsonl", shard.index, shard.count), std::ios::binary | std::ios::app) {
    file_ << line_of({{"muster", sim::version::version},
                      {"commit", commit_text()},
                      {"compiler", sim::version::compiler},
                      {"flags", sim::version::flags},
                      {"level", sim::version::level},
                      {"tbb", TBB_runtime_version()},
                      {"host", sim::sweep::host_name()},
                      {"threads", threads},
                      {"started", now()},
                      {"places", places}});
    file_.flush();
}

void SideLog::add(const sim::sweep::RunRecord& run) {
    constexpr std::array<const char*, 4> status = {"missing", "done", "failed", "stopped"};
    Json line = {{"point", run.point},
                 {"replicate", run.replicate},
                 {"status", status[static_cast<std::size_t>(run.status)]},
                 {"seconds", run.seconds}};
    if (!run.message.empty()) line["message"] = run.message;
    file_ << line_of(line);
    const auto time = std::chrono::steady_clock::now();
    if (time - flushed_ < std::chrono::seconds(1)) return;
    file_.flush();
    flushed_ = time;
}

void SideLog::finish() {
    if (!file_.flush()) say("the log lacks runs: it could not be written (the results are not affected)");
}

void take_over_log(const std::filesystem::path& output, const std::filesystem::path& folder) {
    std::error_code none;
    std::filesystem::copy_file(log_path(output), folder / "log-0of1.jsonl", none);  // before the others in their order
}

void publish_logs(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& output) try {
    std::vector<std::filesystem::path> logs;
    for (const auto& folder : folders)
        for (auto& log : sim::sweep::parts_in(folder, "log-"))
            if (std::filesystem::is_regular_file(log) && !std::filesystem::is_empty(log))
                logs.push_back(std::move(log));
    if (logs.empty()) return;  // an earlier log is more than none
    write_text(log_path(output), true, [&](std::ostream& out) {
        for (const auto& log : logs) out << std::ifstream(log, std::ios::binary).rdbuf();
    });
} catch (const std::runtime_error& error) {
    say(fmt::format("{} (the results are not affected)", error.what()));
}

}  // namespace cli
