#include "sim/results/writer.hpp"

#include <H5Cpp.h>

#include <cerrno>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>

#include "sim/check.hpp"
#include "sim/results/define.hpp"
#include "sim/results/digest.hpp"
#include "sim/results/failure_table.hpp"
#include "sim/results/file_driver.hpp"
#include "sim/results/libhdf5.hpp"
#include "sim/results/netcdf.hpp"
#include "sim/results/packed_tables.hpp"
#include "sim/results/pending_file.hpp"
#include "sim/results/table_writer.hpp"
#include "sim/results/tile_writer.hpp"

namespace sim::results {

namespace {

H5::H5File create_file(const PendingFile& pending, FileDriver& driver) {
    H5::FileAccPropList access = driver.access_properties();
    access.setLibverBounds(H5F_LIBVER_V18, H5F_LIBVER_V18);
    access.setFcloseDegree(H5F_CLOSE_STRONG);
    return H5::H5File(pending.temporary().string(), H5F_ACC_TRUNC, netcdf::file_creation(), access);
}

}  // namespace

struct Writer::Impl {
    // In this order: what stands lower writes through what stands above when it is destroyed.
    std::filesystem::path path;
    Existing existing;
    PendingFile pending;
    FileDriver driver;
    H5::H5File file;
    std::vector<H5::DataSet> variables;
    std::vector<std::optional<TileWriter>> gathered;  // per variable
    std::optional<TileWriter> status;
    const std::vector<RowTable> declared;  // tables of events
    std::vector<TableWriter> tables;

    std::vector<Extent> extents;
    std::uint64_t n_points = 0, points_per_block = 1;
    std::uint32_t n_replicates = 0;
    std::uint64_t next_point = 0;  // the least that may come, with next_replicate
    std::uint32_t next_replicate = 0;
    bool has_failures = false, finished = false;

    Impl(std::filesystem::path to, const Header& header, bool force)
        : path(std::move(to)),
          existing(force ? Existing::replace : Existing::refuse),
          pending(path, existing),
          driver(pending.descriptor()),
          declared(header.outputs.tables),
          extents(extents_of(header.outputs)),
          n_points(header.n_points),
          points_per_block(points_per_chunk(header)),
          n_replicates(header.n_replicates) {
        refuse_long_name(digest_path(path));
        step([&] { create(header); });
    }

    void create(const Header& header) {
        file = create_file(pending, driver);
        variables = define(file, header);
        const H5::DataSet run_status = variables.back();
        variables.pop_back();
        for (std::size_t v = 0; v < extents.size(); ++v) {
            gathered.emplace_back();
            if (extents[v].gathered)
                gathered[v].emplace(variables[v], tile_of(header, extents[v].values), missing_values(extents[v], 1),
                                    extents[v].element_size);
        }
        for (const RowTable& table : declared) tables.emplace_back(file, table);
        status.emplace(run_status, tile_of(header, 1), std::vector<std::byte>{std::byte(Status::missing)}, 1);
    }

    /// Does one thing to the file. If that fails, nothing is left behind.
    template <class Action>
    void step(Action&& action) {
        if (finished) throw std::logic_error("a results file is written to after its end");
        std::string fault;
        try {
            action();
        } catch (const H5::Exception& error) {
            rethrow_want_of_memory();
            fault = path.string() + ": cannot be written (" + error_text(error) + ")";
        }
        if (driver.error() != 0) fault = write_failure(path, driver.error());
        if (fault.empty()) return;
        abandon();
        throw std::runtime_error(fault);
    }

    void release() {
        status.reset();
        gathered.clear();
        variables.clear();
        tables.clear();
        file.close();
    }

    void abandon() {
        finished = true;
        try {
            release();
        } catch (const H5::Exception&) {  // the first failure is the one to report
        }
        pending.discard();
    }

    void check_order(const Block& block) {
        const bool later = block.replicate() > next_replicate ||
                           (block.replicate() == next_replicate && block.first_point() >= next_point);
        if (!later) throw std::logic_error("blocks are written out of order");
        if (block.replicate() >= n_replicates || block.first_point() % points_per_block != 0 ||
            block.n_points() != std::min(points_per_block, n_points - block.first_point()) ||
            block.stored().size() != extents.size())
            throw std::logic_error("a block of another plan");
        next_replicate = block.replicate();
        next_point = block.first_point() + block.n_points();
    }

    void write(const Block& block) {
        for (std::size_t v = 0; v < extents.size(); ++v) {
            const StoredChunk& stored = block.stored()[v];
            if (!gathered[v])
                write_stored_chunk(variables[v], stored, {block.first_point(), block.replicate()});
            else
                for (std::uint64_t i = 0; i < block.n_points(); ++i)
                    gathered[v]->put(block.first_point() + i, block.replicate(),
                                     std::span(stored.bytes).subspan(i * extents[v].bytes(), extents[v].bytes()));
        }
        for (std::uint64_t i = 0; i < block.n_points(); ++i) {
            const auto code = static_cast<std::byte>(block.status()[i]);
            status->put(block.first_point() + i, block.replicate(), {&code, 1});
            if (!block.tables()[i].empty()) append(block.first_point() + i, block.replicate(), block.tables()[i]);
        }
    }

    void append(std::uint64_t point, std::uint32_t replicate, const PackedTables& packed) {
        const Unpacked unpacked(packed, declared);
        for (std::size_t t = 0; t < tables.size(); ++t) tables[t].append(point, replicate, unpacked, t);
    }

    void flush_tiles() {
        for (auto& tile : gathered)
            if (tile) tile->flush();
        status->flush();
        for (TableWriter& table : tables) table.finish();
    }

    void publish() try {
        finished = true;
        pending.flush();
        PendingFile digest(digest_path(path), Existing::replace);
        const std::string sum = driver.sha256();
        if (sum.empty())
            throw std::runtime_error(path.string() +
                                     ": what lies on the disk is not what was written (another program wrote into "
                                     "it, or the disk fails): write it again, or elsewhere");
        const std::string line = digest_line(sum, target_of(path));
        digest.append(std::as_bytes(std::span(line)));
        digest.flush();
        // Between the renames the file stands without a digest, never with another file's.
        std::error_code ignored;
        if (existing == Existing::replace) std::filesystem::remove(digest_path(path), ignored);
        pending.publish();
        digest.publish();
    } catch (...) {
        pending.discard();
        throw;
    }
};

Writer::Writer(std::filesystem::path path, const Header& header, bool force) {
    check(header);
    keep_libhdf5_errors();
    impl_ = std::make_unique<Impl>(std::move(path), header, force);
}

Writer::~Writer() {
    if (impl_ && !impl_->finished) impl_->abandon();
}

void Writer::write(const Block& block) {
    impl_->step([&] {
        impl_->check_order(block);
        impl_->write(block);
    });
}

void Writer::failures(const std::vector<Failure>& failures) {
    impl_->step([&] {
        if (std::exchange(impl_->has_failures, true)) throw std::logic_error("failures are written twice");
        write_table(impl_->file, table_of(failures));
    });
}

void Writer::close() {
    if (!impl_->has_failures) failures({});
    impl_->step([&] {
        impl_->flush_tiles();
        impl_->release();
    });
    impl_->publish();
}

void write_run(const std::filesystem::path& path, const Header& header, const Series& series, PackedTables tables,
               bool force) {
    Writer writer(path, header, force);
    Block block(header, 0, 0);
    block.put(0, series);
    if (header.outputs.keeps_events_of(0)) block.put_tables(0, std::move(tables));
    block.compress();
    writer.write(block);
    writer.close();
}

}  // namespace sim::results
