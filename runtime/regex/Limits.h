// What both engines may use.
#pragma once

#include "runtime/core/Context.h"

#include "runtime/abi/Regex.h"

namespace aslrt {

/// Memory that a search may use to go back, in bytes: as much as V8 gives.
inline constexpr size_t maxRegexStack = size_t(64) << 20;

/// U1001: the search went back more often than Limits::backtracking allows.
[[noreturn]] void raiseBacktracking(Context *c, const Regex *regex);
/// U1001: it needs more than maxRegexStack.
[[noreturn]] void raiseRegexStack(Context *c, const Regex *regex);

} // namespace aslrt
