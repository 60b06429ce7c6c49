include(GoogleTest)

# The library's objects once more as an archive: tests see inside, which the shared library does not allow.
muster_parts(parts)
add_library(muster_tested STATIC)
target_link_libraries(muster_tested PUBLIC ${parts})

# muster_test_files(file...): what several tests of a folder share.
function(muster_test_files)
  target_sources(muster_tested PRIVATE ${ARGN})
endfunction()

# Reads which tests stand in a file, as a filter for GoogleTest.
function(muster_tests_in file result)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(STRINGS ${file} lines REGEX "^(TYPED_)?TEST(_F|_P)?\\(")
  foreach(line IN LISTS lines)
    if(NOT line MATCHES "^TEST[FP_]*\\(([A-Za-z0-9]+), ([A-Za-z0-9]+)\\)")
      message(FATAL_ERROR "${CMAKE_CURRENT_SOURCE_DIR}/${file}: a test is a TEST, TEST_F or TEST_P with suite and name on "
        "its first line, which is: ${line}")
    endif()
    set(test ${CMAKE_MATCH_1}.${CMAKE_MATCH_2})
    list(APPEND tests ${test} ${test}/* */${test}/*)  # the latter two: with parameters
  endforeach()
  list(JOIN tests ":" tests)
  set(${result} ${tests} PARENT_SCOPE)
endfunction()

# muster_test(FILE LABELS label...): every TEST in the file becomes a ctest test with these labels. The files of a folder
# are one program.
function(muster_test file)
  cmake_parse_arguments(test "" "" "LABELS" ${ARGN})
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE folder)
  string(REPLACE "/" "." name ${folder})
  if(NOT TARGET ${name})
    add_executable(${name})
    target_link_libraries(${name} PRIVATE muster_tested GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE MUSTER_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  endif()
  target_sources(${name} PRIVATE ${file})
  muster_tests_in(${file} tests)
  list(JOIN test_LABELS "+" labels)  # one word: gtest_discover_tests loses lists; -L and -LE match parts of it
  gtest_discover_tests(${name}
    TEST_FILTER ${tests}
    WORKING_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}
    DISCOVERY_TIMEOUT 60
    PROPERTIES TIMEOUT 300 LABELS "${labels}")
endfunction()

# muster_python_test(FILE LABELS label...): a Python file, run on the muster named by $MUSTER, that exits with 0.
function(muster_python_test file)
  cmake_parse_arguments(test "" "" "LABELS" ${ARGN})
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE folder)
  cmake_path(GET file STEM stem)
  string(REPLACE "/" "." name ${folder}/${stem})
  add_test(NAME ${name} COMMAND ${PROJECT_SOURCE_DIR}/scripts/python ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  set_tests_properties(${name} PROPERTIES TIMEOUT 900 LABELS "${test_LABELS}"
    ENVIRONMENT "MUSTER=${PROJECT_BINARY_DIR}/muster;PYTHONDONTWRITEBYTECODE=1")
endfunction()
