// Dependency files for build systems (-MD -MF).
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace aslc {

/// Writes `target: prerequisites` as make and ninja read it.
llvm::Error writeDepfile(const std::string &path, const std::string &target, llvm::ArrayRef<std::string> prerequisites);

} // namespace aslc
