// A copy of a value that its owner may change.
#pragma once

#include "runtime/core/Context.h"
#include "runtime/core/Stack.h"

namespace aslrt {

inline bool isContainer(Value v) { return v.is(Tag::Array) || v.is(Tag::Object); }

/// Calls visit(Value &) for each item of an Array, or value of a member of an Object.
template <typename Visit> void forEachValue(Value container, Visit visit) {
  uint32_t step = container.is(Tag::Object) ? 2 : 1;
  auto *values = reinterpret_cast<Value *>(container.payload);
  for (uint32_t i = 0; i < container.length(); ++i)
    visit(values[i * step + step - 1]);
}

/// The containers of a value, copied into one block. What was shared is not. Each object has an address of its own, an empty one
/// too. Its members have no room to grow.
class PrivateCopy {
public:
  /// With `asText` the copy is what $clone makes of the value by way of JSON text. `position` is for errors of that.
  PrivateCopy(Context *context, Value source, bool asText, uint32_t position);
  /// Whether an Array that is not empty, or an Object, is a part of it.
  bool owns(Value v) const {
    return isContainer(v) && v.payload >= reinterpret_cast<uint64_t>(begin) && v.payload < reinterpret_cast<uint64_t>(end);
  }

  Value value = undefinedValue();

private:
  size_t sizeOf(Value source);
  Value copy(Value v);
  Value leaf(Value v) const;

  Context *context;
  bool asText;
  uint32_t position;
  char *begin, *end, *cursor;
  Stack<Value> pending;
};

} // namespace aslrt
