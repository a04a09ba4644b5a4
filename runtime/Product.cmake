# The runtime as users' executables have it: always optimised and never instrumented, whatever the preset, and pre-linked with the
# start files and the C and C++ libraries to one relocatable object (decision D3). The primitives that code calls most are also
# compiled to bitcode (decision D4).
#
# Gives ASLC_RUNTIME_OBJECT, ASLC_SLIM_OBJECT (what keeps parts of the C library out of executables), ASLC_HOT_BITCODE, ASLC_HOT_SYMBOLS (an assembly file: what the bitcode refers to, for the JIT) and the
# target aslc_product_runtime that makes them.

set(product_libraries aslrt_core aslrt_json aslrt_builtins aslrt_regex aslrt_engine aslrt_handlers aslrt_tasks aslrt_maps aslrt_main aslrt_start)
# The version of binutils lets tables of exceptions go with their functions, where the linker drops these.
set(product_flags -O2 -g0 -DNDEBUG -ffunction-sections -fdata-sections -ffp-contract=off -fno-rtti -fno-stack-protector
  -fno-pie -fbinutils-version=2.36 ${ASLC_WARNINGS})
set(CMAKE_COMPILE_WARNING_AS_ERROR OFF) # a flag more in one preset would be another product

add_library(aslc_product_objects OBJECT)
foreach(library ${product_libraries})
  get_target_property(sources ${library} SOURCES)
  get_target_property(folder ${library} SOURCE_DIR)
  foreach(source ${sources})
    target_sources(aslc_product_objects PRIVATE ${folder}/${source})
  endforeach()
endforeach()
target_sources(aslc_product_objects PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/main/NoResolver.cpp ${CMAKE_CURRENT_SOURCE_DIR}/maps/NoOldZstandard.cpp)
# What runs once an execution, or less, is compiled for size: 40 KB.
foreach(library aslrt_handlers aslrt_tasks aslrt_main aslrt_start)
  get_target_property(sources ${library} SOURCES)
  get_target_property(folder ${library} SOURCE_DIR)
  foreach(source ${sources})
    set_property(SOURCE ${folder}/${source} TARGET_DIRECTORY aslc_product_objects APPEND PROPERTY COMPILE_OPTIONS -Oz)
  endforeach()
endforeach()
foreach(file Activation Coverage EventLoop Failures Parked Random Scheduler StopSignals TaskEvents)
  set_property(SOURCE ${CMAKE_CURRENT_SOURCE_DIR}/engine/${file}.cpp TARGET_DIRECTORY aslc_product_objects APPEND PROPERTY COMPILE_OPTIONS -Oz)
endforeach()
# The directory's options, sanitizers among them, are left out, and so are the flags of the build type and of the user: every
# preset has the same product, which ccache then compiles once.
foreach(flags CMAKE_CXX_FLAGS CMAKE_CXX_FLAGS_DEBUG CMAKE_CXX_FLAGS_RELEASE CMAKE_CXX_FLAGS_RELWITHDEBINFO)
  set(${flags} "")
endforeach()
set_target_properties(aslc_product_objects PROPERTIES COMPILE_OPTIONS "${product_flags}" POSITION_INDEPENDENT_CODE OFF)

# Files that the compiler knows and CMake does not.
function(find_compiler_file result name)
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${name} OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT EXISTS ${path})
    message(FATAL_ERROR "${name} is missing (Debian: libc6-dev, libstdc++-12-dev, libgcc-12-dev)")
  endif()
  set(${result} ${path} PARENT_SCOPE)
endfunction()
foreach(name crt1.o crti.o crtbeginT.o crtend.o crtn.o libstdc++.a libm-2.36.a libgcc.a libgcc_eh.a libc.a)
  find_compiler_file(file_${name} ${name})
endforeach()
find_program(BFD_LINKER ld.bfd REQUIRED) # ld.lld -r leaves .eh_frame such that the final link refuses it

# What stands for parts of the C library in executables without native handlers, whose code may need the parts themselves: an object of
# its own, the definitions of which win over runtime.o's, since those are made weak there; nothing refers to them then, and the linker
# drops them (docs/decisions/0007).
set(slim_sources)
foreach(file Dynamic Ends Locale Streams Strings)
  list(APPEND slim_sources ${CMAKE_CURRENT_SOURCE_DIR}/slim/${file}.cpp)
endforeach()
add_library(aslc_slim_objects OBJECT ${slim_sources})
set_target_properties(aslc_slim_objects PROPERTIES COMPILE_OPTIONS "${product_flags};-Oz;-fno-builtin" POSITION_INDEPENDENT_CODE OFF)
set(ASLC_SLIM_OBJECT ${CMAKE_BINARY_DIR}/product/slim.o)
set(slim_symbols ${CMAKE_BINARY_DIR}/product/slim.symbols)
add_custom_command(OUTPUT ${ASLC_SLIM_OBJECT} ${slim_symbols}
  COMMAND ${BFD_LINKER} -r --unique -o ${ASLC_SLIM_OBJECT} $<TARGET_OBJECTS:aslc_slim_objects>
  COMMAND ${CMAKE_COMMAND} -DSLIM=${ASLC_SLIM_OBJECT} -DLIST=${slim_symbols} "-DOBJECTS=$<JOIN:$<TARGET_OBJECTS:aslc_product_objects>,|>"
    -P ${CMAKE_SOURCE_DIR}/cmake/CheckSlim.cmake
  DEPENDS aslc_slim_objects aslc_product_objects $<TARGET_OBJECTS:aslc_slim_objects> $<TARGET_OBJECTS:aslc_product_objects>
    ${CMAKE_SOURCE_DIR}/cmake/CheckSlim.cmake COMMAND_EXPAND_LISTS VERBATIM)

set(ASLC_RUNTIME_OBJECT ${CMAKE_BINARY_DIR}/product/runtime.o)
add_custom_command(OUTPUT ${ASLC_RUNTIME_OBJECT}
  # --unique: sections of the libraries stay apart, so that what a program does not reach can be dropped
  COMMAND ${BFD_LINKER} -r --unique --unique=.text --unique=.rodata --unique=.data --unique=.bss --unique=.data.rel.ro --unique=.data.rel.local --unique=.gcc_except_table* -o ${ASLC_RUNTIME_OBJECT} ${file_crt1.o} ${file_crti.o} ${file_crtbeginT.o}
    $<TARGET_OBJECTS:aslc_product_objects> --start-group ${file_libstdc++.a} ${file_libm-2.36.a} ${MD_LIBRARY} ${PCRE2_LIBRARY} ${Z_ARCHIVE}
    ${ZSTD_ARCHIVE} ${file_libgcc.a}
    ${file_libgcc_eh.a} ${file_libc.a} --end-group ${file_crtend.o} ${file_crtn.o}
  # __libc_subfreeres: what glibc frees for valgrind, gconv's tables among it
  COMMAND /usr/lib/llvm-19/bin/llvm-objcopy --strip-debug --weaken-symbols=${slim_symbols} --remove-section=__libc_subfreeres ${ASLC_RUNTIME_OBJECT}
  DEPENDS ${slim_symbols} aslc_product_objects $<TARGET_OBJECTS:aslc_product_objects> COMMAND_EXPAND_LISTS VERBATIM
  COMMENT "Pre-linking the runtime of users' executables")

set(ASLC_HOT_BITCODE ${CMAKE_BINARY_DIR}/product/hot.bc)
set(hot_sources ${CMAKE_SOURCE_DIR}/runtime/core/Hot.cpp ${CMAKE_SOURCE_DIR}/runtime/core/HotPaths.cpp)
set(hot_parts)
foreach(source ${hot_sources})
  get_filename_component(stem ${source} NAME_WE)
  set(part ${CMAKE_BINARY_DIR}/product/${stem}.bc)
  add_custom_command(OUTPUT ${part}
    COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 ${product_flags} -I${CMAKE_SOURCE_DIR} -emit-llvm -c ${source} -o ${part} -MD -MF ${part}.d -MT ${part}
    DEPENDS ${source} DEPFILE ${part}.d VERBATIM COMMENT "Compiling ${stem} to bitcode")
  list(APPEND hot_parts ${part})
endforeach()
set(ASLC_HOT_SYMBOLS ${CMAKE_BINARY_DIR}/product/HotSymbols.S)
add_custom_command(OUTPUT ${ASLC_HOT_BITCODE} ${ASLC_HOT_SYMBOLS}
  COMMAND /usr/lib/llvm-19/bin/llvm-link ${hot_parts} -o ${ASLC_HOT_BITCODE}
  COMMAND ${CMAKE_COMMAND} -DBITCODE=${ASLC_HOT_BITCODE} -DOUTPUT=${ASLC_HOT_SYMBOLS} -P ${CMAKE_SOURCE_DIR}/cmake/HotSymbols.cmake
  DEPENDS ${hot_parts} ${CMAKE_SOURCE_DIR}/cmake/HotSymbols.cmake VERBATIM)

add_custom_target(aslc_product_runtime DEPENDS ${ASLC_RUNTIME_OBJECT} ${ASLC_SLIM_OBJECT} ${ASLC_HOT_BITCODE} ${ASLC_HOT_SYMBOLS})
