/// What --version prints: enough to build this programme again.
#pragma once

#include <string>

namespace cli {

/// Version, commit, compiler and flags; then the libraries compiled in, and those that are loaded with the programme.
std::string version_text();

}  // namespace cli
