// Stepping over a value that nobody reads: its grammar is checked, and nothing is built.
#include "runtime/json/Reader.h"

namespace aslrt {

namespace {

class Skipper {
public:
  Skipper(ReadCursor &cursor, size_t depth) : cursor(cursor), depth(depth) {}

  bool run() {
    do {
      if (!value() || !separators())
        return false;
    } while (!open.empty());
    return true;
  }

private:
  void blanks() {
    while (cursor.at != cursor.end && (*cursor.at == ' ' || *cursor.at == '\n' || *cursor.at == '\r' || *cursor.at == '\t'))
      ++cursor.at;
  }

  bool next(char c) {
    if (cursor.at == cursor.end || *cursor.at != c)
      return false;
    ++cursor.at;
    return true;
  }

  /// A scalar or empty container, or opens others down to the first of these.
  bool value() {
    for (;;) {
      if (cursor.at == cursor.end)
        return cursor.fail("the text ends where a value is expected");
      char c = *cursor.at;
      if (c != '{' && c != '[')
        return scalar(c);
      const char *bracket = cursor.at++;
      blanks();
      if (next(c == '{' ? '}' : ']'))
        return true;
      if (depth + open.size() >= cursor.context->limits.jsonDepth) {
        cursor.at = bracket;
        return cursor.fail("the text is nested too deep");
      }
      open.push(c == '{');
      if (c == '{' && !key())
        return false;
    }
  }

  bool scalar(char c) {
    if (c == '"') {
      ++cursor.at;
      return skipString(cursor);
    }
    if (c == '-' || uint8_t(c - '0') <= 9)
      return number();
    for (std::string_view word : {"true", "false", "null"})
      if (std::string_view(cursor.at, cursor.left()).starts_with(word)) {
        cursor.at += word.size();
        return true;
      }
    return cursor.fail("expected a value");
  }

  size_t digits() {
    const char *start = cursor.at;
    while (cursor.at != cursor.end && uint8_t(*cursor.at - '0') <= 9)
      ++cursor.at;
    return size_t(cursor.at - start);
  }

  /// Short ones here; what is malformed, or may be out of range, is for readNumber to judge.
  bool number() {
    const char *start = cursor.at;
    next('-');
    bool zero = cursor.at != cursor.end && *cursor.at == '0';
    size_t whole = digits(), fraction = 1;
    if (next('.'))
      fraction = digits();
    bool goesOn = cursor.at != cursor.end && (*cursor.at == 'e' || *cursor.at == 'E');
    if (whole != 0 && whole <= 300 && fraction != 0 && !(zero && whole > 1) && !goesOn)
      return true;
    cursor.at = start;
    Value ignored;
    return readNumber(cursor, ignored);
  }

  bool key() {
    if (!next('"'))
      return cursor.fail("expected a string as key");
    if (!skipString(cursor))
      return false;
    blanks();
    if (!next(':'))
      return cursor.fail("expected ':'");
    blanks();
    return true;
  }

  bool separators() {
    while (!open.empty()) {
      bool object = open.top();
      blanks();
      if (next(',')) {
        blanks();
        return !object || key();
      }
      if (!next(object ? '}' : ']'))
        return cursor.fail(cursor.at == cursor.end ? "the text ends before its last bracket closes"
                           : object               ? "expected ',' or '}'"
                                                  : "expected ',' or ']'");
      open.pop();
    }
    return true;
  }

  ReadCursor &cursor;
  size_t depth;
  Stack<bool, 64> open; // whether each is an object
};

} // namespace

bool skipString(ReadCursor &cursor) {
  const char *start = cursor.at;
  if (skipPlain(cursor) && *cursor.at == '"') {
    ++cursor.at;
    return true;
  }
  Value ignored;
  return readStringSlow(cursor, start, ignored);
}

bool skipValue(ReadCursor &cursor, size_t depth) { return Skipper(cursor, depth).run(); }

} // namespace aslrt
