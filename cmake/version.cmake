# Writes generated/sim/version.hpp. A new commit makes CMake run again, so that --version names the commit that was built.
find_package(Git QUIET)
set(MUSTER_COMMIT unknown)
if(Git_FOUND)
  execute_process(
    COMMAND ${GIT_EXECUTABLE} rev-parse HEAD --git-path HEAD --git-path logs/HEAD --path-format=absolute
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE answer ERROR_QUIET RESULT_VARIABLE failed
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT failed)
    string(REPLACE "\n" ";" answer "${answer}")
    list(POP_FRONT answer MUSTER_COMMIT)
    string(SUBSTRING "${MUSTER_COMMIT}" 0 12 MUSTER_COMMIT)
    foreach(file IN LISTS answer)
      cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
      if(EXISTS ${file})
        set_property(DIRECTORY ${PROJECT_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
      endif()
    endforeach()
  endif()
endif()
string(TOUPPER "${CMAKE_BUILD_TYPE}" build_type)
string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${build_type}} -ffp-contract=off" MUSTER_COMPILE_FLAGS)
configure_file(cmake/version.hpp.in generated/sim/version.hpp @ONLY)
