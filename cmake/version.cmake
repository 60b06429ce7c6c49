# Writes generated/sim/version.hpp.
string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} -ffp-contract=off" MUSTER_COMPILE_FLAGS)
configure_file(cmake/version.hpp.in generated/sim/version.hpp @ONLY)
