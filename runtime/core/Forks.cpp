#include "runtime/core/Forks.h"

#include "runtime/core/Inline.h"

#include <algorithm>

namespace aslrt {

static Value bits(uint64_t number) { return {numberHead, number}; }

static void leave(Context *c, Value fork) {
  beginChild(c, fork);
  const ForkStanding &standing = standingOf(fork);
  c->expression = uint32_t(standing.expression.payload);
  c->itemIndex = uint32_t(standing.itemIndex.payload);
  c->itemValue = standing.itemValue;
  c->itemKey = standing.itemKey;
}

/// The events that the failure of a child causes: the iteration's, if it is one, and the state's.
static uint32_t failureEvents(uint32_t each) { return 1 + each; }

Value aslrt_begin_fork(Context *c, uint64_t count, uint32_t each) {
  Value *items = allocateItems(c, count + forkStandingSize);
  std::fill_n(items, count, undefinedValue());
  Value fork = arrayAt(items, count + forkStandingSize);
  standingOf(fork) = {bits(c->enteredEvent), bits(uint64_t(c->enteredTime)), bits(c->state), bits(c->expression), bits(c->itemIndex),
                      c->itemValue, c->itemKey};
  if (!each)
    ++c->lastEvent; // ParallelStateStarted
  if (c->forks.failureEvents == 0)
    c->forks.outermost = fork;
  c->forks.failureEvents += failureEvents(each);
  return fork;
}

Value aslrt_end_fork(Context *c, Value fork, uint32_t each) {
  leave(c, fork);
  c->forks.failureEvents -= failureEvents(each);
  if (c->forks.failureEvents == 0)
    c->forks.outermost = undefinedValue();
  if (forkCount(fork) > c->limits.items)
    raiseMemoryLimit();
  ++c->lastEvent; // ParallelStateSucceeded, MapStateSucceeded
  return arrayAt(resultsOf(fork), forkCount(fork));
}

void leaveForks(Context *c) {
  leave(c, c->forks.outermost);
  c->forks = {};
}

} // namespace aslrt
