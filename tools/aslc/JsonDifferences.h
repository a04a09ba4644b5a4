// Where two JSON texts differ as values.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace aslc {

/// A place, as in "$.items[1]['a b']", and what stands there: compact JSON, nothing where there is no such member or item.
struct JsonDifference {
  std::string path;
  std::optional<std::string> expected, actual;
};

/// The differences, outermost where types or what there is differ; members in the order of `expected`, then further ones. Numbers are
/// equal by value, integers of any length exactly; the order of members does not count. Nothing if one of the texts is no JSON.
std::optional<std::vector<JsonDifference>> jsonDifferences(llvm::StringRef expected, llvm::StringRef actual);

} // namespace aslc
