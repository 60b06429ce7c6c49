#include "sim/sweep/lease.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <nlohmann/json.hpp>
#include <span>
#include <system_error>
#include <thread>
#include <utility>

#include "sim/check.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/pending_file.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/part_folder.hpp"

namespace sim::sweep {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::array works = {"sweep", "afresh", "merge"};

std::string as_json(const Tenancy& tenancy) {
    return Json{{"work", works[static_cast<std::size_t>(tenancy.work)]},
                {"shard", tenancy.shard.index},
                {"of", tenancy.shard.count},
                {"host", tenancy.process.host},
                {"boot", tenancy.process.boot},
                {"process", tenancy.process.number},
                {"started", tenancy.process.started},
                {"since", tenancy.since},
                {"plan", tenancy.plan}}
               .dump(2, ' ', false, Json::error_handler_t::replace) +
           "\n";
}

/// Nothing if the file has gone or says something else.
std::optional<Tenancy> tenancy_in(const fs::path& file) try {
    std::ifstream text(file, std::ios::binary);
    const auto json = Json::parse(text);
    Tenancy tenancy;
    const auto work = std::ranges::find(works, json.at("work").get<std::string>());
    if (work == works.end()) return {};
    tenancy.work = static_cast<Work>(work - works.begin());
    tenancy.shard = {json.at("shard"), json.at("of")};
    tenancy.plan = json.at("plan");
    tenancy.process = {json.at("host"), json.at("boot"), json.at("process"), json.at("started")};
    tenancy.since = json.at("since");
    return tenancy;
} catch (const Json::exception&) {
    return {};
}

/// By the clock of the file system, which another machine's may not agree with.
bool is_renewed(const fs::path& lease, const fs::path& own) {
    std::error_code gone;
    const auto own_time = fs::last_write_time(own, gone), time = fs::last_write_time(lease, gone);
    return !gone && own_time - time < Lease::valid_for;
}

void renew(const fs::path& lease) { static_cast<void>(::utimensat(AT_FDCWD, lease.c_str(), nullptr, 0)); }

/// Those who are at work, but for the holder of one lease. Leases of processes that have ended are removed.
std::vector<Tenancy> others_in(const fs::path& folder, const fs::path& own) {
    renew(own);
    std::vector<Tenancy> others;
    for (const fs::path& lease : parts_in(folder, "lease-")) {
        const auto tenancy = lease != own ? tenancy_in(lease) : std::nullopt;
        if (!tenancy) continue;
        const bool is_here = is_of_this_machine(tenancy->process);
        if (is_here ? is_alive(tenancy->process) : is_renewed(lease, own))
            others.push_back(*tenancy);
        else if (std::error_code ignored; is_here)
            fs::remove(lease, ignored);
    }
    return others;
}

/// A sweep goes on where one of its own stood on a machine that is gone, though its lease may be valid for a minute.
bool disturbs(const Tenancy& one, const Tenancy& other) {
    if (one.plan != other.plan) return true;
    const bool is_here = is_of_this_machine(other.process);
    if (one.work == Work::merge) return other.work == Work::merge && is_here;
    if (one.work == Work::sweep && !is_here) return false;
    if (other.work == Work::merge) return one.work == Work::afresh || one.shard.is_all();
    const bool is_same_share = one.shard.index == other.shard.index && one.shard.count == other.shard.count;
    return is_same_share || one.shard.is_all() || other.shard.is_all();
}

std::string refusal(const fs::path& folder, const Tenancy& own, const Tenancy& other) {
    const char* who = other.plan != own.plan      ? "another sweep is"
                      : other.work == Work::merge ? "a merge is"
                                                  : "this sweep is already";
    const char* wait = is_of_this_machine(other.process) ? "" : " (a minute, if it was killed)";
    return fmt::format(
        "{}: {} at work there (process {} on {}, since {}): wait for its end{}, stop it, or write elsewhere",
        shown(folder.string()), who, other.process.number, shown(other.process.host), shown(other.since), wait);
}

/// One of a kind in the folder, for two of one process too.
std::string file_name(const Process& process) {
    static std::atomic<unsigned> n_made{0};
    const std::string machine = process.host + " " + process.boot;
    results::Sha256 sum;
    sum.add(std::as_bytes(std::span(machine)));
    return fmt::format("lease-{}-{}-{}", sum.hex().substr(0, 12), process.number, ++n_made);
}

template <class Number>
void add(results::Sha256& sum, const std::vector<Number>& numbers) {
    sum.add(std::as_bytes(std::span(numbers)));
}

void add(results::Sha256& sum, const std::string& text) {
    sum.add(std::as_bytes(std::span(text.c_str(), text.size() + 1)));
}

}  // namespace

std::string plan_name(const results::Header& header) {
    results::Sha256 sum;
    sum.add(results::identity_of(header));
    add(sum, header.seeds);
    add(sum, header.scale);
    for (const std::string& label : header.labels) add(sum, label);
    for (const results::Factor& factor : header.factors) {
        add(sum, factor.name);
        if (factor.choices.empty())
            add(sum, factor.values);
        else
            for (std::uint64_t point = 0; point < header.n_points; ++point) add(sum, factor.text(point));
    }
    return sum.hex();
}

Lease::Lease(fs::path folder, const results::Header& header, Work work, const Shard& shard)
    : folder_(std::move(folder)),
      own_{work, shard, plan_name(header), this_process(),
           fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::now()))},
      file_(folder_ / file_name(own_.process)) {
    const std::string text = as_json(own_);
    results::PendingFile pending(file_, results::Existing::refuse);
    pending.append(std::as_bytes(std::span(text)));
    pending.publish();
    if (const auto other = whom_it_disturbs()) {
        std::error_code ignored;
        fs::remove(file_, ignored);
        throw InputError(refusal(folder_, own_, *other));
    }
    renewing_.emplace(renewed_every, [this] { renew(file_); });
}

Lease::~Lease() {
    renewing_.reset();
    std::error_code ignored;
    fs::remove(file_, ignored);
}

bool Lease::is_alone() const { return others_in(folder_, file_).empty(); }

/// Of two that come at once each may find the other: one of them waits whether the other draws back.
std::optional<Tenancy> Lease::whom_it_disturbs() const {
    constexpr int patience = 20;
    std::optional<Tenancy> found;
    for (int attempt = 0; attempt < patience; ++attempt) {
        found.reset();
        for (const Tenancy& other : others_in(folder_, file_))
            if (disturbs(own_, other)) found = other;
        const bool comes_first = found && std::pair(own_.process.host, own_.process.number) <
                                              std::pair(found->process.host, found->process.number);
        if (!comes_first) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return found;
}

}  // namespace sim::sweep
