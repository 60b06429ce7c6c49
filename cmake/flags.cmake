# How every file of the project is compiled. Results must not depend on the compiler's licence to reorder or contract
# floating-point arithmetic, hence -ffp-contract=off and never -ffast-math.
add_library(muster_flags INTERFACE)
target_compile_features(muster_flags INTERFACE cxx_std_20)
target_compile_options(muster_flags INTERFACE
  -ffp-contract=off
  -Wall -Wextra -Wpedantic -Wconversion -Wno-missing-field-initializers
  $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>  # files compiled together see each other's names
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # GCC 12 sees overlaps in std::string + that are not there (bug 105651)
  $<$<CXX_COMPILER_ID:Clang>:-fconstexpr-steps=33554432>  # as many as GCC takes: the schedule is checked when compiled
  -fvisibility=hidden -fvisibility-inlines-hidden)
target_compile_definitions(muster_flags INTERFACE
  $<$<NOT:$<BOOL:${MUSTER_CHECKS}>>:SIM_NO_CHECKS>
  $<$<AND:$<BOOL:${MUSTER_CHECKS}>,$<CXX_COMPILER_ID:GNU>>:_GLIBCXX_ASSERTIONS>)
target_include_directories(muster_flags INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
if(MUSTER_SANITIZE)
  target_compile_options(muster_flags INTERFACE
    -fsanitize=${MUSTER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)  # the checks hide from GCC 12 what std::regex has set
  target_link_options(muster_flags INTERFACE -fsanitize=${MUSTER_SANITIZE})
endif()
if(MUSTER_COVERAGE)  # threads count at the same time
  target_compile_options(muster_flags INTERFACE --coverage -fprofile-abs-path -fprofile-update=atomic)
  target_link_options(muster_flags INTERFACE --coverage)
endif()
if(MUSTER_FUZZ)
  target_compile_options(muster_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
