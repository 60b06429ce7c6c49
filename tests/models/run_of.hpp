/// A run of a model from the text of its scenario, as the engine runs it.
#pragma once

#include <memory>
#include <span>
#include <stdexcept>
#include <string>

#include "sim/param/value.hpp"
#include "sim/random/stream.hpp"
#include "sim/run/model.hpp"

namespace tests {

/// A model and one of its scenarios; a broken text is the test's own mistake (std::logic_error).
class RunOf {
 public:
    RunOf(std::unique_ptr<sim::Model> model, const std::string& text, const sim::OutputRequest& wanted = {})
        : model_(std::move(model)) {
        sim::Problems problems;
        const auto document = sim::param::parse_toml(text, "test.toml", problems);
        if (problems.empty()) scenario_ = model_->load(document, problems);
        if (scenario_) outputs_ = model_->outputs(*scenario_, wanted, problems);
        if (!problems.empty()) throw std::logic_error(problems.text());
    }
    void set(const std::string& name, double value) {
        const auto* spec = scenario_->spec(name);
        if (!spec || !sim::param::Table::fault(*spec, value).empty()) throw std::logic_error(name);
        scenario_->set(name, value);
    }
    void go(std::uint64_t seed = 1, std::uint32_t replicate = 0, double scale = 1) {
        sim::RunRequest request;
        request.scale = scale;
        request.seed = sim::random::replicate_seed(seed, replicate);
        series_ = model_->run(*scenario_, outputs_, request).series;
    }
    double metric(const std::string& name) { return series_.reals(position(name))[0]; }
    std::int32_t count(const std::string& name, std::size_t step) { return series_.counts(position(name))[step]; }
    std::span<const std::uint8_t> flags(const std::string& name) { return series_.flags(position(name)); }
    const sim::Outputs& outputs() const { return outputs_; }

 private:
    std::size_t position(const std::string& name) const {
        for (std::size_t v = 0; v < outputs_.variables.size(); ++v)
            if (outputs_.variables[v].name == name) return v;
        throw std::logic_error("no variable " + name);
    }

    std::unique_ptr<sim::Model> model_;
    std::unique_ptr<sim::Scenario> scenario_;
    sim::Outputs outputs_;
    sim::Series series_;
};

}  // namespace tests
