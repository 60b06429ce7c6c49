# Writes OUTPUT, a C++ file that says which sources compute the runs of each model, and which commit was built. It runs
# at every build and leaves a file alone that says the same, so that a commit compiles this one file again.
# Usage: cmake -DROOT=... -DLISTS=... -DGIT=... -DOUTPUT=... -P write_sources.cmake
# LISTS sets `core` and, by folder of models/, `files_FOLDER` and `models_FOLDER`; `folders` names the folders.
include(${LISTS})

# A digest over the names and contents of files, in 16 digits: whatever compiler, path or order.
function(digest_of files result)
  list(SORT files)
  foreach(file IN LISTS files)
    file(SHA256 ${ROOT}/${file} digest)
    string(APPEND all "${digest}  ${file}\n")
  endforeach()
  string(SHA256 digest "${all}")
  string(SUBSTRING ${digest} 0 16 digest)
  set(${result} ${digest} PARENT_SCOPE)
endfunction()

digest_of("${core}" core_digest)
foreach(folder IN LISTS folders)
  digest_of("${core};${files_${folder}}" digest)
  foreach(model IN LISTS models_${folder})
    string(APPEND models "    {\"${model}\", \"${digest}\"},\n")
  endforeach()
endforeach()

set(commit unknown)
set(is_modified false)
if(GIT)
  set(git ${CMAKE_COMMAND} -E env GIT_OPTIONAL_LOCKS=0 ${GIT} -C ${ROOT})
  execute_process(COMMAND ${git} rev-parse --show-toplevel
    OUTPUT_VARIABLE top ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE)
  execute_process(COMMAND ${git} rev-parse --short=12 HEAD
    OUTPUT_VARIABLE head ERROR_QUIET RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE)
  file(REAL_PATH ${ROOT} root)
  if(NOT failed AND top STREQUAL root)  # sources unpacked inside another repository have no commit of their own
    set(commit ${head})
    execute_process(COMMAND ${git} status --porcelain --untracked-files=normal --
      sim models cli analysis cmake CMakeLists.txt CMakePresets.json
      OUTPUT_VARIABLE changes ERROR_QUIET)
    if(changes)
      set(is_modified true)
    endif()
  endif()
endif()

file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [[
#include "sim/sources.hpp"

#include <algorithm>
#include <array>

namespace sim::sources {

const std::string_view commit = "@commit@";
const bool is_modified = @is_modified@;

namespace {

constexpr std::string_view core = "@core_digest@";
constexpr auto all = std::to_array<ModelSources>({
@models@});

}  // namespace

std::span<const ModelSources> of_models() { return all; }

std::string_view digest_of(std::string_view model) {
    const auto found = std::ranges::find(all, model, &ModelSources::model);
    return found == all.end() ? core : found->digest;
}

}  // namespace sim::sources
]])
