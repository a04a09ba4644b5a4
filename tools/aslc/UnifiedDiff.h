// What changes between two texts, as `diff -u` prints it.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <string>

namespace aslc {

/// Headings `--- from`, `+++ to`, then hunks with three lines around each change. Empty if the texts are the same.
std::string unifiedDiff(llvm::StringRef before, llvm::StringRef after, llvm::StringRef from, llvm::StringRef to);

} // namespace aslc
