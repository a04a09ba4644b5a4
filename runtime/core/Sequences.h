// Steps of paths: what their hot halves in Hot.cpp need.
//
// A step's builder keeps a lone Array aside, unflattened: if it stays the only result, nothing is copied, and the last step of a
// path must give that very array if it is no sequence. pad[0] tells: StepEmpty (no result yet), StepMany (results are in
// the builder), else the head of the array kept aside, whose payload is pad[1].
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

inline constexpr uint64_t StepEmpty = 0, StepMany = 1;
static_assert(StepMany < makeHead(Tag::Array));

Value sequenceOf(Context *c, Value item, uint8_t flags = 0);
[[gnu::noinline]] void stepPushSlow(Context *c, SequenceBuilder &builder, Value v);
/// What is left of an empty array of the document that is all that a step gives. It is an empty sequence for what follows, but `[]`
/// makes it an array again.
/// An array without what JSONata's rules for sequences know of it, as JSON text gives it; another value as it is. What an expression of a
/// workflow gives is that, at any depth: to the next one `items[]` is an array, and no sequence that unwraps.
inline Value asArray(Value v) {
  constexpr uint64_t rules = uint64_t(Sequence | KeepSingleton | Cons) << 8;
  return {v.is(Tag::Array) ? v.head & ~rules : v.head, v.payload};
}

/// Whether what holds this value is Data for it (Undefined is left out): known at once, or not known.
inline bool isDataInside(Value v) {
  return v.tag() <= Tag::String || (v.tag() < Tag::Function && v.has(Data) && asArray(v).head == v.head);
}

inline Value emptyArraySequence() { return arrayAt(nullptr, 0, Sequence | Cons); }
[[gnu::noinline]] Value stepEndLone(Context *c, Value lone, bool last);
[[gnu::noinline]] Value fieldOfArray(Context *c, Value array, Value key);
/// Pushes that as the result of one item of a step.
void stepPushFieldOfArray(Context *c, SequenceBuilder &builder, Value array, Value key, uint32_t *guess);

/// The items of an Array appended to one another.
[[gnu::noinline]] Value appendItems(Context *c, Value array);
/// JSONata's append, over and over: one value stays itself (in `first`), more become items of an array (in `all`).
/// Undefined adds nothing.
void appendValue(Context *c, SequenceBuilder &all, Value &first, Value v);

} // namespace aslrt
