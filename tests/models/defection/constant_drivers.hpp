/// A small army under constant drivers that no soldier can change, and the terms of its hazard cell by cell: what a
/// week's terms are can be worked out.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "tests/models/defection/small_army.hpp"

namespace tests {

inline constexpr std::string_view constant_drivers = R"(
[[curve]]
name = "protest"
drives = "protest"
points = [[0, 0.6]]

[[curve]]
name = "orders"
drives = "orders"
points = [[0, 0.5]]

[[event]]
name = "violence"
week = 0
drives = "violence"
size = 0.4

[[curve]]
name = "radicalisation"
drives = "radicalisation"
points = [[0, 0.3]]

[[curve]]
name = "belief"
drives = "survival_belief"
points = [[0, 0.7]]
)";

inline std::string text_with_constant_drivers() {
    const std::string text = small_army_text();
    return text.substr(0, text.find("[[curve]]")) + std::string(constant_drivers);
}

/// Terms of a run after some weeks, cell by cell.
class TermsOfARun : public testing::Test {
 protected:
    static constexpr int n_weeks = 9;
    static Settings quiet() {  // no one leaves or dies: drivers alone move the terms
        return everything_off() + Settings{{"intention.log_base_rate", -25},
                                           {"war.recruitment", 0},
                                           {"violence.state_on_ingroup", 1},
                                           {"opposition.enabled", 1}};
    }
    void start(const Settings& settings) {
        scenario_ = scenario_of(text_with_constant_drivers(), quiet() + settings);
        run_ = std::make_unique<ArmyRun>(*scenario_);
        for (int week = 0; week < n_weeks; ++week) run_->step();
    }
    double violence() const {
        return 0.55 * (1 - std::exp(-n_weeks / scenario_->parameters().of<defection::Violence>().lag));
    }
    /// beta x of a parameter's term for one lane of a company.
    double term(const char* parameter, std::size_t company, std::size_t group, defection::Rank rank) const {
        const defection::Units& units = run_->army().units;
        for (const defection::Term& one : run_->run().minds().terms.all())
            if (one.parameter == parameter)
                return static_cast<double>(one.beta * one.at(units.place_of(defection::CompanyId(company)),
                                                             defection::Lanes::at(group, rank), units.lanes));
        ADD_FAILURE() << "no term " << parameter;
        return 0;
    }
    std::vector<float> hazard_of(std::size_t company) const {
        const defection::Units& units = run_->army().units;
        defection::HazardSums sums;
        sums.add_up(run_->run().minds().terms.all(), run_->run().mechanism<defection::Intention>().log_rates(), units);
        std::vector<float> hazard(units.lanes.size());
        sums.hazard_of(defection::CompanyId(company), units, hazard);
        return hazard;
    }
    static constexpr std::size_t core = 0, majority = 1;
    static constexpr std::size_t line_company = 1;  // in the province: exposure 0.6, rent 0.4 x 0.8

    std::unique_ptr<defection::DefectionScenario> scenario_;
    std::unique_ptr<ArmyRun> run_;
};

inline constexpr double single = 1e-6;  // terms are stored in single precision

}  // namespace tests
