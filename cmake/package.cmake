# Packages of cpack: a Debian package, which leaves libraries to the system, and a tarball, which brings them along and
# runs where it is unpacked. scripts/package makes both.
set(CPACK_GENERATOR TGZ DEB)
set(CPACK_PACKAGE_VENDOR "Muster developers")
set(CPACK_PACKAGE_CONTACT "Muster developers")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
string(TOLOWER "muster-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" CPACK_PACKAGE_FILE_NAME)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS
  "python3-xarray, python3-netcdf4, python3-h5netcdf, python3-matplotlib, python3-scipy, bash-completion")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "r-cran-ncdf4, r-cran-jsonlite")
# Read by cpack for each of the two.
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/package_parts.cmake @ONLY CONTENT [[
set(CPACK_COMPONENTS_ALL Unspecified)
if(CPACK_GENERATOR STREQUAL "TGZ")
  list(APPEND CPACK_COMPONENTS_ALL libraries)
  set(CPACK_COMPONENT_INCLUDE_TOPLEVEL_DIRECTORY ON)
endif()
]])
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_BINARY_DIR}/package_parts.cmake)
include(CPack)
