# The runtime as libraries of workflows have it (`aslc compile --emit=lib`): position-independent, without command line, event loop and
# processes, whose work is the caller's; pre-linked to one object that shows no symbol but its own, so that PCRE2 and instances of
# C++ templates inside it are not mixed with those of the program around it.
#
# Gives ASLC_EMBED_OBJECT, ASLC_STUBS (a folder), and the target aslc_embed_runtime that makes them.

find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(embed_flags ${product_flags})
list(REMOVE_ITEM embed_flags -fno-pie)
list(APPEND embed_flags -fPIC)
add_library(aslc_embed_objects OBJECT)
foreach(library aslrt_core aslrt_json aslrt_builtins aslrt_regex aslrt_engine aslrt_maps aslrt_embed)
  get_target_property(sources ${library} SOURCES)
  get_target_property(folder ${library} SOURCE_DIR)
  list(REMOVE_ITEM sources EventLoop.cpp Scheduler.cpp StopSignals.cpp # threads, descriptors, signals
    Compressed.cpp CsvItems.cpp JsonItems.cpp Listing.cpp Sources.cpp) # there are no buckets
  foreach(source ${sources})
    target_sources(aslc_embed_objects PRIVATE ${folder}/${source})
  endforeach()
endforeach()
target_sources(aslc_embed_objects PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/tasks/Answer.cpp ${CMAKE_CURRENT_SOURCE_DIR}/embed/NoServices.cpp)
set_target_properties(aslc_embed_objects PROPERTIES COMPILE_OPTIONS "${embed_flags}" POSITION_INDEPENDENT_CODE ON)

set(ASLC_EMBED_OBJECT ${CMAKE_BINARY_DIR}/product/embed.o)
add_custom_command(OUTPUT ${ASLC_EMBED_OBJECT}
  # Groups are dissolved: the linker would drop one whose name another object of the program has, local or not
  COMMAND ${BFD_LINKER} -r --force-group-allocation -o ${ASLC_EMBED_OBJECT} $<TARGET_OBJECTS:aslc_embed_objects> ${MD_LIBRARY} ${PCRE2_LIBRARY}
  COMMAND /usr/lib/llvm-19/bin/llvm-objcopy --strip-debug --wildcard --keep-global-symbol=aslc_* --keep-global-symbol=aslrt_*
    --keep-global-symbol=_Z*5aslrt* ${ASLC_EMBED_OBJECT}
  DEPENDS aslc_embed_objects $<TARGET_OBJECTS:aslc_embed_objects> COMMAND_EXPAND_LISTS VERBATIM
  COMMENT "Pre-linking the runtime of workflows as libraries")
add_custom_target(aslc_embed_runtime DEPENDS ${ASLC_EMBED_OBJECT})

# What stands for the system's libraries when a shared library is linked.
set(ASLC_STUBS ${CMAKE_BINARY_DIR}/product/stubs)
file(MAKE_DIRECTORY ${ASLC_STUBS})
set(stub_files)
set(stubbed)
foreach(name libstdc++.so.6 libm.so.6 libc.so.6 libgcc_s.so.1)
  find_compiler_file(stubbed_${name} ${name})
  list(APPEND stubbed ${stubbed_${name}})
  list(APPEND stub_files ${ASLC_STUBS}/${name})
endforeach()
add_custom_command(OUTPUT ${stub_files}
  COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/MakeStubs.py ${ASLC_STUBS} /usr/lib/llvm-19/bin/llvm-nm ${CMAKE_CXX_COMPILER} ${BFD_LINKER}
    ${ASLC_EMBED_OBJECT} ${stubbed}
  DEPENDS ${ASLC_EMBED_OBJECT} ${CMAKE_CURRENT_SOURCE_DIR}/MakeStubs.py VERBATIM)
add_custom_target(aslc_stubs DEPENDS ${stub_files})
add_dependencies(aslc_embed_runtime aslc_stubs)
