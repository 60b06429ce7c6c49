/// The risk sets of a file's table: each end with others who were at risk at that moment.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/event_rows.hpp"
#include "analysis/numerics/cox.hpp"

namespace analysis {

inline constexpr const char* risk_sets_table = "risk_sets";

class RiskSetsOfFile {
 public:
    /// So much of them is kept in memory; what is more is read anew at every visit.
    static constexpr std::size_t usual_most = std::size_t{128} << 20U;  // [byte]
    RiskSetsOfFile(const EventRows& rows, std::vector<std::string> covariates, std::size_t most_bytes = usual_most);

    void visit(const std::function<void(const RiskSet&)>& use);

 private:
    void read(const std::function<void(const RiskSet&)>& use) const;
    void keep(const RiskSet& set);
    void recall(const std::function<void(const RiskSet&)>& use) const;

    const EventRows& rows_;
    std::vector<std::string> columns_;
    std::size_t n_covariates_, most_bytes_;
    enum class Memory { empty, full, too_small } memory_ = Memory::empty;
    std::vector<std::uint32_t> sizes_;  // [set] rows
    std::vector<float> values_;         // [row] whether it ended, and the covariates
};

}  // namespace analysis
