#include "cli/cells.hpp"
#include "cli/export_blocks.hpp"
#include "cli/export_tables.hpp"

namespace cli {
namespace {

std::vector<const sim::Variable*> end_of_run(const sim::Outputs& outputs) {
    std::vector<const sim::Variable*> found;
    for (const auto& variable : outputs.variables)
        if (!variable.over_time) found.push_back(&variable);
    return found;
}

class RunsTable final : public ExportedTable {
 public:
    RunsTable(const sim::results::Reader& file, Formulas formulas)
        : outputs_(file.header().outputs),
          formulas_(formulas),
          columns_(file.header(), formulas),
          variables_(end_of_run(outputs_)),
          blocks_(file, variables_, tile_points(file.header())) {
        for (const auto* variable : variables_) flags_.push_back(flag_cells(*variable, formulas));
    }

    std::string head() const override {
        std::string text = columns_.head();
        for (const auto* variable : variables_)
            for (const auto& cell : labels_of_cells(outputs_, variable->dims))
                text += "," + csv_cell(variable->name + cell, formulas_);
        return text + "\n";
    }

    double bytes() const override {
        Text text;
        std::uint64_t n = 0;
        blocks_.some([&](std::uint64_t point, std::uint32_t replicate, const BlockValues& values) {
            put_row(text, point, replicate, values);
            ++n;
        });
        return n == 0 ? 0 : static_cast<double>(text.size()) * static_cast<double>(blocks_.n_done()) / double(n);
    }

    void rows(const Write& write) const override {
        constexpr std::size_t enough = 1 << 20;  // [byte]
        Text text;
        blocks_.each([&](std::uint64_t point, std::uint32_t replicate, const BlockValues& values) {
            put_row(text, point, replicate, values);
            if (text.size() < enough) return;
            write({text.data(), text.size()});
            text.clear();
        });
        write({text.data(), text.size()});
    }

 private:
    static std::uint64_t tile_points(const sim::results::Header& header) {
        return sim::results::tile_of(header, 1).points;
    }

    void put_row(Text& text, std::uint64_t point, std::uint32_t replicate, const BlockValues& values) const {
        put_text(text, columns_.cells(point, replicate));
        for (std::size_t v = 0; v < variables_.size(); ++v) {
            const std::size_t n = outputs_.size_of(*variables_[v]);
            const double* value = values.run(v, point, replicate, n);
            for (std::size_t i = 0; i < n; ++i) {
                text.push_back(',');
                put_value(text, *variables_[v], flags_[v], value[i]);
            }
        }
        text.push_back('\n');
    }

    const sim::Outputs& outputs_;
    Formulas formulas_;
    RunColumns columns_;
    std::vector<const sim::Variable*> variables_;
    std::vector<std::vector<std::string>> flags_;
    RunBlocks blocks_;
};

}  // namespace

std::unique_ptr<ExportedTable> table_of_runs(const sim::results::Reader& file, Formulas formulas) {
    return std::make_unique<RunsTable>(file, formulas);
}

}  // namespace cli
