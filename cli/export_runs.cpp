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

class RunsTable final : public TableOfRuns {
 public:
    RunsTable(const sim::results::Reader& file, Formulas formulas)
        : TableOfRuns({file, end_of_run(file.header().outputs), tile_points(file.header())}),
          outputs_(file.header().outputs),
          formulas_(formulas),
          columns_(file.header(), formulas),
          variables_(end_of_run(outputs_)) {
        for (const auto* variable : variables_) flags_.push_back(flag_cells(*variable, formulas));
    }

    std::string head() const override {
        std::string text = columns_.head();
        for (const auto* variable : variables_)
            for (const auto& cell : labels_of_cells(outputs_, variable->dims))
                text += "," + csv_cell(variable->name + cell, formulas_);
        return text + "\n";
    }

 private:
    static std::uint64_t tile_points(const sim::results::Header& header) {
        return sim::results::tile_of(header, 1).points;
    }

    void put_run(Text& text, std::uint64_t point, std::uint32_t replicate, const BlockValues& values) const override {
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
};

}  // namespace

std::unique_ptr<ExportedTable> table_of_runs(const sim::results::Reader& file, Formulas formulas) {
    return std::make_unique<RunsTable>(file, formulas);
}

}  // namespace cli
