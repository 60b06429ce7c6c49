#include "sim/version.hpp"

namespace sim::version {

const std::string_view level = MUSTER_LEVEL;

}  // namespace sim::version
