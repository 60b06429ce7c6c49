#include "sim/sweep/remove_parts.hpp"

#include <unistd.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <vector>

#include "sim/results/part.hpp"
#include "sim/results/run_key.hpp"
#include "sim/sweep/part_folder.hpp"

namespace sim::sweep {
namespace {

namespace fs = std::filesystem;

bool is_part(const fs::path& file) { return file.filename().string().starts_with("part-"); }

bool is_of_a_sweep(const fs::path& file) {
    const std::string name = file.filename().string();
    return name.starts_with("plan.h5") || is_part(file) || name.starts_with("log-") || name.starts_with("lease-") ||
           (name.starts_with(".") && name.find(".tmp-") != std::string::npos);
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) files.push_back(entry.path());
    return files;
}

/// The plan first: a folder without one is being removed.
void remove_where_it_is(const fs::path& folder, const std::vector<fs::path>& files) {
    std::error_code ignored;
    for (const fs::path& file : files)
        if (file == plan_file(folder)) fs::remove(file, ignored);
    for (const fs::path& file : files) fs::remove(file, ignored);
    fs::remove(folder, ignored);
}

std::string beginning_of_removed(const fs::path& folder) { return "." + folder.filename().string() + ".removed-"; }

/// Those that were left by processes that were killed while they removed them, too.
void empty_removed_folders(const fs::path& folder) {
    for (const fs::path& beside : files_in(folder.parent_path().empty() ? "." : folder.parent_path()))
        if (beside.filename().string().starts_with(beginning_of_removed(folder)))
            remove_where_it_is(beside, files_in(beside));
}

void remove(fs::path folder, const std::vector<fs::path>& files) {
    if (!folder.has_filename()) folder = folder.parent_path();  // "out.h5.parts/"
    std::error_code in_the_way;
    if (files.size() == files_in(folder).size())
        fs::rename(folder, folder.parent_path() / (beginning_of_removed(folder) + std::to_string(::getpid())),
                   in_the_way);
    remove_where_it_is(folder, files);  // what could not be renamed, or not as a whole
    empty_removed_folders(folder);
}

}  // namespace

void remove_parts(const fs::path& folder, const PartIndex& parts) {
    if (has_another_plan(folder, parts.header())) return;
    const auto own = results::identity_of(parts.header());
    const auto others = parts.parts_of_others();
    std::vector<fs::path> files = files_in(folder);
    std::erase_if(files, [&](const fs::path& file) {
        const auto identity = is_part(file) ? results::identity_in(file) : own;
        return !is_of_a_sweep(file) || (identity && *identity != own) || others.contains(file);
    });
    remove(folder, files);
}

void discard_parts(const fs::path& folder) {
    std::vector<fs::path> files = files_in(folder);
    std::erase_if(files, [](const fs::path& file) { return !is_of_a_sweep(file); });
    remove(folder, files);
}

}  // namespace sim::sweep
