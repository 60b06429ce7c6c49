/// The covariates of the hazard: one for each term that a mechanism may add to it.
#pragma once

#include <string>
#include <vector>

namespace defection {

/// The parameters that are their coefficients, in the order in which mechanisms add them, whatever is switched on.
const std::vector<std::string>& covariates();

}  // namespace defection
