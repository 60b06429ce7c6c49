#include "cli/export_blocks.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cli {

using sim::results::RunBlock;
using sim::results::Status;

RunBlocks::RunBlocks(const sim::results::Reader& file, std::vector<const sim::Variable*> variables,
                     std::uint64_t chunk_points, std::uint64_t most_values)
    : file_(file), variables_(std::move(variables)), status_(file.status()) {
    const auto& header = file.header();
    std::uint64_t of_a_run = 1;
    for (const auto* variable : variables_) of_a_run += header.outputs.size_of(*variable);
    const std::uint64_t runs = std::max<std::uint64_t>(1, most_values / of_a_run);
    replicates_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(header.n_replicates, runs));
    points_ = std::clamp<std::uint64_t>(runs / header.n_replicates, 1, header.n_points);
    if (points_ > chunk_points) points_ -= points_ % chunk_points;  // whole chunks, each inflated once
}

bool RunBlocks::is_done(std::uint64_t point, std::uint32_t replicate) const {
    return status_[point * file_.header().n_replicates + replicate] == Status::done;
}

std::uint64_t RunBlocks::n_done() const {
    return static_cast<std::uint64_t>(std::ranges::count(status_, Status::done));
}

RunBlock RunBlocks::block_at(std::uint64_t point, std::uint32_t replicate) const {
    const auto& header = file_.header();
    return {point, std::min(points_, header.n_points - point), replicate,
            std::min(replicates_, header.n_replicates - replicate)};
}

bool RunBlocks::has_done(const RunBlock& block) const {
    for (auto point = block.first_point; point < block.first_point + block.n_points; ++point)
        for (auto r = block.first_replicate; r < block.first_replicate + block.n_replicates; ++r)
            if (is_done(point, r)) return true;
    return false;
}

BlockValues RunBlocks::read(const RunBlock& block) const {
    BlockValues values{block, {}};
    for (const auto* variable : variables_) values.of.push_back(file_.values(*variable, block));
    return values;
}

double TableOfRuns::bytes() const {
    Text text;
    std::uint64_t n = 0;
    blocks_.some([&](std::uint64_t point, std::uint32_t replicate, const BlockValues& values) {
        put_run(text, point, replicate, values);
        ++n;
    });
    return n == 0 ? 0 : static_cast<double>(text.size()) * static_cast<double>(blocks_.n_done()) / double(n);
}

void TableOfRuns::rows(const Write& write) const {
    constexpr std::size_t enough = 1 << 20;  // [byte]
    Text text;
    blocks_.each([&](std::uint64_t point, std::uint32_t replicate, const BlockValues& values) {
        put_run(text, point, replicate, values);
        if (text.size() < enough) return;
        write({text.data(), text.size()});
        text.clear();
    });
    write({text.data(), text.size()});
}

std::vector<std::string> flag_cells(const sim::Variable& variable, Formulas formulas) {
    std::vector<std::string> cells;
    for (const auto& meaning : variable.flag_meanings) cells.push_back(csv_cell(meaning, formulas));
    return cells;
}

void put_value(Text& to, const sim::Variable& variable, const std::vector<std::string>& flag_cells, double value) {
    if (std::isnan(value)) return;
    const bool is_flag = variable.store == sim::Store::flag;
    if (is_flag && value < static_cast<double>(flag_cells.size()))
        put_text(to, flag_cells[static_cast<std::size_t>(value)]);
    else if (variable.store == sim::Store::real)
        fmt::format_to(std::back_inserter(to), "{}", value);
    else
        fmt::format_to(std::back_inserter(to), "{}", static_cast<std::int64_t>(value));
}

std::string RunColumns::head() const {
    std::string text = header_.labels.empty() ? "point,replicate" : "point,label,replicate";
    for (const auto& factor : header_.factors) text += "," + csv_cell(factor.name, formulas_);
    if (!header_.starts.empty()) text += ",start_date";
    return text + ",scale";
}

std::string RunColumns::cells(std::uint64_t point, std::uint32_t replicate) const {
    std::string text = fmt::format("{}", point);
    if (!header_.labels.empty()) text += "," + csv_cell(header_.labels[point], formulas_);
    text += fmt::format(",{}", replicate);
    for (const auto& factor : header_.factors) text += "," + csv_cell(factor.text(point), formulas_);
    if (!header_.starts.empty()) text += "," + csv_cell(header_.starts[point], formulas_);
    return text + fmt::format(",{}", header_.scale[point]);
}

}  // namespace cli
