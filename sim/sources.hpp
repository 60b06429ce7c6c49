/// Which sources compute runs. Programs built from the same ones give the same runs, whatever compiled them; so a run
/// is known by a digest over the engine's core and its model. Written at build time by cmake/write_sources.cmake.
#pragma once

#include <span>
#include <string_view>

namespace sim::sources {

/// The commit that was built, or "unknown".
extern const std::string_view commit;
/// Whether the program's files differed from those of the commit.
extern const bool is_modified;

struct ModelSources {
    std::string_view model, digest;  // digest: 16 hexadecimal digits
};
/// Of every model of the program.
std::span<const ModelSources> of_models();
/// That of one; of a model that stands in no list, that of the core alone.
std::string_view digest_of(std::string_view model);

}  // namespace sim::sources
