/// The output of --version: enough to build this program again.
#pragma once

#include <string>

namespace cli {

/// The commit that was built, and whether files differed from it: "ccfcc181aeb8, modified".
std::string commit_text();
/// Version, commit, sources of the models, compiler and flags; then the libraries compiled in, and those that are loaded with the program.
std::string version_text();

}  // namespace cli
