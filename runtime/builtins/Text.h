// Strings as the builtins see them: WTF-8 bytes, of which JavaScript's functions count code points or UTF-16 code
// units.
#pragma once

#include "runtime/builtins/Support.h"

#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace aslrt {

inline bool isLead(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

/// Flags that a part of a string has because the string has them.
inline uint8_t partFlags(Value string) {
  return uint8_t((string.has(Static) ? Static : 0) | (string.has(Ascii) ? Ascii : 0) | (string.has(Verbatim) ? Verbatim : 0));
}
/// A part of a string, in bytes that begin and end a code point; nothing is copied.
inline Value slice(Value string, size_t begin, size_t end) {
  return stringAt(string.pointer<char>() + begin, end - begin, partFlags(string));
}
inline Value emptyString() { return stringAt("", 0, Static | Ascii | Verbatim); }
/// A string of constant characters, all below 0x80.
template <size_t N> Value literal(const char (&text)[N]) { return stringAt(text, N - 1, Static | Ascii); }

bool isAscii(std::string_view text);
/// Number of code points; a lone surrogate is one.
size_t codePoints(Value string);
/// Offset in bytes of the code point at `index`; the size if there are fewer.
size_t byteOffset(Value string, size_t index);
/// Reads the code point at `at` and moves on behind it.
uint32_t nextCodePoint(const char *&at, const char *end);
/// Reads the code point before `at` and moves to where it begins.
uint32_t previousCodePoint(const char *&at, const char *begin);
/// A code point as JavaScript's regular expressions compare it where they ignore case (flag i, not u).
uint32_t canonicalize(uint32_t point);
/// Whether JavaScript's regular expressions take two code points for the same if they ignore case (flag i, not u).
bool equalIgnoringCase(uint32_t a, uint32_t b);
/// Writes a code point; returns the bytes written, at most 4.
size_t encode(uint32_t codePoint, char *out);

/// The text as UTF-8. A lone surrogate has no UTF-8; it becomes a question mark, as in Java, on which Step Functions runs.
std::string toUtf8(Value string);

/// A string that is being made in the arena. Halves of a surrogate pair that come to stand together become the pair.
class TextBuilder {
public:
  explicit TextBuilder(Context *c, size_t expected = 0) : context(c) { reserve(expected); }

  void append(std::string_view text) {
    if (text.empty())
      return;
    if (text[0] == '\xed' && joinsPair(text))
      return appendPair(text);
    flags &= (flags & Ascii) && isAscii(text) ? Ascii : 0;
    appendBytes(text);
  }
  void append(Value string) {
    if (!string.has(Verbatim)) // else no half of a pair
      return append(string.string());
    flags &= uint8_t(string.head >> 8);
    appendBytes(string.string());
  }
  void append(char c) { append(std::string_view(&c, 1)); }
  void appendPoint(uint32_t codePoint) {
    char bytes[4];
    append(std::string_view(bytes, encode(codePoint, bytes)));
  }
  size_t size() const { return used; }
  /// Fails if the string is longer than Limits::text.
  Value finish() const {
    checkText(context, {data, used});
    return stringAt(data, used, flags);
  }

private:
  void reserve(size_t more);
  void appendBytes(std::string_view text) {
    reserve(text.size());
    std::memcpy(data + used, text.data(), text.size());
    used += text.size();
  }
  bool joinsPair(std::string_view text) const;
  void appendPair(std::string_view text);

  Context *context;
  char *data = nullptr;
  size_t used = 0, capacity = 0;
  uint8_t flags = Ascii | Verbatim; // that all parts have
};

/// Finds places in a string by UTF-16 code units, cheaply if they lie near one another.
class Utf16Cursor {
public:
  explicit Utf16Cursor(Value string) : string(string) {}
  size_t length(); // in code units
  /// JavaScript's substring(from, to): both are brought into range, and exchanged if from > to. Halves of a pair are
  /// cut apart.
  Value substring(Context *c, double from, double to);

private:
  struct Place {
    size_t byte;
    bool middle; // in the middle of the pair that begins at `byte`
  };
  Place seek(size_t unit);

  Value string;
  size_t unit = 0, byte = 0; // last place sought
  size_t units = SIZE_MAX;
};

} // namespace aslrt
