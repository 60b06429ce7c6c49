# The folder is laid out as the README's commands expect below share/muster, and runs wherever it is copied.
install(PROGRAMS scripts/muster-slurm DESTINATION bin)
install(PROGRAMS scripts/python DESTINATION share/muster/scripts)
install(DIRECTORY scenarios DESTINATION share/muster FILES_MATCHING PATTERN "*.toml")
install(DIRECTORY analysis/plots DESTINATION share/muster/analysis FILES_MATCHING PATTERN "*.py")
install(DIRECTORY analysis/python DESTINATION share/muster/analysis
  FILES_MATCHING PATTERN "*.py" PATTERN "py.typed" PATTERN "__pycache__" EXCLUDE PATTERN ".mypy_cache" EXCLUDE)
install(DIRECTORY analysis/r DESTINATION share/muster/analysis)
install(DIRECTORY docs DESTINATION share/muster)
install(FILES packaging/muster.bash DESTINATION share/bash-completion/completions RENAME muster)
# The manual pages, if scripts/manual wrote them.
install(DIRECTORY ${PROJECT_BINARY_DIR}/manual/ DESTINATION share OPTIONAL)
# The folder in which Debian's Python looks for packages, if the prefix is /usr.
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/package)
file(CREATE_LINK ../../../share/muster/analysis/python/muster ${PROJECT_BINARY_DIR}/package/muster SYMBOLIC)
install(DIRECTORY ${PROJECT_BINARY_DIR}/package/ DESTINATION lib/python3/dist-packages)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION share/muster)

# `cmake --install BUILD --prefix DIR --component libraries` adds the libraries of other projects, for machines that lack
# them. Those of glibc belong to the machine: they must be at least as new as the ones of the build.
install(RUNTIME_DEPENDENCY_SET muster_libraries
  PRE_EXCLUDE_REGEXES "^ld-linux" "^lib(muster|c|m|mvec|dl|rt|pthread|resolv|util|anl|nss_.*)\\.so"
  LIBRARY DESTINATION lib COMPONENT libraries EXCLUDE_FROM_ALL)
