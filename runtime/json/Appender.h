// JSON text at the end of a std::string, written by pointer.
#pragma once

#include "runtime/core/Context.h"

#include <cstring>
#include <string>
#include <string_view>

namespace aslrt {

struct WriteStyle;

/// The string is longer than what is written until the appender is done.
class Appender {
public:
  /// More than `longest` bytes throw LimitExceeded.
  explicit Appender(std::string &text, size_t longest = SIZE_MAX)
      : text(text), at(text.data() + text.size()), end(at), longest(longest), start(text.size()) {}
  ~Appender() { text.resize(size_t(at - text.data())); }
  Appender(const Appender &) = delete;
  Appender &operator=(const Appender &) = delete;

  /// Room for n bytes more.
  void need(size_t n) {
    if (size_t(end - at) < n) [[unlikely]]
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
  void putLine(size_t indent) {
    need(indent + 1);
    *at++ = '\n';
    std::memset(at, ' ', indent);
    at += indent;
  }
  void putInteger(uint64_t number);
  /// In quotes, with escapes.
  void putString(std::string_view string);
  void putNumber(double value, const WriteStyle &style);

private:
  void enlarge(size_t n);
  size_t putEscape(std::string_view string, size_t i);
  void putUnit(uint32_t unit);

  std::string &text;
  char *at, *end;
  size_t longest, start;
};

} // namespace aslrt
