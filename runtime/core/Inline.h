// What the hot entry points and the rest of the runtime share: small functions that must inline into generated code.
#pragma once

#include "runtime/abi/EntryPoints.h"
#include "runtime/core/Context.h"

#include <cmath>
#include <cstring>

namespace aslrt {

inline constexpr uint64_t numberHead = makeHead(Tag::Number);

/// Keys that are found by a scan; larger objects carry an index.
inline constexpr uint32_t scanLimit = 16;

/// Asks when the state was entered, unless that is known.
inline void noteEntered(Context *c) {
  if (c->enteredTime == INT64_MIN)
    c->enteredTime = c->clock->now();
}

/// One compare of integers, where floating point needs two jumps.
inline bool isFinite(double number) { return std::bit_cast<uint64_t>(number) << 1 < uint64_t(0x7ff) << 53; }

inline uint64_t loadWord(const char *p) {
  uint64_t word;
  __builtin_memcpy(&word, p, 8);
  return word;
}
inline uint32_t loadHalf(const char *p) {
  uint32_t half;
  __builtin_memcpy(&half, p, 4);
  return half;
}

/// The bytes of a text from i on, one at least and at most 8, as a word; zeros after its end.
inline uint64_t loadUpTo8(std::string_view text, size_t i) {
  const char *p = text.data() + i;
  size_t n = text.size() - i;
  if (n >= 8)
    return loadWord(p);
  if (text.size() >= 8)
    return loadWord(p + n - 8) >> (8 * (8 - n));
  if (n >= 4)
    return loadHalf(p) | uint64_t(loadHalf(p + n - 4)) << (8 * (n - 4));
  auto byte = [&](size_t k) { return uint64_t(uint8_t(p[k])) << 8 * k; };
  return byte(0) | byte(n / 2) | byte(n - 1);
}

/// Whether n bytes agree. With n known when compiling (a constant key) it becomes a few word compares.
inline bool sameBytes(const char *a, const char *b, size_t n) {
  if (__builtin_constant_p(n))
    return __builtin_memcmp(a, b, n) == 0;
  if (n >= 8) {
    for (size_t i = 0; i + 8 < n; i += 8)
      if (loadWord(a + i) != loadWord(b + i))
        return false;
    return loadWord(a + n - 8) == loadWord(b + n - 8);
  }
  if (n >= 4)
    return loadHalf(a) == loadHalf(b) && loadHalf(a + n - 4) == loadHalf(b + n - 4);
  return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}

inline bool sameText(Value a, Value b) {
  return a.length() == b.length() && sameBytes(a.pointer<char>(), b.pointer<char>(), b.length());
}

/// Member of an object that carries an index.
const Member *findIndexed(Value object, Value key);

/// Member with this key of a value that is an Object, or null.
inline const Member *findMember(Value object, Value key) {
  if (object.has(Indexed))
    return findIndexed(object, key);
  const Member *members = object.pointer<Member>();
  for (uint32_t i = 0, count = object.length(); i < count; ++i)
    if (sameText(members[i].key, key))
      return members + i;
  return nullptr;
}

inline Value memberOf(Value object, Value key) {
  const Member *member = findMember(object, key);
  return member ? member->value : undefinedValue();
}

/// Member of an Object that is not where the guess says, which is mended.
[[gnu::noinline]] Value memberElsewhere(Value object, Value key, uint32_t *guess);

/// Member of an Object by a key that is known when compiling. Objects of one kind mostly have their members in one order, so
/// where the last one had it is where to look first. Threads may share a guess: any value of it is safe.
inline Value memberGuessed(Value object, Value key, uint32_t *guess) {
  uint32_t at = __atomic_load_n(guess, __ATOMIC_RELAXED);
  const Member *members = object.pointer<Member>();
  if (at < object.length() && sameText(members[at].key, key)) [[likely]]
    return members[at].value;
  return memberElsewhere(object, key, guess);
}

/// Makes room for `extra` more items; throws LimitExceeded past 2^31.
[[gnu::noinline]] void grow(Context *c, SequenceBuilder &builder, uint32_t extra);

/// Pushes where there is no room. A tail call: the fast path then saves no registers.
[[gnu::noinline, gnu::cold]] void growAndPush(Context *c, SequenceBuilder &builder, Value item);

inline void pushInline(Context *c, SequenceBuilder &builder, Value item) {
  if (builder.count == builder.capacity) [[unlikely]]
    return growAndPush(c, builder, item);
  builder.items[builder.count++] = item;
}

/// Appends many items at once.
[[gnu::noinline]] void pushAll(Context *c, SequenceBuilder &builder, std::span<const Value> items);

/// Effective boolean of an Array.
[[gnu::noinline]] bool truthyArray(Value array);

inline bool truthyInline(Value v) {
  switch (v.tag()) {
  case Tag::Boolean:
    return v.boolean();
  case Tag::Number:
    return std::abs(v.number()) > 0; // NaN is false
  case Tag::String:
  case Tag::Object:
    return v.length() != 0;
  case Tag::Array:
    return truthyArray(v);
  case Tag::Decimal:
    return numberOf(v) != 0;
  default:
    return false;
  }
}

} // namespace aslrt
