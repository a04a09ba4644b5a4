// Values as Java's toString prints them.
#pragma once

#include "runtime/core/Context.h"

#include <string>

namespace aslrt {

/// Appends a value as States.Format prints it: a string as it is, null as "null", arrays and objects as Java's collections,
/// `{Arg1=1, Arg2=[]}` (measured). Integers have their text, -0 is 0, other numbers are those of Double.toString. LimitExceeded
/// if `out` becomes longer than Limits::memory.
void appendJavaText(Context *c, std::string &out, Value value);

} // namespace aslrt
