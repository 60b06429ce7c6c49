# Which sources compute runs: generated/sim/sources.cpp, written anew whenever something is built.

# muster_models(name...): the models that the current folder of models/ holds.
function(muster_models)
  cmake_path(GET CMAKE_CURRENT_SOURCE_DIR FILENAME folder)
  set_property(GLOBAL APPEND PROPERTY muster_model_folders ${folder})
  set_property(GLOBAL PROPERTY muster_models_${folder} ${ARGN})
endfunction()

# To be called when all files are listed.
function(muster_write_sources)
  get_property(core GLOBAL PROPERTY muster_files_sim_core)
  get_property(files GLOBAL PROPERTY muster_files_models)
  get_property(folders GLOBAL PROPERTY muster_model_folders)
  set(lists "set(core ${core})\nset(folders ${folders})\n")
  foreach(folder IN LISTS folders)
    set(own ${files})
    list(FILTER own INCLUDE REGEX "^models/${folder}/")
    get_property(models GLOBAL PROPERTY muster_models_${folder})
    string(APPEND lists "set(files_${folder} ${own})\nset(models_${folder} ${models})\n")
  endforeach()
  set(generated ${PROJECT_BINARY_DIR}/generated)
  file(CONFIGURE OUTPUT ${generated}/source_lists.cmake CONTENT "${lists}" @ONLY)
  find_package(Git QUIET)
  add_custom_target(write_sources
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR} -DLISTS=${generated}/source_lists.cmake
      -DGIT=${GIT_EXECUTABLE} -DOUTPUT=${generated}/sim/sources.cpp -P ${PROJECT_SOURCE_DIR}/cmake/write_sources.cmake
    BYPRODUCTS ${generated}/sim/sources.cpp
    COMMENT "" VERBATIM)
  target_sources(sim PRIVATE ${generated}/sim/sources.cpp)
  set_property(SOURCE ${generated}/sim/sources.cpp TARGET_DIRECTORY sim PROPERTY SKIP_UNITY_BUILD_INCLUSION ON)
  add_dependencies(sim write_sources)
endfunction()
