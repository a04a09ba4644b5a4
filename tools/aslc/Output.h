// Files that appear whole or not at all.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace aslc {

/// Writes a file by way of a temporary one beside it; `-` is stdout.
llvm::Error writeWhole(const std::string &path, llvm::StringRef content);
/// Writes anew a file that is there, in the same way; its mode stays, and what a symbolic link names is what is written.
llvm::Error rewriteFile(const std::string &path, llvm::StringRef content);

} // namespace aslc
