#include "cli/side_log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <tbb/version.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <nlohmann/json.hpp>

#include "cli/output.hpp"
#include "sim/version.hpp"

namespace cli {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string host() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string now() { return fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::now())); }

}  // namespace

SideLog::SideLog(const std::string& output, unsigned threads)
    : path_(output + ".log.jsonl"),
      pending_(path_, sim::results::Existing::replace),
      file_(pending_.temporary(), std::ios::binary) {
    file_ << line_of({{"muster", sim::version::version},
                      {"commit", sim::version::commit},
                      {"compiler", sim::version::compiler},
                      {"flags", sim::version::flags},
                      {"level", sim::version::level},
                      {"tbb", TBB_runtime_version()},
                      {"host", host()},
                      {"threads", threads},
                      {"started", now()}});
}

void SideLog::add(const sim::sweep::RunRecord& run) {
    constexpr std::array<const char*, 4> status = {"missing", "done", "failed", "stopped"};
    Json line = {{"point", run.point},
                 {"replicate", run.replicate},
                 {"status", status[static_cast<std::size_t>(run.status)]},
                 {"seconds", run.seconds}};
    if (!run.message.empty()) line["message"] = run.message;
    file_ << line_of(line);
}

void SideLog::publish() try {
    file_.close();
    if (!file_) throw std::runtime_error(path_ + ": could not be written whole");
    pending_.flush();
    pending_.publish();
} catch (const std::runtime_error& error) {
    say(fmt::format("{} (the results are not affected)", error.what()));
}

}  // namespace cli
