// Objects as text that grows.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// An object that is Spelled, with one more member, which it does not have. Undefined if its text would be too long to be copied for each
/// member, or the key needs escapes.
Value spellMore(Context *c, Value object, Value key, Value value);

} // namespace aslrt
