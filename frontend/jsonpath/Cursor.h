// A place in the text of an expression, for the parsers of paths, filters and calls.
#pragma once

#include "frontend/jsonpath/Ast.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace aslc::jsonpath {

/// The first fault sticks; from then on the cursor stands at the end.
class Cursor {
public:
  Cursor(llvm::StringRef text, const ParseOptions &options, std::optional<SyntaxError> &error)
      : options(options), text(text), error(error) {}

  bool atEnd() const { return at == text.size(); }
  bool failed() const { return error.has_value(); }
  char peek(size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }
  bool looksAt(llvm::StringRef word) const { return text.substr(at).starts_with(word); }
  bool take(char c) { return peek() == c && !atEnd() ? (++at, true) : false; }
  bool take(llvm::StringRef word) { return looksAt(word) ? (at += word.size(), true) : false; }
  char next() { return text[at++]; }
  void skipBlanks() {
    while (!atEnd() && llvm::isSpace(text[at]))
      ++at;
  }
  uint32_t place() const { return at; }
  void moveTo(uint32_t place) { at = place; }
  llvm::StringRef since(uint32_t begin) const { return text.slice(begin, at); }
  /// Bytes up to the end of the code point at the cursor: where a fault points.
  Range here() const {
    uint32_t end = at;
    while (end < text.size() && end < at + 4 && (end == at || (uint8_t(text[end]) & 0xc0) == 0x80))
      ++end;
    return {at, end};
  }
  /// The code point at the cursor as messages show it.
  std::string shown() const {
    Range range = here();
    return atEnd() ? "the end" : ("'" + text.slice(range.begin, range.end) + "'").str();
  }

  void fail(Range range, const llvm::Twine &message, const llvm::Twine &hint = "") {
    if (!error)
      error = SyntaxError{range, message.str(), hint.str()};
    at = uint32_t(text.size());
  }
  /// "found X where Y was expected"
  void expected(const llvm::Twine &what) { fail(here(), "found " + shown() + " where " + what + " was expected"); }

  const ParseOptions &options;
  uint32_t calls = 0, filters = 0; // around the cursor

private:
  llvm::StringRef text;
  uint32_t at = 0;
  std::optional<SyntaxError> &error;
};

/// What ends a name that stands behind a dot, besides '.', '[' and '('.
enum class Within : uint8_t { Nothing, Call, Filter };

/// A number as JSON has it, true, false or null.
bool isScalar(llvm::StringRef word);

/// Parses a path at the cursor, which is left behind it.
Path parsePath(Cursor &cursor, Within within);
/// Parses what stands in [?( )] without the parentheses around it.
Filter parseFilter(Cursor &cursor);
/// Reads a string in single or double quotes, with Java's escapes (\n, \u00e4); any other character behind a backslash stands for itself.
std::string parseQuoted(Cursor &cursor);

} // namespace aslc::jsonpath
