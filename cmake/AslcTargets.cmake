# How every library and tool of aslc is built: warnings, sanitizers, precompiled headers.

include_directories(${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
add_compile_definitions(ASLC_VERSION="${PROJECT_VERSION}")

# std::stable_sort of libstdc++ 12 uses what it deprecates
set(ASLC_WARNINGS -Wall -Wextra -Wno-unused-parameter -Wno-deprecated-declarations)
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:${ASLC_WARNINGS}>"
  -ffunction-sections -fdata-sections -ffp-contract=off
  # ccache hits with precompiled headers only if their time stamp is left out
  "SHELL:$<$<COMPILE_LANGUAGE:CXX>:-Xclang -fno-pch-timestamp>")
if(ASLC_SANITIZE)
  add_compile_options(-fsanitize=${ASLC_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ASLC_SANITIZE})
endif()
if(ASLC_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link) # coverage of the libraries, which steers the fuzzers
endif()
add_link_options(--ld-path=/usr/bin/ld.lld-19)

# aslc_library(name SOURCES file... [LINK library...] [PCH header...] [PCH_FROM target])
# A static library of the project. PCH_FROM shares another library's precompiled headers.
function(aslc_library name)
  cmake_parse_arguments(ARG "" "PCH_FROM" "SOURCES;LINK;PCH" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_LINK})
  if(ARG_PCH)
    target_precompile_headers(${name} PRIVATE ${ARG_PCH})
  elseif(ARG_PCH_FROM)
    target_precompile_headers(${name} REUSE_FROM ${ARG_PCH_FROM})
  endif()
endfunction()

# aslc_links_llvm(target): for a program that links LLVM or MLIR; under AddressSanitizer those need options.
function(aslc_links_llvm target)
  if(ASLC_SANITIZE MATCHES address)
    target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/SanitizerDefaults.cpp)
  endif()
endfunction()

# aslc_unit_test(name SOURCES file... [LINK library...]): a GoogleTest binary, run by ctest and by `./dev test`. All share the
# precompiled headers of the first.
function(aslc_unit_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  get_property(tests GLOBAL PROPERTY ASLC_UNIT_TESTS)
  if(tests)
    list(GET tests 0 first)
    target_precompile_headers(${name} REUSE_FROM ${first})
  else()
    target_precompile_headers(${name} PRIVATE <gtest/gtest.h>)
  endif()
  target_compile_definitions(${name} PRIVATE ASLC_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${ARG_LINK} gtest gtest_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
  add_test(NAME ${name} COMMAND ${name})
  set_property(GLOBAL APPEND PROPERTY ASLC_UNIT_TESTS ${name})
endfunction()

# aslc_fuzzer(name SOURCES file... [LINK library...] CORPUS folder): a libFuzzer binary, built by the target `fuzzers` of the preset
# `fuzz`. `./dev test` finds it by the file <name>.corpus beside it, which holds the path of its corpus.
function(aslc_fuzzer name)
  cmake_parse_arguments(ARG "" "CORPUS" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK})
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  if(NOT TARGET fuzzers)
    add_custom_target(fuzzers)
  endif()
  add_dependencies(fuzzers ${name})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
  file(WRITE ${CMAKE_BINARY_DIR}/fuzz/${name}.corpus ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_CORPUS})
endfunction()
