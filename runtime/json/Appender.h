// JSON text at the end of a std::string or a Buffer, written by pointer.
#pragma once

#include "runtime/core/Buffer.h"
#include "runtime/core/Context.h"

#include <algorithm>
#include <cstring>
#include <emmintrin.h>
#include <string>
#include <string_view>

namespace aslrt {

struct WriteStyle;

/// A text of at most N bytes in memory of N, which is copied without asking how long it is.
template <size_t N> struct Snippet {
  char text[N] = {};
  uint32_t size = 0;

  constexpr void add(std::string_view piece) {
    for (char c : piece)
      text[size++] = c;
  }
  std::string_view view() const { return {text, size}; }
  /// Where there is room for N bytes. Returns what follows.
  char *copy(char *to) const {
    std::memcpy(to, text, N);
    return to + size;
  }
};
template <size_t N, typename... Pieces> consteval Snippet<N> snippet(Pieces... pieces) {
  Snippet<N> made;
  (made.add(pieces), ...);
  return made;
}

/// Where a long text goes piece by piece.
class TextSink {
public:
  virtual void write(std::string_view piece) = 0;

protected:
  ~TextSink() = default;
};

/// A string is longer than what is written until the appender is done. A buffer, whose room is used as it is, is cheaper for long texts.
class Appender {
public:
  /// More than `longest` bytes throw LimitExceeded.
  explicit Appender(std::string &text, size_t longest = SIZE_MAX)
      : string(&text), base(text.data()), at(base + text.size()), end(at), longest(longest), start(text.size()) {}
  explicit Appender(Buffer &text) : longest(SIZE_MAX), start(text.size) { open(text); }
  /// A text that goes on into a sink whenever there is much of it in the buffer, and in the end by flush().
  Appender(Buffer &text, TextSink &sink) : sink(&sink), longest(SIZE_MAX), start(text.size) { open(text); }
  ~Appender() {
    if (string)
      string->resize(size());
    else
      buffer->size = size_t(at - base);
  }
  Appender(const Appender &) = delete;
  Appender &operator=(const Appender &) = delete;

  /// Of all of the text.
  size_t size() const { return before + size_t(at - base); }
  /// Bytes that may still be written.
  size_t left() const;
  /// Takes back what was written behind the first `size` bytes; what a sink has is there for good.
  void cut(size_t size) { at = base + (std::max(size, before) - before); }
  /// Hands all that there is to the sink, if there is one.
  void flush();
  /// The same as put(), for a long text: a sink gets it without a copy.
  void splice(std::string_view piece);
  /// From here on, more than so many bytes throw LimitExceeded.
  void bound(size_t bytes) {
    start = size();
    longest = bytes;
  }
  /// Room for n bytes more, and for those that copyBytes writes behind them.
  void need(size_t n) {
    if (size_t(end - at) < n + copySlack) [[unlikely]]
      enlarge(n);
  }
  void put(char c) {
    need(1);
    *at++ = c;
  }
  void put(std::string_view piece) {
    need(piece.size());
    std::memcpy(at, piece.data(), piece.size());
    at += piece.size();
  }
  /// The same for some tens of bytes.
  void putText(std::string_view text) {
    need(text.size());
    copyText(at, text);
    at += text.size();
  }
  template <size_t N> void put(const Snippet<N> &piece) {
    need(N);
    at = piece.copy(at);
  }
  /// For writing by hand: where n bytes may be written, and where that has ended.
  char *reserve(size_t n) {
    need(n);
    return at;
  }
  void advance(char *to) { at = to; }
  void putLine(size_t indent) {
    need(indent + 1);
    *at++ = '\n';
    std::memset(at, ' ', indent);
    at += indent;
  }
  void putInteger(uint64_t number);
  /// In quotes, with escapes.
  void putString(std::string_view string);
  /// In quotes, without: a string that has none to be written (Verbatim).
  void putVerbatim(std::string_view string) {
    need(string.size() + 2);
    *at = '"';
    copyBytes(at + 1, string.data(), string.size());
    at += string.size() + 2;
    at[-1] = '"';
  }
  /// A key without escapes and its colon, behind a comma or not.
  void putKey(std::string_view key, bool comma) {
    need(key.size() + 4);
    *at = ',';
    char *p = at + comma;
    *p = '"';
    copyBytes(p + 1, key.data(), key.size());
    p += key.size() + 1;
    p[0] = '"';
    p[1] = ':';
    at = p + 2;
  }
  void putNumber(double value, const WriteStyle &style);
  /// Bytes behind a copy that copyBytes may write, too.
  static constexpr size_t copySlack = 32;
  /// Few bytes mostly, copied by so many at once: how many they are is no branch. What follows them is read with them, unless it may lie
  /// on another page.
  [[clang::no_sanitize("address", "thread")]] static void copyBytes(char *to, const char *from, size_t size) {
    constexpr size_t page = 4096;
    if (size > copySlack || (reinterpret_cast<uintptr_t>(from) - 1) % page >= page - copySlack) [[unlikely]] { // null, too
      if (size > 0)
        std::memcpy(to, from, size);
      return;
    }
    copyBlock(to, from);
  }

private:
  /// The same for a text of some tens of bytes.
  [[clang::no_sanitize("address", "thread")]] static void copyText(char *to, std::string_view text) {
    constexpr size_t page = 4096, longest = 4 * copySlack;
    const char *from = text.data(), *end = from + text.size();
    if (text.size() - 1 >= longest || (reinterpret_cast<uintptr_t>(end) - 1) % page >= page - copySlack) [[unlikely]] { // none, too
      std::memcpy(to, from, text.size());
      return;
    }
    for (; from < end; from += copySlack, to += copySlack)
      copyBlock(to, from);
  }
  [[clang::no_sanitize("address", "thread")]] static void copyBlock(char *to, const char *from) {
    __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from)),
            second = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from) + 1);
    _mm_storeu_si128(reinterpret_cast<__m128i *>(to), first);
    _mm_storeu_si128(reinterpret_cast<__m128i *>(to) + 1, second);
  }
  void open(Buffer &text);
  void enlarge(size_t n);
  size_t putEscape(std::string_view string, size_t i);
  void putUnit(uint32_t unit);

  std::string *string = nullptr;
  Buffer *buffer = nullptr;
  TextSink *sink = nullptr;
  char *base, *at, *end;
  size_t longest, start;
  size_t before = 0; // bytes that went into the sink
};

} // namespace aslrt
