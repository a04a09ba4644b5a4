// Parallel and Map states whose children run in line (ir/passes/InlineForks.cpp): what begin_fork gives is the array of their results,
// which is filled in as they end.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// Nobody else refers to the array yet.
inline Value *resultsOf(Value fork) { return reinterpret_cast<Value *>(fork.payload); }

/// A child of the newest fork stands where its state does, until a state of its own begins.
inline void beginChild(Context *c) {
  const ForkStanding &standing = c->forks.standings.back();
  c->state = standing.state;
  c->expression = noIndex;
  c->enteredEvent = standing.enteredEvent;
  c->enteredTime = standing.enteredTime;
  c->itemKey = undefinedValue();
}

} // namespace aslrt
