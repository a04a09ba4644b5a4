// Paths of names from the first array on.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// What is left of the path names[0..count) when the first `done` of them have led to `array`; unwrapped.
[[gnu::noinline, gnu::cold]] Value fieldsOfArray(Context *c, Value array, const Value *names, uint32_t count, uint32_t done);
/// The same as a sequence for the next step.
[[gnu::noinline, gnu::cold]] Value openFieldsOfArray(Context *c, Value array, const Value *names, uint32_t count, uint32_t done);
/// An Array or Undefined as a sequence.
[[gnu::noinline]] Value openSlow(Context *c, Value v);

} // namespace aslrt
