// Paths of names, hot as Hot.cpp: from object to object a member is all there is to look up; only an array needs the rules of
// sequences, which Fields.cpp has.
#include "runtime/core/Fields.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Sequences.h"

namespace aslrt {

namespace {

/// Follows names while there are objects; `done` counts them.
inline Value follow(Value v, const Value *names, void *guesses, uint32_t count, uint32_t &done) {
  for (done = 0; done < count && v.is(Tag::Object); ++done)
    v = memberGuessed(v, names[done], static_cast<uint32_t *>(guesses) + done);
  return v;
}

} // namespace

[[gnu::always_inline]] Value aslrt_name(Context *c, Value v, void *p, void *guess) {
  const Value *name = static_cast<const Value *>(p);
  uint32_t done = v.is(Tag::Object);
  if (done) [[likely]]
    v = memberGuessed(v, *name, static_cast<uint32_t *>(guess));
  else if (!v.is(Tag::Array))
    return undefinedValue();
  if (v.is(Tag::Array)) [[unlikely]]
    return fieldsOfArray(c, v, name, 1, done);
  return v;
}

[[gnu::always_inline]] Value aslrt_two_names(Context *c, Value v, void *p, void *guess) {
  const Value *names = static_cast<const Value *>(p);
  auto *guesses = static_cast<uint32_t *>(guess);
  if (v.is(Tag::Object)) [[likely]] {
    Value first = memberGuessed(v, names[0], guesses);
    if (first.is(Tag::Object)) [[likely]]
      if (Value second = memberGuessed(first, names[1], guesses + 1); !second.is(Tag::Array)) [[likely]]
        return second;
  }
  return aslrt_fields(c, v, p, guess, 2);
}

[[gnu::noinline]] Value aslrt_fields(Context *c, Value v, void *p, void *guesses, uint32_t count) {
  const Value *names = static_cast<const Value *>(p);
  uint32_t done;
  v = follow(v, names, guesses, count, done);
  if (v.is(Tag::Array)) [[unlikely]]
    return fieldsOfArray(c, v, names, count, done);
  return done == count ? v : undefinedValue();
}

Value aslrt_open(Context *c, Value v) {
  if (v.is(Tag::Array) || v.is(Tag::Undefined)) [[unlikely]]
    return openSlow(c, v);
  return v;
}

Value aslrt_fields_open(Context *c, Value v, void *p, void *guesses, uint32_t count) {
  const Value *names = static_cast<const Value *>(p);
  uint32_t done;
  v = follow(v, names, guesses, count, done);
  if (v.is(Tag::Array)) [[unlikely]]
    return openFieldsOfArray(c, v, names, count, done);
  return aslrt_open(c, done == count ? v : undefinedValue());
}

Value aslrt_keep_sequence(Value v) {
  if (v.head == emptyArraySequence().head) [[unlikely]]
    return arrayAt(nullptr, 0);
  bool sequence = v.is(Tag::Array) && v.has(Sequence);
  return {sequence ? v.head | uint64_t(KeepSingleton) << 8 : v.head, v.payload};
}

} // namespace aslrt
