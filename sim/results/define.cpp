#include "sim/results/define.hpp"

#include <H5Cpp.h>
#include <fmt/format.h>
#include <zlib.h>

#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "sim/results/content_digest.hpp"
#include "sim/results/layout.hpp"
#include "sim/results/netcdf.hpp"
#include "sim/results/parameter_table.hpp"

namespace sim::results {

namespace {

using netcdf::put_text;

const std::vector<std::string> status_meanings = {"missing", "done", "failed", "stopped"};
constexpr std::size_t longest_coordinates =
    30000;  // [byte] below the limit on attributes: a list cut short names nothing

std::string unit_or_one(const std::string& unit) { return unit.empty() ? "1" : unit; }

/// Writes the header into an empty file, in the order in which readers list it.
class Definition {
 public:
    Definition(H5::H5File& file, const Header& header) : file_(file), header_(header) {}

    std::vector<H5::DataSet> write() {
        root_attributes();
        dimensions();
        points();
        const H5::DataSet run_status = status();
        std::vector<H5::DataSet> filled;
        for (const Variable& variable : header_.outputs.variables) filled.push_back(declare(variable));
        filled.push_back(run_status);
        provenance();
        return filled;
    }

 private:
    void root_attributes() {
        put_text(file_, "Conventions", "CF-1.8");
        put_text(file_, "title", header_.title);
        put_text(file_, "filetype", filetype);
        netcdf::put_number(file_, "format_version", format_version);
        put_text(file_, "muster_version", header_.muster_version);
        put_text(file_, "muster_sources", header_.sources);
        if (header_.is_modified) put_text(file_, "muster_tree", "modified");
        put_text(file_, "model", header_.model);
        if (!header_.outputs.tables.empty())
            netcdf::put_number(file_, with_events, static_cast<std::int32_t>(header_.outputs.replicates_with_events));
    }

    H5::DataSet& coordinate(const std::string& name, const H5::DataType& type, std::size_t size,
                            const std::string& meaning) {
        H5::DataSet& scale = scales_[name] = netcdf::create_coordinate(file_, name, type, size);
        put_text(scale, "long_name", meaning);
        return scale;
    }

    void numbered(const std::string& name, std::size_t size, const std::string& meaning) {
        H5::DataSet& scale = coordinate(name, H5::PredType::STD_I32LE, size, meaning);
        put_text(scale, "units", "1");
        std::vector<std::int32_t> numbers(size);
        std::iota(numbers.begin(), numbers.end(), 0);
        scale.write(numbers.data(), H5::PredType::NATIVE_INT32);
    }

    void dimensions() {
        numbered("point", header_.n_points, "point of the design");
        numbered("replicate", header_.n_replicates, "replicate: the same random streams at every point");
        if (!header_.outputs.time.at.empty()) time();
        for (const Dimension& dimension : header_.outputs.dimensions) own(dimension);
    }

    void own(const Dimension& dimension) {
        const std::size_t size = dimension.labels.size();
        if (dimension.numbered) return numbered(dimension.name, size, dimension.meaning);
        netcdf::write_texts(coordinate(dimension.name, netcdf::text_type(), size, dimension.meaning), dimension.labels);
    }

    void time() {
        const TimeAxis& axis = header_.outputs.time;
        const bool calendar = !axis.start.empty();
        H5::DataSet& scale = coordinate(time_name(header_.outputs), H5::PredType::STD_I32LE, axis.at.size(),
                                        calendar                ? "date"
                                        : axis.counts == "step" ? "step of the model"
                                                                : axis.counts + " since the start of the scenario");
        if (calendar) put_text(scale, "standard_name", "time");
        put_text(scale, "units", calendar ? "days since " + axis.start : "1");
        if (calendar) put_text(scale, "calendar", "proleptic_gregorian");
        put_text(scale, "axis", "T");
        scale.write(axis.at.data(), H5::PredType::NATIVE_INT32);
    }

    H5::DataSet over_points(const std::string& name, const H5::DataType& type, const std::string& meaning) {
        H5::DataSet variable =
            netcdf::create_variable(file_, name, type, {scales_.at("point")}, netcdf::variable_creation());
        put_text(variable, "long_name", meaning);
        return variable;
    }

    void reals_over_points(const Factor& factor) {
        H5::DataSet variable = over_points(factor.name, H5::PredType::IEEE_F64LE, factor.meaning);
        put_text(variable, "units", unit_or_one(factor.unit));
        put_text(variable, "kind", factor.kind);
        variable.write(factor.values.data(), H5::PredType::NATIVE_DOUBLE);
        coordinates_ += " " + factor.name;
    }

    void texts_over_points(const std::string& name, const std::string& meaning, const std::vector<std::string>& texts) {
        H5::DataSet variable = over_points(name, netcdf::text_type(), meaning);
        netcdf::write_texts(variable, texts);
        coordinates_ += " " + name;
    }

    void factor_over_points(const Factor& factor) {
        if (factor.choices.empty()) return reals_over_points(factor);
        std::vector<std::string> texts;
        for (std::uint64_t point = 0; point < header_.n_points; ++point) texts.push_back(factor.text(point));
        texts_over_points(factor.name, factor.meaning, texts);
    }

    void points() {
        if (!header_.labels.empty()) texts_over_points("label", "label of the point", header_.labels);
        for (const Factor& factor : header_.factors) factor_over_points(factor);
        if (!header_.starts.empty()) texts_over_points("start_date", "first day of the scenario", header_.starts);
        reals_over_points({"scale", "1", "simulated share of all agents", header_.scale});
        seeds();
        if (!coordinates_.empty()) coordinates_.erase(0, 1);
        if (coordinates_.size() > longest_coordinates) coordinates_.clear();
    }

    void seeds() {
        H5::DataSet variable = netcdf::create_variable(file_, "seed", netcdf::text_type(), {scales_.at("replicate")},
                                                       netcdf::variable_creation());
        put_text(variable, "long_name", "seed of the replicate's random streams, hexadecimal");
        std::vector<std::string> texts;
        for (const std::uint64_t seed : header_.seeds) texts.push_back(fmt::format("{:#018x}", seed));
        netcdf::write_texts(variable, texts);
    }

    H5::DataSet status() {
        const Tile tile = tile_of(header_, 1);
        H5::DSetCreatPropList creation = netcdf::chunked_creation({tile.points, tile.replicates}, 1);
        const auto missing = static_cast<std::uint8_t>(Status::missing);
        creation.setFillValue(H5::PredType::NATIVE_UINT8, &missing);
        H5::DataSet variable = netcdf::create_variable(file_, "run_status", H5::PredType::STD_U8LE,
                                                       {scales_.at("point"), scales_.at("replicate")}, creation);
        put_text(variable, "long_name", "how the run ended");
        put_text(variable, "standard_name", "status_flag");
        netcdf::put_flags(variable, status_meanings, H5::PredType::STD_U8LE);
        put_text(variable, "coordinates", coordinates_);
        return variable;
    }

    H5::DataSet declare(const Variable& variable) {
        H5::DSetCreatPropList creation = netcdf::chunked_creation(chunk_of(variable), bytes_of(variable.store));
        netcdf::set_fill(creation, variable.store);
        H5::DataSet set = netcdf::create_variable(file_, variable.name, netcdf::stored_type(variable.store),
                                                  axes_of(variable), creation);
        put_text(set, "long_name", variable.meaning);
        if (variable.store != Store::flag) put_text(set, "units", unit_or_one(variable.unit));
        put_text(set, "denominator", variable.denominator);
        put_text(set, "definition", definition_of(variable));
        put_text(set, "harm", fmt::format("{}", fmt::join(variable.harm, " ")));
        netcdf::put_fill(set, variable.store);
        netcdf::put_flags(set, variable.flag_meanings, netcdf::stored_type(variable.store));
        put_text(set, "coordinates", coordinates_);
        put_text(set, "ancillary_variables", "run_status");
        return set;
    }

    std::vector<H5::DataSet> axes_of(const Variable& variable) const {
        std::vector<H5::DataSet> axes = {scales_.at("point"), scales_.at("replicate")};
        if (variable.over_time) axes.push_back(scales_.at(time_name(header_.outputs)));
        for (const std::string& name : variable.dims) axes.push_back(scales_.at(name));
        return axes;
    }

    std::vector<hsize_t> chunk_of(const Variable& variable) const {
        const Tile tile = variable.over_time ? Tile{points_per_chunk(header_), 1}
                                             : tile_of(header_, header_.outputs.size_of(variable));
        std::vector<hsize_t> chunk = {tile.points, tile.replicates};
        for (const std::size_t length : header_.outputs.shape_of(variable)) chunk.push_back(length);
        return chunk;
    }

    void provenance() {
        H5::Group group = netcdf::create_group(file_, "provenance");
        unsigned major = 0, minor = 0, release = 0;
        H5::H5Library::getLibVersion(major, minor, release);
        put_text(group, "muster_version", header_.muster_version);
        put_text(group, "libhdf5_version", fmt::format("{}.{}.{}", major, minor, release));
        put_text(group, "zlib_version", zlibVersion());
        document(group, "scenario_toml", "resolved scenario, TOML", header_.scenario_toml);
        document(group, "sweep_toml", "sweep, TOML; empty for a single run", header_.sweep_toml);
        write_table(group, table_of(header_.parameters));
    }

    void document(H5::Group& group, const std::string& name, const std::string& meaning, const std::string& text) {
        H5::DataSet variable =
            netcdf::create_variable(group, name, netcdf::text_type(), {}, netcdf::variable_creation());
        put_text(variable, "long_name", meaning);
        netcdf::write_texts(variable, {text});
    }

    H5::H5File& file_;
    const Header& header_;
    std::map<std::string, H5::DataSet> scales_;
    std::string coordinates_;
};

}  // namespace

std::vector<H5::DataSet> define(H5::H5File& file, const Header& header) { return Definition(file, header).write(); }

}  // namespace sim::results
