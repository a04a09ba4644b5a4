#include "codegen/Embedded.h"

extern "C" const char aslc_hot_bitcode[], aslc_hot_bitcode_end[], aslc_runtime_object[], aslc_runtime_object_end[];
extern "C" const char aslc_embed_object[], aslc_embed_object_end[], aslc_embed_header[], aslc_embed_header_end[];
extern "C" const char aslc_stubs[], aslc_stubs_m[], aslc_stubs_c[], aslc_stubs_gcc[], aslc_stubs_end[];
extern "C" const char aslc_slim_object[], aslc_slim_object_end[];
extern "C" const char aslc_c_library[], aslc_c_library_end[], aslc_math_library[], aslc_math_library_end[];
extern "C" const char aslc_gdb_script[], aslc_gdb_script_end[];

using namespace aslc::codegen;

llvm::StringRef embedded::hotBitcode() { return {aslc_hot_bitcode, size_t(aslc_hot_bitcode_end - aslc_hot_bitcode)}; }
llvm::StringRef embedded::runtimeObject() { return {aslc_runtime_object, size_t(aslc_runtime_object_end - aslc_runtime_object)}; }
llvm::StringRef embedded::embedObject() { return {aslc_embed_object, size_t(aslc_embed_object_end - aslc_embed_object)}; }
llvm::StringRef embedded::embedHeader() { return {aslc_embed_header, size_t(aslc_embed_header_end - aslc_embed_header)}; }
std::array<llvm::StringRef, 4> embedded::systemLibraries() {
  auto between = [](const char *from, const char *to) { return llvm::StringRef(from, size_t(to - from)); };
  return {between(aslc_stubs, aslc_stubs_m), between(aslc_stubs_m, aslc_stubs_c), between(aslc_stubs_c, aslc_stubs_gcc),
          between(aslc_stubs_gcc, aslc_stubs_end)};
}
llvm::StringRef embedded::slimObject() { return {aslc_slim_object, size_t(aslc_slim_object_end - aslc_slim_object)}; }
llvm::StringRef embedded::cLibrary() { return {aslc_c_library, size_t(aslc_c_library_end - aslc_c_library)}; }
llvm::StringRef embedded::mathLibrary() { return {aslc_math_library, size_t(aslc_math_library_end - aslc_math_library)}; }
llvm::StringRef embedded::gdbScript() { return {aslc_gdb_script, size_t(aslc_gdb_script_end - aslc_gdb_script)}; }
