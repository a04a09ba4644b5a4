// Runs Graphviz's `dot`.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace aslc {

/// What `dot -Tjson0` says to a graph. Complains and returns nothing if there is no such program, if it fails, or if it
/// needs longer.
std::optional<std::string> runDot(llvm::StringRef program, llvm::StringRef graph, unsigned seconds);

} // namespace aslc
