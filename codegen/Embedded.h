// Files that aslc carries inside itself (Embedded.S): what it links users' programs with.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <array>

namespace aslc::codegen::embedded {

/// Bitcode of the hot runtime functions.
llvm::StringRef hotBitcode();
/// The runtime, start files and C library, pre-linked to one relocatable object (tier core).
llvm::StringRef runtimeObject();
/// The runtime of libraries (runtime/Embed.cmake), and aslc/embed.h, its C interface.
llvm::StringRef embedObject();
llvm::StringRef embedHeader();
/// Shared libraries with the names and versions of the system's (libstdc++, libm, libc, libgcc_s), and nothing behind them.
std::array<llvm::StringRef, 4> systemLibraries();
/// What stands for parts of the C library where there are no native handlers (runtime/slim).
llvm::StringRef slimObject();

/// libc.a and libm.a, for what native handlers call and the runtime does not.
llvm::StringRef cLibrary();
llvm::StringRef mathLibrary();

/// tools/gdb/values.py, which debuggers find in programs with debug information.
llvm::StringRef gdbScript();

} // namespace aslc::codegen::embedded
