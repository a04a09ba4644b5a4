// `*` and `**`: what lies in a value.
#include "runtime/core/Inline.h"
#include "runtime/core/Sequences.h"
#include "runtime/core/Stack.h"

namespace aslrt {

namespace {

/// An Array or Object of which some items or members are still to be visited.
struct Cursor {
  Value container;
  uint32_t next;

  bool done() const { return next == container.length(); }
  Value take() {
    uint32_t i = next++;
    return container.is(Tag::Array) ? itemsOf(container)[i] : membersOf(container)[i].value;
  }
};

/// The items of an array, those of arrays in it instead of them.
void pushFlat(Context *c, SequenceBuilder &result, Value array) {
  Stack<Cursor> pending;
  pending.push({array, 0});
  while (!pending.empty()) {
    if (pending.top().done()) {
      pending.pop();
      continue;
    }
    Value item = pending.top().take();
    if (item.is(Tag::Array))
      pending.push({item, 0});
    else
      pushInline(c, result, item);
  }
}

bool isContainer(Value v) { return v.is(Tag::Array) || v.is(Tag::Object); }

} // namespace

// The reference appends each array to its result, which turns that from a sequence into an array: {"a": [1]}.* is [1].
Value aslrt_wildcard(Context *c, Value v) {
  SequenceBuilder result{};
  uint8_t flags = Sequence;
  if (isContainer(v)) {
    for (Cursor cursor{v, 0}; !cursor.done();) {
      Value value = cursor.take();
      if (value.is(Tag::Array)) {
        pushFlat(c, result, value);
        flags = 0;
      } else {
        pushInline(c, result, value);
      }
    }
  }
  return arrayAt(result.items, result.count, flags);
}

Value aslrt_descendants(Context *c, Value v) {
  if (v.is(Tag::Undefined))
    return v;
  SequenceBuilder result{};
  Stack<Cursor> pending;
  auto visit = [&](Value value) {
    if (!value.is(Tag::Array))
      pushInline(c, result, value);
    if (isContainer(value))
      pending.push({value, 0});
  };
  visit(v);
  while (!pending.empty()) {
    if (pending.top().done())
      pending.pop();
    else
      visit(pending.top().take());
  }
  return result.count == 1 ? result.items[0] : arrayAt(result.items, result.count, Sequence);
}

} // namespace aslrt
