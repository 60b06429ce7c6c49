#include "sim/results/header_reader.hpp"

#include <H5Cpp.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <sstream>

#include "sim/results/define.hpp"
#include "sim/results/table_reader.hpp"
#include "sim/results/table_writer.hpp"

namespace sim::results {

std::vector<std::string> words(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

namespace {

std::uint64_t from_hex(const Source& source, const std::string& text) {
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const bool marked = text.starts_with("0x");
    if (!marked || std::from_chars(text.data() + 2, end, value, 16).ptr != end) source.refuse("is damaged (a seed)");
    return value;
}

/// Reads the header of a file in the order in which define() wrote it.
class HeaderReader {
 public:
    explicit HeaderReader(const Source& source) : source_(source), root_(source.file().openGroup("/")) {}

    Header read() {
        header_.title = source_.text(root_, "title");
        header_.model = source_.text(root_, "model");
        header_.muster_version = source_.text(root_, "muster_version");
        header_.sources = source_.text(root_, "muster_sources");
        header_.is_modified = source_.text(root_, "muster_tree") == "modified";
        header_.n_points = source_.numbers(source_.open("point")).size();
        header_.n_replicates = static_cast<std::uint32_t>(source_.numbers(source_.open("replicate")).size());
        for (const std::string& name : source_.data_sets_in("/")) take(name, source_.open(name));
        tables();
        provenance();
        consistent();
        return std::move(header_);
    }

 private:
    void take(const std::string& name, const H5::DataSet& set) {
        const std::vector<std::string> axes = source_.axes(set);
        if (H5DSis_scale(set.getId()) > 0)
            dimension(name, set);
        else if (axes.size() >= 2 && axes[0] == "point" && axes[1] == "replicate")
            variable(name, set, axes);
        else if (axes == std::vector<std::string>{"point"})
            over_points(name, set);
        else if (name == "seed")
            for (const std::string& text : source_.texts(set)) header_.seeds.push_back(from_hex(source_, text));
    }

    void tables() {
        if (!root_.attrExists(with_events)) return;
        const int kept = source_.number(root_, with_events);
        if (kept < 0) source_.refuse(std::string("is damaged (attribute ") + with_events + ")");
        header_.outputs.replicates_with_events = static_cast<std::uint64_t>(kept);
        for (const std::string& name : names_of_tables(source_)) {
            RowTable table = read_declared_table(source_, name);
            std::erase_if(table.columns,
                          [](const Column& column) { return column.name == of_point || column.name == of_replicate; });
            header_.outputs.tables.push_back(std::move(table));
        }
    }

    void dimension(const std::string& name, const H5::DataSet& set) {
        if (name == "point" || name == "replicate") return;
        if (source_.is_text(set)) {
            header_.outputs.dimensions.push_back({name, source_.text(set, "long_name"), source_.texts(set)});
            return;
        }
        if (source_.text(set, "axis") != "T") {
            const std::size_t size = source_.numbers(set).size();
            header_.outputs.dimensions.push_back(numbered(name, source_.text(set, "long_name"), size));
            return;
        }
        time_ = name;
        for (const double at : source_.numbers(set)) header_.outputs.time.at.push_back(static_cast<std::int32_t>(at));
        const std::string units = source_.text(set, "units"), since = "days since ";
        if (units.starts_with(since))
            header_.outputs.time.start = units.substr(since.size());
        else
            header_.outputs.time.counts = name;
    }

    void over_points(const std::string& name, const H5::DataSet& set) {
        if (name == "label")
            header_.labels = source_.texts(set);
        else if (name == "start_date")
            header_.starts = source_.texts(set);
        else if (name == "scale")
            header_.scale = source_.numbers(set);
        else if (source_.is_text(set))
            header_.factors.push_back(choices_of(name, source_.text(set, "long_name"), source_.texts(set)));
        else
            header_.factors.push_back({name,
                                       source_.text(set, "units"),
                                       source_.text(set, "long_name"),
                                       source_.numbers(set),
                                       {},
                                       source_.text(set, "kind")});
    }

    /// The names in order of their first point.
    static Factor choices_of(const std::string& name, const std::string& meaning,
                             const std::vector<std::string>& texts) {
        Factor factor{name, "1", meaning, {}, {}};
        std::map<std::string, std::size_t> places;
        for (const std::string& text : texts) {
            const auto [place, is_new] = places.try_emplace(text, places.size());
            if (is_new) factor.choices.push_back(text);
            factor.values.push_back(static_cast<double>(place->second));
        }
        return factor;
    }

    void variable(const std::string& name, const H5::DataSet& set, const std::vector<std::string>& axes) {
        if (name == "run_status") return;
        Variable variable;
        variable.name = name;
        variable.unit = source_.text(set, "units");
        variable.meaning = source_.text(set, "long_name");
        variable.denominator = source_.text(set, "denominator");
        variable.harm = words(source_.text(set, "harm"));
        variable.store = store_of(set);
        variable.over_time = axes.size() > 2 && !time_.empty() && axes[2] == time_;
        variable.dims.assign(axes.begin() + (variable.over_time ? 3 : 2), axes.end());
        variable.flag_meanings = words(source_.text(set, "flag_meanings"));
        for (const std::string& dim : variable.dims)
            if (!header_.outputs.dimension(dim))
                source_.refuse("is damaged (variable " + name + " has no dimension " + dim + ")");
        std::vector<hsize_t> expected = {header_.n_points, header_.n_replicates};
        for (const std::size_t length : header_.outputs.shape_of(variable)) expected.push_back(length);
        if (Source::shape(set) != expected) source_.refuse("is damaged (shape of " + name + ")");
        header_.outputs.variables.push_back(std::move(variable));
    }

    Store store_of(const H5::DataSet& set) const {
        if (set.getTypeClass() == H5T_FLOAT) return Store::real;
        if (set.getTypeClass() != H5T_INTEGER) source_.refuse("is damaged (a variable is not numeric)");
        return set.getIntType().getSize() == 1 ? Store::flag : Store::count;
    }

    void provenance() {
        header_.scenario_toml = document("provenance/scenario_toml");
        header_.sweep_toml = document("provenance/sweep_toml");
        const std::string in = "provenance/parameters/";
        std::vector<ParameterRow>& rows = header_.parameters;
        const auto each = [&](const char* column, auto field, const auto& values) {
            if (rows.empty()) rows.resize(values.size());
            if (rows.size() != values.size())
                source_.refuse(std::string("is damaged (parameters, column ") + column + ")");
            for (std::size_t i = 0; i < values.size(); ++i) rows[i].*field = values[i];
        };
        const auto text = [&](const char* column, std::string ParameterRow::*field) {
            each(column, field, source_.texts(source_.open(in + column)));
        };
        const auto number = [&](const char* column, double ParameterRow::*field) {
            each(column, field, source_.numbers(source_.open(in + column)));
        };
        text("name", &ParameterRow::name);
        text(source_.has(in + "kind") ? "kind" : "parameter_kind", &ParameterRow::kind);  // format 1: kind
        text("unit", &ParameterRow::unit);
        number("value", &ParameterRow::value);
        number("default", &ParameterRow::fallback);
        text("meaning", &ParameterRow::meaning);
        text("source", &ParameterRow::source);
        text("origin", &ParameterRow::origin);
    }

    std::string document(const std::string& name) const {
        const std::vector<std::string> texts = source_.texts(source_.open(name));
        if (texts.size() != 1) source_.refuse("is damaged (" + name + ")");
        return texts.front();
    }

    void consistent() const {
        const auto fits = [&](const Factor& factor) { return factor.values.size() == header_.n_points; };
        const auto fits_points = [&](const auto& texts) { return texts.empty() || texts.size() == header_.n_points; };
        const bool has_labels = fits_points(header_.labels) && fits_points(header_.starts);
        if (header_.n_points == 0 || header_.n_replicates == 0 || header_.scale.size() != header_.n_points ||
            header_.seeds.size() != header_.n_replicates || !has_labels || !std::ranges::all_of(header_.factors, fits))
            source_.refuse("is damaged (its plan is incomplete)");
    }

    const Source& source_;
    H5::Group root_;
    std::string time_;
    Header header_;
};

}  // namespace

Header read_header(const Source& source) { return HeaderReader(source).read(); }

}  // namespace sim::results
