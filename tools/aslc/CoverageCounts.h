// What a run of a compiled workflow has used, as its --coverage tells: {"states": [{"name", "entered", "rules": [...], "default", ...}]}.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace aslc {

/// Of a state. Arrays end at the last entry that was used.
struct StateCounts {
  uint64_t entered = 0, fallback = 0; // a Choice's Default
  std::vector<uint64_t> rules, retriers, catchers;
};

/// Counts by the name of the state. The error says what the text lacks.
llvm::Expected<std::map<std::string, StateCounts>> parseCoverage(llvm::StringRef json);

} // namespace aslc
