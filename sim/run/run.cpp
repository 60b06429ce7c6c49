#include "sim/run/run.hpp"

#include "sim/run/model.hpp"

namespace sim {

void Run::step() {
    if (at_end()) throw std::logic_error("a run is stepped past its end");
    record();
    advance(++now_);
}

void Run::record() {
    if (recorded_ == now_) return;
    recorded_ = now_;
    write();
}

RunResult Run::finish() {
    record();
    return result();
}

RunResult run_to_end(Run& run, const RunRequest& request) {
    const auto check = [&] {
        if (const auto fault = request.budget.fault(run.used()); !fault.empty())
            throw RunFailure(run.step_now() == 0 ? "start" : run.stage(), fault);
    };
    check();
    while (!run.at_end()) {
        run.step();
        check();
        if (request.progress) request.progress(run.step_now(), run.n_steps());
    }
    return run.finish();
}

RunResult Model::run(const Scenario& scenario, const Outputs& outputs, const RunRequest& request) const {
    return run_to_end(*start(scenario, outputs, request), request);
}

}  // namespace sim
