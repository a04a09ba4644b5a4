# LLVM, MLIR and LLD 19 as static libraries of Debian. The traps that each line avoids are told in docs/building.md.

find_package(LLVM 19.1 REQUIRED CONFIG PATHS /usr/lib/llvm-19/lib/cmake/llvm NO_DEFAULT_PATH)
find_package(MLIR REQUIRED CONFIG PATHS /usr/lib/llvm-19/lib/cmake/mlir NO_DEFAULT_PATH)
list(APPEND CMAKE_MODULE_PATH ${LLVM_CMAKE_DIR} ${MLIR_CMAKE_DIR})
set(LLVM_RUNTIME_OUTPUT_INTDIR ${CMAKE_RUNTIME_OUTPUT_DIRECTORY})
set(LLVM_LIBRARY_OUTPUT_INTDIR ${CMAKE_ARCHIVE_OUTPUT_DIRECTORY})
include(TableGen)
include(AddLLVM)
include(AddMLIR)

include_directories(SYSTEM ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS})
add_definitions(${LLVM_DEFINITIONS})

# LLVMSupport names the shared z, zstd and z3; the archives serve, and z3 is never referenced.
set_property(TARGET LLVMSupport PROPERTY INTERFACE_LINK_LIBRARIES LLVMDemangle rt dl m
  /usr/lib/x86_64-linux-gnu/libz.a /usr/lib/x86_64-linux-gnu/libzstd.a)

llvm_map_components_to_libnames(ASLC_LLVM_LIBS core support passes linker bitreader bitwriter irreader lto option object
  orcjit jitlink x86codegen x86asmparser x86desc x86info)

# Debian's exported MLIR targets drag in the shared libLLVM: name the archives instead, without C API, tests and runners.
file(GLOB ASLC_MLIR_ARCHIVES /usr/lib/llvm-19/lib/libMLIR*.a)
list(FILTER ASLC_MLIR_ARCHIVES EXCLUDE REGEX "CAPI|Test|Runner|runner|ExecutionEngine|Cuda|Rocm|Sycl|Vulkan|SPIRV")
add_library(aslc_mlir INTERFACE)
target_link_libraries(aslc_mlir INTERFACE -Wl,--start-group ${ASLC_MLIR_ARCHIVES} -Wl,--end-group ${ASLC_LLVM_LIBS})

# Likewise lldELF: Debian exports it with the shared libLLVM, and two LLVMs in a process crash.
add_library(aslc_lld INTERFACE)
target_link_libraries(aslc_lld INTERFACE ${LLVM_LIBRARY_DIR}/liblldELF.a ${LLVM_LIBRARY_DIR}/liblldCommon.a ${ASLC_LLVM_LIBS})

add_library(aslc_llvm_support INTERFACE)
target_link_libraries(aslc_llvm_support INTERFACE LLVMSupport)
