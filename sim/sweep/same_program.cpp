#include "sim/sweep/same_program.hpp"

#include <fmt/format.h>

#include "sim/check.hpp"
#include "sim/sources.hpp"
#include "sim/version.hpp"

namespace sim::sweep {

void refuse_another_program(const results::Header& header, const std::string& path) {
    if (header.muster_version != version::version)
        throw InputError(
            fmt::format("{}: was written by muster {}, this is {} (its runs can be repeated by that version "
                        "alone)",
                        shown(path), shown(header.muster_version), version::version));
    const auto own = sources::digest_of(header.model);
    if (header.sources == own) return;
    const auto theirs = header.sources.empty()
                            ? "does not say from which sources its runs were computed"
                            : fmt::format("was computed by a muster of the sources {}", shown(header.sources));
    throw InputError(
        fmt::format("{}: {}, those of this one are {} (take the one whose `muster --version` names them, or "
                    "compute the file again)",
                    shown(path), theirs, own));
}

}  // namespace sim::sweep
