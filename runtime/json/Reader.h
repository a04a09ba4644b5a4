// The parts of the JSON reader. See Reader.cpp for the whole.
#pragma once

#include "runtime/core/Inline.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"
#include "runtime/json/Swar.h"

#include <bit>
#include <emmintrin.h>

namespace aslrt {

/// A place in the text. What reads from it moves `at`; what fails leaves `at` where the fault is, `fault` set.
struct ReadCursor {
  Context *context;
  const char *begin, *at, *end;
  ReadOptions options;
  const char *fault = nullptr; // why the text is no JSON
  std::string buffer = {};     // of strings with escapes

  size_t left() const { return size_t(end - at); }
  /// Notes the fault; false.
  bool fail(const char *message) {
    fault = message;
    return false;
  }
};

/// A bit for each of 16 bytes that needs a look: quotes, backslashes, controls, and what is not ASCII.
inline uint32_t marksOfString(const char *p) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p));
  // As signed numbers, bytes that are not ASCII are below the blank, too.
  __m128i marks = _mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')),
                               _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
  return uint32_t(_mm_movemask_epi8(marks));
}

/// Moves on to the first byte that needs a look: quote, backslash, control, or not ASCII. False at the end of the text.
inline bool skipPlain(ReadCursor &cursor) {
  const char *p = cursor.at;
  for (; cursor.end - p >= 16; p += 16)
    if (uint32_t marks = marksOfString(p)) {
      cursor.at = p + std::countr_zero(marks);
      return true;
    }
  while (p != cursor.end && uint8_t(*p) >= 0x20 && uint8_t(*p) < 0x80 && *p != '"' && *p != '\\')
    ++p;
  cursor.at = p;
  return p != cursor.end;
}

/// The rest of a string that began at `start`, `at` standing at the first byte that needs a look.
bool readStringSlow(ReadCursor &cursor, const char *start, Value &out);

/// Reads a string; `at` stands behind its opening quote and ends behind the closing one. A borrowed one of ASCII, the usual
/// case, is read in place.
inline bool readString(ReadCursor &cursor, Value &out) {
  const char *start = cursor.at;
  bool found = skipPlain(cursor);
  auto size = size_t(cursor.at - start);
  if (!found || *cursor.at != '"' || !cursor.options.borrow || size > UINT32_MAX)
    return readStringSlow(cursor, start, out);
  ++cursor.at;
  out = stringAt(start, size, Ascii | Verbatim | cursor.options.borrowed());
  return true;
}

/// Steps over a string from behind its opening quote to behind the closing one.
bool skipString(ReadCursor &cursor);
/// Steps over a value that begins at `at`, however deep, of which nothing is asked but that it is JSON. `depth`: containers around it.
bool skipValue(ReadCursor &cursor, size_t depth);

/// Reads a number of up to 15 digits without sign and exponent, if it is one; else `at` stays. Whether it has needless zeros or lacks
/// digits is for others to judge.
bool readShortNumber(ReadCursor &cursor, Value &out);
/// Reads a number; `at` stands at its first character, a minus or digit.
bool readNumber(ReadCursor &cursor, Value &out);

void skipBlanks(ReadCursor &cursor);
/// A loop: most containers are too small for a call of memcpy to pay. By words: values have just been written so, and reading them as
/// vectors would wait for that.
inline void copyValues(const Value *from, size_t count, Value *to) {
#pragma clang loop vectorize(disable) unroll(disable)
  for (const Value *end = from + count; from != end; ++from, ++to) {
    uint64_t head = from->head, payload = from->payload;
    asm("" : "+r"(head), "+r"(payload));
    to->head = head;
    to->payload = payload;
  }
}

inline void pushValue(Stack<Value, 256> &values, Value v) {
  asm("" : "+r"(v.head), "+r"(v.payload)); // by words, too
  values.push(v);
}

/// Reads a value that begins at `at`, as far as `demand` asks for it. `depth`: containers around it.
bool readValue(ReadCursor &cursor, size_t depth, const Demand *demand, Value &out);
/// Whether nothing but blanks is left; else there is a fault.
bool endsHere(ReadCursor &cursor);
/// The array of items, or the object of keys and values by turns, that lie in a row on a stack from `base` on; they are taken off.
Value makeContainer(Context *c, bool object, Stack<Value, 256> &values, size_t base);
/// Whether a text holds UTF-8.
bool isUtf8(const char *at, const char *end);

} // namespace aslrt
