#include "analysis/risk_sets.hpp"

#include <cmath>
#include <utility>

namespace analysis {

using Eigen::Index;

RiskSetsOfFile::RiskSetsOfFile(const EventRows& rows, std::vector<std::string> covariates, std::size_t most_bytes)
    : rows_(rows), columns_(std::move(covariates)), n_covariates_(columns_.size()), most_bytes_(most_bytes) {
    columns_.insert(columns_.begin(), {"set", "is_case"});
}

void RiskSetsOfFile::visit(const std::function<void(const RiskSet&)>& use) {
    if (memory_ == Memory::full) return recall(use);
    if (memory_ == Memory::too_small) return read(use);
    read([&](const RiskSet& set) {
        if (memory_ == Memory::empty) keep(set);
        use(set);
    });
    if (memory_ == Memory::empty) memory_ = Memory::full;
}

/// The rows of a set lie together.
void RiskSetsOfFile::read(const std::function<void(const RiskSet&)>& use) const {
    struct Whose {
        std::uint64_t point = 0;
        std::uint32_t replicate = 0;
        double set = -1;
        bool operator==(const Whose&) const = default;
    } now;
    std::vector<double> x, ended;
    const auto hand_on = [&] {
        if (ended.empty()) return;
        const auto n = static_cast<Index>(ended.size());
        RiskSet set;
        set.x = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
            x.data(), n, static_cast<Index>(n_covariates_));
        set.ended = Eigen::Map<const Eigen::VectorXd>(ended.data(), n);
        set.people = Eigen::VectorXd::Ones(n);
        use(set);
        x.clear(), ended.clear();
    };
    rows_.visit(risk_sets_table, columns_, [&](const EventRows::Row& row) {
        const Whose whose{row.point, row.replicate, row.values[0]};
        if (!(whose == now)) hand_on();
        now = whose;
        ended.push_back(row.values[1]);
        for (std::size_t c = 2; c < row.values.size(); ++c)
            x.push_back(std::isnan(row.values[c]) ? 0.0 : static_cast<float>(row.values[c]));  // 0: a mechanism is off
    });
    hand_on();
}

void RiskSetsOfFile::keep(const RiskSet& set) {
    const auto n = static_cast<std::size_t>(set.x.rows());
    if ((values_.size() + n * (n_covariates_ + 1)) * sizeof(float) > most_bytes_) {
        memory_ = Memory::too_small;
        std::vector<float>().swap(values_);
        std::vector<std::uint32_t>().swap(sizes_);
        return;
    }
    sizes_.push_back(static_cast<std::uint32_t>(n));
    for (Index row = 0; row < set.x.rows(); ++row) {
        values_.push_back(static_cast<float>(set.ended[row]));
        for (Index c = 0; c < set.x.cols(); ++c) values_.push_back(static_cast<float>(set.x(row, c)));
    }
}

void RiskSetsOfFile::recall(const std::function<void(const RiskSet&)>& use) const {
    const auto width = static_cast<Index>(n_covariates_) + 1;
    const float* from = values_.data();
    for (const std::uint32_t n : sizes_) {
        const Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> kept(
            from, static_cast<Index>(n), width);
        use({kept.rightCols(width - 1).cast<double>(), Eigen::VectorXd::Ones(static_cast<Index>(n)),
             kept.col(0).cast<double>()});
        from += static_cast<std::size_t>(n) * static_cast<std::size_t>(width);
    }
}

}  // namespace analysis
