// Sequences: steps of paths, `[]`, array constructors, and the look-up of a name in an array.
#include "runtime/core/Sequences.h"

#include "runtime/core/Inline.h"
#include "runtime/core/Stack.h"

#include <algorithm>

namespace aslrt {

Value sequenceOf(Context *c, Value item, uint8_t flags) {
  Value *items = allocateItems(c, 1);
  items[0] = item;
  return arrayAt(items, 1, Sequence | flags);
}

void stepPushSlow(Context *c, SequenceBuilder &builder, Value v) {
  if (builder.pad[0] == StepEmpty && v.is(Tag::Array)) {
    builder.pad[0] = v.head;
    builder.pad[1] = v.payload;
    return;
  }
  if (builder.pad[0] > StepMany) {
    Value first{builder.pad[0], builder.pad[1]};
    builder.pad[0] = StepMany;
    stepPushSlow(c, builder, first);
  }
  builder.pad[0] = StepMany;
  if (v.is(Tag::Array) && !v.has(Cons))
    pushAll(c, builder, itemsOf(v));
  else
    pushInline(c, builder, v);
}

Value stepEndLone(Context *c, Value lone, bool last) {
  if (last && !lone.has(Sequence))
    return lone;
  if (lone.has(Cons))
    return sequenceOf(c, lone);
  if (lone.length() == 0 && !lone.has(Sequence))
    return emptyArraySequence();
  uint64_t kept = uint64_t(Static | Data) << 8;
  return {(lone.head & kept) | makeHead(Tag::Array, Sequence, lone.length()), lone.payload};
}

/// Appends the members of this name of all objects in an array, however deep in arrays; of members that are arrays, the items.
static void collectField(Context *c, SequenceBuilder &found, Value array, Value key, uint32_t *guess) {
  spend(c, array.length());
  Stack<std::span<const Value>> pending;
  for (std::span<const Value> items = itemsOf(array);;) {
    while (items.empty()) {
      if (pending.empty())
        return;
      items = pending.top();
      pending.pop();
    }
    Value item = items.front();
    items = items.subspan(1);
    if (item.is(Tag::Array)) {
      pending.push(items);
      items = itemsOf(item);
    } else if (item.is(Tag::Object)) {
      Value value = memberGuessed(item, key, guess);
      if (value.is(Tag::Array))
        pushAll(c, found, itemsOf(value));
      else if (!value.is(Tag::Undefined))
        pushInline(c, found, value);
    }
  }
}

Value fieldOfArray(Context *c, Value array, Value key) {
  SequenceBuilder found{};
  uint32_t guess = 0;
  collectField(c, found, array, key, &guess);
  if (found.count < 2)
    return found.count ? found.items[0] : undefinedValue();
  return arrayAt(found.items, found.count, Sequence);
}

void stepPushFieldOfArray(Context *c, SequenceBuilder &builder, Value array, Value key, uint32_t *guess) {
  if (builder.pad[0] != StepMany)
    return aslrt_step_push(c, &builder, fieldOfArray(c, array, key));
  uint32_t before = builder.count;
  collectField(c, builder, array, key, guess);
  if (builder.count == before + 1 && builder.items[before].is(Tag::Array)) // one alone is the value itself, not a sequence of it
    stepPushSlow(c, builder, builder.items[--builder.count]);
}

void appendValue(Context *c, SequenceBuilder &all, Value &first, Value v) {
  auto add = [&](Value value) {
    if (value.is(Tag::Array))
      pushAll(c, all, itemsOf(value));
    else
      pushInline(c, all, value);
  };
  if (v.is(Tag::Undefined))
    return;
  if (first.is(Tag::Undefined)) {
    first = v;
    return;
  }
  if (!all.items) {
    grow(c, all, 1); // so that `items` says that there were two, even two empty arrays
    add(first);
  }
  add(v);
}

void aslrt_append_spread(Context *c, void *p, Value v) {
  auto &builder = *static_cast<SequenceBuilder *>(p);
  if (!v.is(Tag::Array)) {
    aslrt_append_item(c, p, v);
    return;
  }
  pushAll(c, builder, itemsOf(v));
}

Value aslrt_array_end(Context *, void *p, uint32_t flags) {
  auto &builder = *static_cast<SequenceBuilder *>(p);
  return arrayAt(builder.items, builder.count, uint8_t(flags));
}

Value aslrt_unless_empty(Value first, Value rest) {
  bool isNothing = first.is(Tag::Undefined) || (first.is(Tag::Array) && first.length() == 0);
  return isNothing ? aslrt_unwrap(first) : rest; // a predicate may have left nothing of it
}

Value aslrt_keep_singleton(Context *c, Value v) {
  if (v.is(Tag::Undefined))
    return v;
  if (!v.is(Tag::Array) || (v.has(Cons) && !v.has(Sequence)))
    return sequenceOf(c, v, KeepSingleton);
  if (v.head == emptyArraySequence().head)
    return arrayAt(nullptr, 0);
  return {v.head | uint64_t(KeepSingleton) << 8, v.payload};
}

Value appendItems(Context *c, Value v) {
  auto isPlain = [](Value item) { return !item.is(Tag::Array) && !item.is(Tag::Undefined); };
  if (v.length() >= 2 && std::ranges::all_of(itemsOf(v), isPlain)) // these very items
    return arrayAt(v.pointer<Value>(), v.length(), v.has(Data) ? Data : 0);
  SequenceBuilder all{};
  Value first = undefinedValue();
  for (Value item : itemsOf(v))
    appendValue(c, all, first, item);
  return all.items ? arrayAt(all.items, all.count) : first;
}

} // namespace aslrt
