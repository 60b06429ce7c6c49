#include "cli/version.hpp"

#include <H5public.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <tbb/version.h>
#include <zlib.h>

#include "sim/version.hpp"

namespace cli {

std::string version_text() {
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    return fmt::format(
        "muster {} (commit {})\nbuilt with {} [{}] for {}\ncompiled in: {}\nloaded: HDF5 {}.{}.{}, zlib {}, "
        "oneTBB {}, OpenSSL {}",
        sim::version::version, sim::version::commit, sim::version::compiler, sim::version::flags, sim::version::level,
        sim::version::libraries, major, minor, release, zlibVersion(), TBB_runtime_version(),
        OpenSSL_version(OPENSSL_VERSION_STRING));
}

}  // namespace cli
