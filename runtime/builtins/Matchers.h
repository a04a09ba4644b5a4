// Patterns that are functions: regular expressions, and functions of the user that keep to the same protocol.
#pragma once

#include "runtime/builtins/Support.h"

namespace aslrt {

// `limit` is greater than 0, and infinite if none is given. All raise T1010 if the matcher breaks its protocol, and D1004 if
// a regular expression matches nothing behind another match.
bool matchesAnywhere(Context *c, uint32_t position, Value string, Value matcher);
/// A sequence of {match, index, groups}.
Value allMatches(Context *c, uint32_t position, Value string, Value matcher, double limit);
Value splitByMatcher(Context *c, uint32_t position, Value string, Value matcher, double limit);
/// `replacement` is a String with $0, $1 ... for the match and its groups, or a function of the match (D3012: its
/// result is no string).
Value replaceByMatcher(Context *c, uint32_t position, Value string, Value matcher, Value replacement, double limit);

} // namespace aslrt
