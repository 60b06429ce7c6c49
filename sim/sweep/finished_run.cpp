#include "sim/sweep/finished_run.hpp"

#include <new>

#include "sim/run/model.hpp"

namespace sim::sweep {

void put(const FinishedRun& run, results::Block& block) {
    if (run.record.status == results::Status::done) {
        block.put(run.record.point, run.series);
        block.put_tables(run.record.point, run.tables);
    } else {
        block.fail(run.record.point, run.record.status, run.stage, run.record.message);
    }
}

Reason reason_of_failure() try { throw; } catch (const std::bad_alloc&) {
    throw;
} catch (const RunFailure& failure) {
    return {failure.stage(), failure.what()};
} catch (const std::exception& failure) {
    return {"run", failure.what()};
} catch (...) {
    return {"run", "an exception of unknown type"};
}

}  // namespace sim::sweep
