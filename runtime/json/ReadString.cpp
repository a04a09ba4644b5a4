// Strings: scanned 8 bytes at a time; one without escapes is its own value, in the text.
#include "runtime/json/Reader.h"
#include "runtime/json/Text.h"

namespace aslrt {

namespace {

/// Size of the UTF-8 sequence of more than one byte at p, or 0 if there is none. (Unicode, table 3-7: which second bytes go
/// with a lead byte; neither overlong forms nor surrogates nor beyond U+10FFFF.)
size_t sequenceLength(const char *p, size_t left) {
  auto byte = [&](size_t i) { return uint8_t(p[i]); };
  auto follows = [&](size_t i) { return (byte(i) & 0xc0) == 0x80; };
  uint8_t lead = byte(0);
  if (lead < 0xe0)
    return lead >= 0xc2 && left >= 2 && follows(1) ? 2 : 0;
  if (lead < 0xf0) {
    bool fits = left >= 3 && follows(1) && follows(2);
    bool proper = fits && (lead != 0xe0 || byte(1) >= 0xa0) && (lead != 0xed || byte(1) < 0xa0);
    return proper ? 3 : 0;
  }
  bool fits = lead <= 0xf4 && left >= 4 && follows(1) && follows(2) && follows(3);
  bool proper = fits && (lead != 0xf0 || byte(1) >= 0x90) && (lead != 0xf4 || byte(1) < 0x90);
  return proper ? 4 : 0;
}

/// Moves over sequences that are not ASCII.
bool skipSequences(ReadCursor &cursor) {
  while (cursor.at != cursor.end && uint8_t(*cursor.at) >= 0x80) {
    size_t length = sequenceLength(cursor.at, cursor.left());
    if (!length)
      return cursor.fail("this is not UTF-8");
    cursor.at += length;
  }
  return true;
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The 4 digits of \uXXXX as WTF-8. A pair of surrogates meets in appendWtf8.
bool readUnit(ReadCursor &cursor) {
  uint32_t unit = 0;
  for (int i = 0; i < 4; ++i, ++cursor.at) {
    int digit = cursor.at != cursor.end ? hexDigit(*cursor.at) : -1;
    if (digit < 0)
      return cursor.fail("\\u needs 4 hexadecimal digits");
    unit = unit << 4 | uint32_t(digit);
  }
  char bytes[3];
  if (unit < 0x80) {
    cursor.buffer.push_back(char(unit));
  } else if (unit < 0x800) {
    cursor.buffer.push_back(char(0xc0 | unit >> 6));
    cursor.buffer.push_back(char(0x80 | (unit & 0x3f)));
  } else {
    bytes[0] = char(0xe0 | unit >> 12);
    bytes[1] = char(0x80 | (unit >> 6 & 0x3f));
    bytes[2] = char(0x80 | (unit & 0x3f));
    appendWtf8(cursor.buffer, {bytes, 3});
  }
  return true;
}

/// An escape; `at` stands at the backslash.
bool readEscape(ReadCursor &cursor) {
  if (cursor.left() < 2) {
    cursor.at = cursor.end;
    return cursor.fail("the string does not end");
  }
  constexpr std::string_view names = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  char name = cursor.at[1];
  if (name == 'u') {
    cursor.at += 2;
    return readUnit(cursor);
  }
  size_t i = names.find(name);
  if (i == names.npos)
    return cursor.fail("there is no such escape");
  cursor.buffer.push_back(meanings[i]);
  cursor.at += 2;
  return true;
}

/// Whether WTF-8 holds half of a surrogate pair.
bool hasLoneSurrogate(std::string_view text) {
  for (size_t at = text.find('\xed'); at != text.npos; at = text.find('\xed', at + 1))
    if (uint8_t(text[at + 1]) >= 0xa0)
      return true;
  return false;
}

/// The rest of a string with escapes, from `start` on, `at` standing at the first backslash.
bool readEscaped(ReadCursor &cursor, const char *start, Value &out) {
  cursor.buffer.clear();
  for (;;) {
    cursor.buffer.append(start, cursor.at);
    if (*cursor.at == '"') {
      if (!cursor.options.loneSurrogates && hasLoneSurrogate(cursor.buffer))
        return cursor.fail("this string holds half of a surrogate pair, which is no character");
      break;
    }
    if (*cursor.at != '\\')
      return cursor.fail("a control character must be written as an escape");
    if (!readEscape(cursor))
      return false;
    start = cursor.at;
    do {
      if (!skipPlain(cursor))
        return cursor.fail("the string does not end");
      if (!skipSequences(cursor))
        return false;
    } while (cursor.at != cursor.end && uint8_t(*cursor.at) >= 0x20 && *cursor.at != '"' && *cursor.at != '\\');
    if (cursor.at == cursor.end)
      return cursor.fail("the string does not end");
  }
  ++cursor.at;
  out = makeString(cursor.context, cursor.buffer);
  return true;
}

} // namespace

bool isUtf8(const char *at, const char *end) {
  auto load = [&](int i) { return _mm_loadu_si128(reinterpret_cast<const __m128i *>(at) + i); };
  for (;;) {
    while (end - at >= 64 && !_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(load(0), load(1)), _mm_or_si128(load(2), load(3)))))
      at += 64;
    while (end - at >= 16 && !_mm_movemask_epi8(load(0)))
      at += 16;
    while (at != end && uint8_t(*at) < 0x80)
      ++at;
    if (at == end)
      return true;
    size_t length = sequenceLength(at, size_t(end - at));
    if (!length)
      return false;
    at += length;
  }
}

bool readStringSlow(ReadCursor &cursor, const char *start, Value &out) {
  uint8_t flags = Ascii | Verbatim;
  for (; cursor.at != cursor.end; skipPlain(cursor)) {
    auto c = uint8_t(*cursor.at);
    if (c == '"') {
      auto size = size_t(cursor.at++ - start);
      if (size > UINT32_MAX)
        throw LimitExceeded{"Expression evaluation memory limit exceeded"};
      if (cursor.options.borrow) {
        out = stringAt(start, size, flags | cursor.options.borrowed());
      } else {
        out = makeString(cursor.context, {start, size});
        out.head |= uint64_t(flags) << 8;
      }
      return true;
    }
    if (c == '\\')
      return readEscaped(cursor, start, out);
    if (c < 0x20)
      return cursor.fail("a control character must be written as an escape");
    flags = Verbatim;
    if (!skipSequences(cursor))
      return false;
  }
  return cursor.fail("the string does not end");
}

} // namespace aslrt
