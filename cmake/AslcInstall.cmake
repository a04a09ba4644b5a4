# What `cmake --install` and the Debian package hold: aslc, the header of native handlers, the CMake package, completion scripts and
# the licences. aslc is one static file, so the package depends on nothing.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(completions)
foreach(shell bash zsh fish)
  set(script ${CMAKE_BINARY_DIR}/completions/${shell})
  add_custom_command(OUTPUT ${script} COMMAND aslc --completion ${shell} > ${script} DEPENDS aslc COMMENT "Completion script for ${shell}")
  list(APPEND completions ${script})
endforeach()
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/completions)
add_custom_target(aslc_completions ALL DEPENDS ${completions})

# The CMake package finds what belongs to it three folders up: bin/ and include/ are not for the user to move.
install(TARGETS aslc DESTINATION bin)
install(FILES runtime/tasks/include/aslc/handler.h DESTINATION include/aslc)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/aslcConfigVersion.cmake COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES cmake/aslcConfig.cmake ${CMAKE_BINARY_DIR}/aslcConfigVersion.cmake DESTINATION lib/cmake/aslc)
install(FILES ${CMAKE_BINARY_DIR}/completions/bash DESTINATION share/bash-completion/completions RENAME aslc)
install(FILES ${CMAKE_BINARY_DIR}/completions/zsh DESTINATION share/zsh/vendor-completions RENAME _aslc)
install(FILES ${CMAKE_BINARY_DIR}/completions/fish DESTINATION share/fish/vendor_completions.d RENAME aslc.fish)
install(FILES LICENSE NOTICE THIRD-PARTY.md README.md CHANGELOG.md DESTINATION share/doc/aslc)
install(FILES NOTICE DESTINATION share/doc/aslc RENAME copyright)
# Licences of what is linked, as Debian has them.
foreach(package llvm-19-dev nlohmann-json3-dev libyaml-cpp-dev libboost1.81-dev libjemalloc-dev zlib1g-dev libzstd-dev libmd-dev libpcre2-dev unicode-data
    libc6-dev libgcc-12-dev)
  get_filename_component(text /usr/share/doc/${package}/copyright REALPATH)
  install(FILES ${text} DESTINATION share/doc/aslc/third-party RENAME ${package} OPTIONAL)
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The aslc authors <aslc@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "compiler of Amazon States Language workflows to native executables")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS graphviz) # `aslc graph` runs its dot
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS OFF)
include(CPack)
