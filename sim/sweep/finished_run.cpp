#include "sim/sweep/finished_run.hpp"

#include <new>

#include "sim/run/model.hpp"

namespace sim::sweep {

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
