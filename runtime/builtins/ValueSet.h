// A set of values by deep equality.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// Open addressing over at most `capacity` values, in the arena. Equal values hash alike whatever the order of their
/// members and the form of their numbers; the hash is seeded for each process, so that input cannot be made to collide.
class ValueSet {
public:
  ValueSet(Context *c, size_t capacity);
  /// False if an equal value is there already.
  bool insert(Value value);

private:
  struct Slot {
    Value value;
    uint64_t hash; // 0: free
  };
  Slot *slots;
  size_t mask;
};

} // namespace aslrt
