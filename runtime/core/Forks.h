// Parallel and Map states whose children run in line (ir/passes/InlineForks.cpp): what begin_fork gives is an array with room for the results,
// behind which lies where the state stands, as values.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// A number's bits are any 64.
struct ForkStanding {
  Value enteredEvent, enteredTime, state, expression, itemIndex;
  Value itemValue, itemKey;
};
constexpr uint32_t forkStandingSize = sizeof(ForkStanding) / sizeof(Value);

inline uint64_t forkCount(Value fork) { return fork.length() - forkStandingSize; }
/// Nobody else refers to the array yet.
inline Value *resultsOf(Value fork) { return reinterpret_cast<Value *>(fork.payload); }
inline ForkStanding &standingOf(Value fork) { return reinterpret_cast<ForkStanding &>(resultsOf(fork)[forkCount(fork)]); }

/// A child stands where its state does, until a state of its own begins.
inline void beginChild(Context *c, Value fork) {
  const ForkStanding &standing = standingOf(fork);
  c->state = uint32_t(standing.state.payload);
  c->expression = noIndex;
  c->enteredEvent = standing.enteredEvent.payload;
  c->enteredTime = int64_t(standing.enteredTime.payload);
  c->itemKey = undefinedValue();
}

} // namespace aslrt
