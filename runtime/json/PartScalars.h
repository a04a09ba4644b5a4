// Scalars that are wanted of a text whose tokens scanning has found: mostly numbers of few digits, and strings without escapes.
// For PartReader.cpp alone.
#pragma once

#include "runtime/json/Reader.h"
#include "runtime/json/ShortNumber.h"

namespace aslrt {

namespace {

inline bool isDigit(char c) { return uint8_t(c - '0') <= 9; }

/// Whether a number of few digits is written as JavaScript prints it.
inline bool isAsPrinted(std::string_view text, double number) {
  bool needless = text.back() == '0' && text.find('.') != text.npos;
  return !needless && (number >= 1e-6 || number == 0);
}

/// `true`, `false` or `null`, where there are 5 bytes at least. Its size, or 0.
inline unsigned readWord(const char *at, Value &v) {
  uint32_t word = loadHalf(at);
  bool isTrue = word == loadHalf("true"), isFalse = word == loadHalf("fals") && at[4] == 'e';
  if (!isTrue && !isFalse && word != loadHalf("null"))
    return 0;
  v = isTrue || isFalse ? booleanValue(isTrue) : nullValue();
  return 4 + isFalse;
}

/// A short number, a word, or in place a short string of ASCII without escapes, if nothing of it needs a closer look. Its size, or 0 if
/// this is none.
[[gnu::always_inline]] inline unsigned readSimple(const ReadCursor &cursor, const char *at, Value &v) {
  if (cursor.end - at < 17)
    return 0;
  if (isDigit(*at)) {
    ShortNumber read = readShortest(at);
    if (read.decimals != 0 && at[read.size - 1] == '0' && cursor.options.keepNumberText) // it would be printed without
      return 0;
    v = numberValue(read.number);
    return read.size;
  }
  if (*at != '"')
    return readWord(at, v);
  if (!cursor.options.borrow)
    return 0;
  auto size = unsigned(std::countr_zero(marksOfString(at + 1)));
  if (size == 32 || at[size + 1] != '"')
    return 0;
  v = stringAt(at + 1, size, Ascii | Verbatim | cursor.options.borrowed());
  return size + 2;
}

[[gnu::noinline]] inline bool readOther(ReadCursor &cursor, char first, Value &v) {
  if (first == '"') {
    ++cursor.at;
    return readString(cursor, v);
  }
  if (first != '-' && !isDigit(first)) // a word at the end of the text
    return readValue(cursor, 0, nullptr, v);
  const char *start = cursor.at;
  if (readShortNumber(cursor, v) && (!cursor.options.keepNumberText || isAsPrinted({start, cursor.at}, v.number())))
    return true;
  cursor.at = start;
  return readNumber(cursor, v);
}

inline bool readScalar(ReadCursor &cursor, char first, Value &v) {
  unsigned size = readSimple(cursor, cursor.at, v);
  cursor.at += size;
  return size != 0 || readOther(cursor, first, v);
}

/// The value that begins there, if it is a scalar.
[[gnu::noinline]] inline bool readScalarAt(ReadCursor &cursor, const char *at, Value &v) {
  cursor.at = at;
  if (cursor.left() >= 1 && *at != '{' && *at != '[' && readScalar(cursor, *at, v))
    return true;
  cursor.fault = nullptr;
  return false;
}

} // namespace

} // namespace aslrt
