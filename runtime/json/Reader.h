// The parts of the JSON reader. See Reader.cpp for the whole.
#pragma once

#include "runtime/core/Inline.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"
#include "runtime/json/Swar.h"

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

/// Moves on to the first byte that needs a look: quote, backslash, control, or not ASCII. False at the end of the text.
inline bool skipPlain(ReadCursor &cursor) {
  const char *p = cursor.at;
  for (; cursor.end - p >= 8; p += 8) {
    uint64_t word = loadWord(p);
    uint64_t marks = swar::below(word, 0x20) | swar::equal(word, '"') | swar::equal(word, '\\') | (word & swar::highs);
    if (marks) {
      cursor.at = p + swar::firstMark(marks);
      return true;
    }
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
  out = stringAt(start, size, Ascii | Static);
  return true;
}

/// Steps over a string from behind its opening quote to behind the closing one.
bool skipString(ReadCursor &cursor);
/// Steps over a value that begins at `at`, however deep, of which nothing is asked but that it is JSON. `depth`: containers around it.
bool skipValue(ReadCursor &cursor, size_t depth);

/// Reads a number; `at` stands at its first character, a minus or digit.
bool readNumber(ReadCursor &cursor, Value &out);

} // namespace aslrt
