# A part (sim_core, sim, models, ...) is named once and its files are listed once; it becomes an object library, and the
# parts that compute a run become one for each processor level. The first level has no suffix, so tests link `sim_core`.
include(cmake/levels.cmake)

function(muster_suffix level result)
  list(FIND MUSTER_LEVELS ${level} at)
  set(${result} "" PARENT_SCOPE)
  if(at GREATER 0)
    set(${result} -${level} PARENT_SCOPE)
  endif()
endfunction()

# The targets of parts for a level: a part that is compiled once serves every level.
function(muster_targets suffix result)
  foreach(part IN LISTS ARGN)
    if(TARGET ${part}${suffix})
      list(APPEND targets ${part}${suffix})
    else()
      list(APPEND targets ${part})
    endif()
  endforeach()
  set(${result} ${targets} PARENT_SCOPE)
endfunction()

# muster_part(NAME [EVERY_LEVEL] [USES part...] [LIBRARIES target...]): a part may include and call the parts it uses, no
# others. EVERY_LEVEL: it computes runs.
function(muster_part name)
  cmake_parse_arguments(part "EVERY_LEVEL" "" "USES;LIBRARIES" ${ARGN})
  if(part_EVERY_LEVEL)
    set(levels ${MUSTER_LEVELS})
    set_property(GLOBAL APPEND PROPERTY muster_levelled_parts ${name})
  else()
    list(GET MUSTER_LEVELS 0 levels)
    set_property(GLOBAL APPEND PROPERTY muster_single_parts ${name})
  endif()
  foreach(level IN LISTS levels)
    muster_suffix(${level} suffix)
    add_library(${name}${suffix} OBJECT)
    muster_targets("${suffix}" uses ${part_USES})
    target_link_libraries(${name}${suffix} PUBLIC muster_flags ${uses} ${part_LIBRARIES})
    target_compile_definitions(${name}${suffix} PRIVATE MUSTER_LEVEL="${level}")
    if(NOT level STREQUAL default)
      target_compile_options(${name}${suffix} PRIVATE -march=${level})
    endif()
    # GCC inlines less in a large batch: runs took a tenth longer. Only what users run is worth the compiling.
    if(part_EVERY_LEVEL AND CMAKE_BUILD_TYPE STREQUAL Release)
      set_target_properties(${name}${suffix} PROPERTIES UNITY_BUILD OFF)
    endif()
    # GCC 12 takes undefined lanes in its AVX-512 headers for mistakes (bug 105593).
    if(level STREQUAL x86-64-v4 OR CMAKE_CXX_FLAGS MATCHES "-march=native")
      target_compile_options(${name}${suffix} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    endif()
  endforeach()
  target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR})
  set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()

# All parts, those of every level first, so that the linker takes their copies of what headers define inline.
function(muster_parts result)
  get_property(levelled GLOBAL PROPERTY muster_levelled_parts)
  get_property(single GLOBAL PROPERTY muster_single_parts)
  set(${result} ${levelled} ${single} PARENT_SCOPE)
endfunction()

# muster_files(PART file...): adds the files of the current folder to a part.
function(muster_files part)
  set(headers ${ARGN})
  list(FILTER headers INCLUDE REGEX "\\.hpp$")
  set(sources ${ARGN})
  list(FILTER sources EXCLUDE REGEX "\\.hpp$")
  target_sources(${part} PUBLIC FILE_SET HEADERS FILES ${headers})
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE folder)
  list(TRANSFORM ARGN PREPEND ${folder}/)
  set_property(GLOBAL APPEND PROPERTY muster_files_${part} ${ARGN})
  foreach(level IN LISTS MUSTER_LEVELS)
    muster_suffix(${level} suffix)
    if(TARGET ${part}${suffix})
      target_sources(${part}${suffix} PRIVATE ${sources})
    endif()
  endforeach()
endfunction()

# One shared library per level, where the dynamic loader looks for it, and the small executable that loads it. Their
# paths are of the old kind (RPATH): it alone also holds for the libraries of libraries, if these are installed, too.
function(muster_program)
  muster_parts(parts)
  foreach(level IN LISTS MUSTER_LEVELS)
    muster_suffix(${level} suffix)
    add_library(libmuster${suffix} SHARED)
    list(APPEND libraries libmuster${suffix})
    muster_targets("${suffix}" objects ${parts})
    target_link_libraries(libmuster${suffix} PRIVATE ${objects})
    target_link_options(libmuster${suffix} PRIVATE -Wl,--no-undefined -Wl,--disable-new-dtags)
    set(folder lib)
    set(path "$ORIGIN")
    if(suffix)
      set(folder lib/glibc-hwcaps/${level})
      set(path "$ORIGIN/../..")
    endif()
    set_target_properties(libmuster${suffix} PROPERTIES
      OUTPUT_NAME muster
      LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/${folder}
      BUILD_WITH_INSTALL_RPATH ON
      INSTALL_RPATH "${path}"
      INSTALL_RPATH_USE_LINK_PATH ON)
    install(TARGETS libmuster${suffix} RUNTIME_DEPENDENCY_SET muster_libraries LIBRARY DESTINATION ${folder})
  endforeach()
  add_executable(muster ${PROJECT_SOURCE_DIR}/cli/main.cpp)
  target_link_libraries(muster PRIVATE muster_flags libmuster)
  target_link_options(muster PRIVATE -Wl,--disable-new-dtags)
  add_dependencies(muster ${libraries})
  set_target_properties(muster PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}
    BUILD_WITH_INSTALL_RPATH ON
    INSTALL_RPATH "$ORIGIN/lib;$ORIGIN/../lib")
  install(TARGETS muster RUNTIME DESTINATION bin)
endfunction()
