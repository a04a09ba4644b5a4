#include "runtime/core/Forks.h"

#include "runtime/core/Inline.h"

#include <algorithm>

namespace aslrt {

/// The newest fork ends.
static void leave(Context *c) {
  beginChild(c);
  const ForkStanding &standing = c->forks.standings.back();
  c->expression = standing.expression;
  c->itemIndex = standing.itemIndex;
  c->itemValue = standing.itemValue;
  c->itemKey = standing.itemKey;
  c->forks.standings.pop_back();
}

/// The events that the failure of a child causes: the iteration's, if it is one, and the state's.
static uint32_t failureEvents(uint32_t each) { return 1 + each; }

Value aslrt_begin_fork(Context *c, uint64_t count, uint32_t each) {
  Value *results = allocateItems(c, count);
  std::fill_n(results, count, undefinedValue());
  Value fork = arrayAt(results, count);
  c->forks.standings.push_back({c->enteredEvent, c->enteredTime, c->state, c->expression, c->itemIndex, c->itemValue, c->itemKey});
  if (!each)
    ++c->lastEvent; // ParallelStateStarted
  if (c->forks.failureEvents == 0)
    c->forks.outermost = fork;
  c->forks.failureEvents += failureEvents(each);
  return fork;
}

Value aslrt_end_fork(Context *c, Value fork, uint32_t each) {
  leave(c);
  c->forks.failureEvents -= failureEvents(each);
  if (c->forks.failureEvents == 0)
    c->forks.outermost = undefinedValue();
  if (fork.length() > c->limits.items)
    raiseMemoryLimit();
  ++c->lastEvent; // ParallelStateSucceeded, MapStateSucceeded
  return fork;
}

void leaveForks(Context *c) {
  c->forks.standings.resize(1);
  leave(c);
  c->forks = {};
}

} // namespace aslrt
