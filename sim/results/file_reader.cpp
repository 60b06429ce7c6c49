#include "sim/results/file_reader.hpp"

#include <H5Cpp.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/results/content_digest.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/failure_table.hpp"
#include "sim/results/header_reader.hpp"
#include "sim/results/in_child.hpp"
#include "sim/results/libhdf5.hpp"
#include "sim/results/source.hpp"
#include "sim/results/table_reader.hpp"

namespace sim::results {

namespace {

constexpr std::uint64_t rows_at_once = 1U << 16U;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Runs `action`; a failure of libhdf5 means that the file is not what it should be.
template <class Action>
auto reading(const Source& source, Action&& action) {
    try {
        return action();
    } catch (const H5::Exception& error) {
        source.refuse("is damaged (" + error_text(error) + ")");
    }
}

void mark_missing(std::vector<double>& values, Store store) {
    if (store == Store::count) std::replace(values.begin(), values.end(), -1.0, nan);
    if (store == Store::flag) std::replace(values.begin(), values.end(), 255.0, nan);
}

/// Limits for reading the whole of a file of this size, many times what files of ours have been seen to take.
ChildLimits limits_for(std::uint64_t file_size) {
    constexpr std::uint64_t gib = 1U << 30U, unpacked = 64, bytes_per_second = 5'000'000;
    const auto machine =
        static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    const auto seconds = 10 + static_cast<unsigned>(std::min<std::uint64_t>(file_size / bytes_per_second, 1'000'000));
    return {std::min(gib + unpacked * file_size, machine), seconds, 10 * seconds};
}

}  // namespace

struct Reader::Impl {
    Source source;
    Header header;

    explicit Impl(const OpenFile& file) : source(file), header(reading(source, [&] { return read_header(source); })) {}

    void refuse_unknown(const std::vector<std::string>& tables, const std::string& name) const;

    const Variable& known(const Variable& variable) const {
        const Variable* own = header.outputs.variable(variable.name);
        if (!own) source.refuse("has no variable " + variable.name);
        return *own;
    }

    void require_table(const std::string& name) const {
        const std::vector<std::string> names = names_of_tables(source);
        if (std::ranges::find(names, name) == names.end()) source.refuse("has no table " + name);
    }
};

Reader::Reader(const std::filesystem::path& path) : file_(path) {
    if (!is_vouched_for(file_)) try_in_child();
    impl_ = std::make_unique<Impl>(file_);
}

/// libhdf5 1.10 crashes on some damaged files: all that could be asked of this one is asked in a child first, where
/// impl_ is another.
void Reader::try_in_child() {
    const std::string fate = fate_in_child(limits_for(file_.size()), [this] {
        impl_ = std::make_unique<Impl>(file_);
        reading(impl_->source, [this] {
            for (const std::string& path : impl_->source.paths()) impl_->source.check_chunks(impl_->source.open(path));
        });
        static_cast<void>(written_by()), static_cast<void>(status()), static_cast<void>(failures());
        for (const std::string& name : table_names())
            for (std::uint64_t first = 0, n = n_rows(name); first < n; first += rows_at_once)
                static_cast<void>(rows(name, first, std::min(rows_at_once, n - first)));
        static_cast<void>(content_digest());
        reading(impl_->source, [this] { impl_->source.close(); });
    });
    if (!fate.empty())
        file_.refuse(
            fmt::format("damaged or hostile file (its reader {}): fetch it again, together with {}, or compute "
                        "it again",
                        fate, digest_path(file_.path()).filename().string()));
}

Reader::~Reader() = default;

const Header& Reader::header() const { return impl_->header; }

std::string Reader::written_by() const {
    return reading(impl_->source, [&] {
        const H5::Group provenance = impl_->source.file().openGroup("provenance");
        const auto version = [&](const char* of) { return impl_->source.text(provenance, of); };
        const std::string sources =
            impl_->header.sources.empty()
                ? std::string()
                : fmt::format(" (sources {}{})", impl_->header.sources, impl_->header.is_modified ? ", modified" : "");
        return "muster " + version("muster_version") + sources + ", libhdf5 " + version("libhdf5_version") + ", zlib " +
               version("zlib_version");
    });
}

std::vector<Status> Reader::status() const {
    return reading(impl_->source, [&] {
        std::vector<Status> status;
        for (const double code : impl_->source.numbers(impl_->source.open("run_status"))) {
            if (!(code >= 0 && code <= 3)) impl_->source.refuse("is damaged (run_status)");
            status.push_back(static_cast<Status>(static_cast<int>(code)));
        }
        if (status.size() != impl_->header.n_points * impl_->header.n_replicates)
            impl_->source.refuse("is damaged (run_status)");
        return status;
    });
}

std::vector<double> Reader::values(const Variable& variable) const {
    return reading(impl_->source, [&] {
        const Variable& own = impl_->known(variable);
        std::vector<double> values = impl_->source.numbers(impl_->source.open(own.name));
        mark_missing(values, own.store);
        return values;
    });
}

std::vector<double> Reader::values(const Variable& variable, std::uint64_t point, std::uint32_t replicate) const {
    return values(variable, {point, 1, replicate, 1});
}

std::vector<double> Reader::values(const Variable& variable, const RunBlock& block) const {
    return reading(impl_->source, [&] {
        const Variable& own = impl_->known(variable);
        const auto fits = [](std::uint64_t first, std::uint64_t n, std::uint64_t all) {
            return first < all && n <= all - first;
        };
        if (!fits(block.first_point, block.n_points, impl_->header.n_points) ||
            !fits(block.first_replicate, block.n_replicates, impl_->header.n_replicates))
            impl_->source.refuse(fmt::format("has no point {}, replicate {}", block.first_point + block.n_points - 1,
                                             block.first_replicate + block.n_replicates - 1));
        std::vector<hsize_t> start = {block.first_point, block.first_replicate};
        std::vector<hsize_t> count = {block.n_points, block.n_replicates};
        for (const std::size_t length : impl_->header.outputs.shape_of(own)) {
            start.push_back(0);
            count.push_back(length);
        }
        std::vector<double> values = impl_->source.numbers(impl_->source.open(own.name), start, count);
        mark_missing(values, own.store);
        return values;
    });
}

std::vector<Failure> Reader::failures() const {
    return reading(impl_->source, [&] {
        const auto failures =
            failures_of(read_rows(impl_->source, "failures", {0, n_rows_of(impl_->source, "failures")}));
        if (!failures) impl_->source.refuse("is damaged (failures)");
        return *failures;
    });
}

std::vector<std::string> Reader::table_names() const {
    return reading(impl_->source, [&] { return names_of_tables(impl_->source); });
}

RowTable Reader::declared_table(const std::string& name) const {
    return reading(impl_->source, [&] {
        impl_->require_table(name);
        return read_declared_table(impl_->source, name);
    });
}

std::uint64_t Reader::n_rows(const std::string& name) const {
    return reading(impl_->source, [&] {
        impl_->require_table(name);
        return n_rows_of(impl_->source, name);
    });
}

RowTable Reader::rows(const std::string& name, std::uint64_t first, std::uint64_t n,
                      const std::vector<std::string>& columns) const {
    return reading(impl_->source, [&] {
        impl_->require_table(name);
        return read_rows(impl_->source, name, {first, n}, columns);
    });
}

std::vector<RowTable> Reader::tables_of(std::uint64_t point, std::uint32_t replicate) const {
    return reading(impl_->source, [&] {
        std::vector<RowTable> tables;
        for (const RowTable& declared : impl_->header.outputs.tables) {
            std::vector<std::string> columns;
            for (const Column& column : declared.columns) columns.push_back(column.name);
            const RowRange range = rows_of_run(impl_->source, declared.name, point, replicate);
            tables.push_back(read_rows(impl_->source, declared.name, range, columns));
        }
        return tables;
    });
}

std::string Reader::content_digest() const {
    return reading(impl_->source, [&] { return results::content_digest(impl_->source); });
}

}  // namespace sim::results
