// Calls of built-in functions.
#pragma once

#include "frontend/sema/Builtins.h"
#include "frontend/sema/Reporter.h"
#include "frontend/sema/Walker.h"

namespace aslc::sema {

/// Checks number and types of the arguments as far as they are certain (T0410). `piped`: the value of `x ~> $f(..)`,
/// which comes before the arguments written, or null. Partial calls are not checked.
void checkArguments(const Builtin &builtin, const jsonata::Term &call, const jsonata::Term *piped, Context context,
                    const Reporter &reporter);

} // namespace aslc::sema
