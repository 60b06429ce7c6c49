#include "cli/version.hpp"

#include <H5public.h>
#include <fmt/format.h>
#include <openssl/crypto.h>
#include <tbb/version.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "sim/sources.hpp"
#include "sim/version.hpp"

namespace cli {

std::string commit_text() {
    return fmt::format("{}{}", sim::sources::commit, sim::sources::is_modified ? ", modified" : "");
}

namespace {

std::string sources_text() {
    std::vector<std::string> texts;
    for (const auto& [model, digest] : sim::sources::of_models()) texts.push_back(fmt::format("{} {}", model, digest));
    return fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace

std::string version_text() {
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    return fmt::format(
        "muster {} (commit {})\nsources of {}\nbuilt with {} [{}] for {}\ncompiled in: {}\nloaded: HDF5 {}.{}.{}, "
        "zlib {}, oneTBB {}, OpenSSL {}",
        sim::version::version, commit_text(), sources_text(), sim::version::compiler, sim::version::flags,
        sim::version::level, sim::version::libraries, major, minor, release, zlibVersion(), TBB_runtime_version(),
        OpenSSL_version(OPENSSL_VERSION_STRING));
}

}  // namespace cli
