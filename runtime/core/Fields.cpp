#include "runtime/core/Fields.h"

#include "runtime/core/Inline.h"
#include "runtime/core/Sequences.h"

namespace aslrt {

Value openSlow(Context *c, Value v) {
  if (v.is(Tag::Undefined))
    return arrayAt(nullptr, 0, Sequence);
  if (v.has(Cons) && !v.has(Sequence))
    return sequenceOf(c, v);
  uint64_t kept = uint64_t(Static | Data) << 8;
  return {(v.head & kept) | makeHead(Tag::Array, Sequence, v.length()), v.payload};
}

Value aslrt_whole(Context *c, Value v) { return v.is(Tag::Array) ? sequenceOf(c, v) : v; }

/// One step per name over the items of `sequence`.
static Value steps(Context *c, Value sequence, const Value *names, uint32_t count, bool closed) {
  for (uint32_t i = 0; i < count; ++i) {
    SequenceBuilder builder{};
    uint32_t guess = 0;
    uint64_t n = aslrt_count(sequence);
    spend(c, n);
    for (const Value &item : std::span(sequence.is(Tag::Array) ? sequence.pointer<Value>() : &sequence, n)) {
      if (item.is(Tag::Array)) {
        stepPushFieldOfArray(c, builder, item, names[i], &guess);
        continue;
      }
      Value member = item.is(Tag::Object) ? memberGuessed(item, names[i], &guess) : undefinedValue();
      if (member.is(Tag::Undefined))
        continue;
      if (member.is(Tag::Array) || builder.pad[0] > StepMany) {
        stepPushSlow(c, builder, member);
      } else {
        builder.pad[0] = StepMany;
        pushInline(c, builder, member);
      }
    }
    sequence = aslrt_step_end(c, &builder, closed && i + 1 == count);
  }
  return sequence;
}

/// The array that names led to is the result of a step, in which an array by a constructor is one item; the input of a path is
/// always its items.
static Value resume(Context *c, Value array, uint32_t done) { return done ? openSlow(c, array) : array; }

Value fieldsOfArray(Context *c, Value array, const Value *names, uint32_t count, uint32_t done) {
  if (done == count && !array.has(Sequence))
    return array; // a lone array in the last step stays itself
  return aslrt_unwrap(steps(c, resume(c, array, done), names + done, count - done, true));
}

Value aslrt_fields_of_array(Context *c, Value array, void *names, uint32_t count, uint64_t done) {
  return fieldsOfArray(c, array, static_cast<const Value *>(names), count, uint32_t(done));
}

Value openFieldsOfArray(Context *c, Value array, const Value *names, uint32_t count, uint32_t done) {
  if (done == count && array.length() == 0 && !array.has(Sequence) && !array.has(Cons))
    return emptyArraySequence();
  return steps(c, resume(c, array, done), names + done, count - done, false);
}

} // namespace aslrt
