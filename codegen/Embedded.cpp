#include "codegen/Embedded.h"

extern "C" const char aslc_hot_bitcode[], aslc_hot_bitcode_end[], aslc_runtime_object[], aslc_runtime_object_end[];

using namespace aslc::codegen;

llvm::StringRef embedded::hotBitcode() { return {aslc_hot_bitcode, size_t(aslc_hot_bitcode_end - aslc_hot_bitcode)}; }
llvm::StringRef embedded::runtimeObject() { return {aslc_runtime_object, size_t(aslc_runtime_object_end - aslc_runtime_object)}; }
