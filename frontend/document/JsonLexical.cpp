// Faults inside single tokens: reported all over the file, then masked.
#include "frontend/document/Json.h"

#include "llvm/ADT/StringExtras.h"

#include <cmath>

namespace aslc::document {

uint32_t skipSpace(llvm::StringRef text, uint32_t at) {
  while (at < text.size() && isJsonSpace(text[at]))
    ++at;
  return at;
}

static bool isPunctuation(char c) { return llvm::StringRef("{}[],:").contains(c); }

static uint32_t wordEnd(llvm::StringRef text, uint32_t at) {
  while (at < text.size() && !isJsonSpace(text[at]) && !isPunctuation(text[at]) && text[at] != '"')
    ++at;
  return at;
}

Token tokenAt(llvm::StringRef text, uint32_t at) {
  if (at >= text.size())
    return {at, at};
  if (isPunctuation(text[at]))
    return {at, at + 1};
  if (text[at] != '"')
    return {at, wordEnd(text, at)};
  uint32_t end = at + 1;
  while (end < text.size() && text[end] != '"')
    end = stringPieceAt(text, end).end;
  return {at, static_cast<uint32_t>(std::min<size_t>(end + 1, text.size()))};
}

namespace {

class FaultMasker {
public:
  FaultMasker(const Input &input, std::string &masked) : input(input), text(input.text), masked(masked) {}
  bool run();

private:
  uint32_t string(uint32_t at);
  uint32_t word(uint32_t at);
  uint32_t comment(uint32_t at, uint32_t end);
  uint32_t singleQuoted(uint32_t at, uint32_t close);
  uint32_t substitution(uint32_t at, uint32_t close);
  void badWord(Token token);
  void badKey(Token token);
  void mask(uint32_t from, uint32_t to, char with) { std::fill(masked.begin() + from, masked.begin() + to, with); }
  void maskString(uint32_t from, uint32_t to);
  template <typename... Args> DiagnosticBuilder report(DiagId id, uint32_t from, uint32_t to, const Args &...args) {
    ++reports;
    return input.diagnostics.report(id, input.range(from, to), args...);
  }
  bool isKey(uint32_t end) const { return text.substr(skipSpace(text, end)).starts_with(":"); }

  const Input &input;
  llvm::StringRef text;
  std::string &masked;
  unsigned reports = 0;
  bool isSound = true;
};

} // namespace

bool FaultMasker::run() {
  for (uint32_t at = skipSpace(text, input.begin); at < text.size() && reports < maxReports; at = skipSpace(text, at)) {
    if (isPunctuation(text[at]))
      ++at;
    else
      at = text[at] == '"' ? string(at) : word(at);
  }
  return isSound && reports < maxReports;
}

/// Checks the string at `at` and returns its end.
uint32_t FaultMasker::string(uint32_t begin) {
  uint32_t at = begin + 1;
  while (at < text.size() && text[at] != '"' && text[at] != '\n' && reports < maxReports) {
    StringPiece piece = stringPieceAt(text, at);
    at = piece.end;
    if (piece.kind == StringPiece::BadEscape && at < text.size() && text[at] != '\n') {
      report(DiagId::BadEscape, piece.begin, piece.end, text.slice(piece.begin, piece.end))
          .hint("a backslash itself is written '\\\\'", input.range(piece.begin, piece.begin + 1), "\\\\");
    } else if (piece.kind == StringPiece::Control && text[piece.begin] != '\r') {
      report(DiagId::ControlCharacter, piece.begin, piece.end, llvm::utohexstr(piece.point, false, 4))
          .hint("inside a string it is written '\\u" + llvm::utohexstr(piece.point, false, 4) + "'");
    }
    // nlohmann refuses lone surrogates, and these two.
    if (piece.kind != StringPiece::Plain)
      mask(piece.begin, piece.end, 'x');
  }
  if (at < text.size() && text[at] == '"')
    return at + 1;
  // A quote is missing, and which quotes open and which close is unknown from here on.
  uint32_t end = begin + text.slice(begin, at).rtrim("\r\n").size();
  if (reports < maxReports)
    report(DiagId::UnclosedString, begin, end).hint("a line break inside a string is written '\\n'");
  isSound = false;
  return text.size();
}

void FaultMasker::maskString(uint32_t from, uint32_t to) {
  mask(from, to, 'x');
  masked[from] = masked[to - 1] = '"';
}

uint32_t FaultMasker::word(uint32_t at) {
  llvm::StringRef rest = text.substr(at);
  auto endAt = [&](llvm::StringRef mark, size_t from) {
    size_t found = rest.find(mark, from);
    return static_cast<uint32_t>(found == llvm::StringRef::npos ? text.size() : at + found + mark.size());
  };
  if (rest.starts_with("//") || rest.starts_with("#"))
    return comment(at, endAt("\n", 0));
  if (rest.starts_with("/*"))
    return comment(at, endAt("*/", 2));
  llvm::StringRef line = rest.take_until([](char c) { return c == '\n' || c == '"'; });
  if (size_t close = line.find('\'', 1); line.starts_with("'") && close != llvm::StringRef::npos)
    return singleQuoted(at, at + close + 1);
  if (size_t close = line.find('}'); line.starts_with("${") && close != llvm::StringRef::npos)
    return substitution(at, at + close + 1);
  Token token{at, wordEnd(text, at)};
  llvm::StringRef spelling = token.in(text);
  bool isLiteral = spelling == "true" || spelling == "false" || spelling == "null";
  if (isKey(token.end))
    badKey(token);
  else if (isJsonNumber(spelling) ? !std::isfinite(numberOf(spelling)) : !isLiteral)
    badWord(token);
  return token.end;
}

uint32_t FaultMasker::comment(uint32_t at, uint32_t end) {
  end = at + text.slice(at, end).rtrim("\r\n").size();
  report(DiagId::CommentInJson, at, end).hint("a \"Comment\" field holds remarks, and YAML files may have comments");
  mask(at, end, ' ');
  return end;
}

uint32_t FaultMasker::singleQuoted(uint32_t at, uint32_t end) {
  std::string replacement = "\"" + text.slice(at + 1, end - 1).str() + "\"";
  report(DiagId::SingleQuotes, at, end).hint("JSON has double quotes", input.range(at, end), replacement);
  maskString(at, end);
  return end;
}

uint32_t FaultMasker::substitution(uint32_t at, uint32_t end) {
  const llvm::StringSet<> *known = input.options.opaqueNames;
  if (known && known->contains(text.slice(at + 2, end - 1))) {
    maskString(at, end); // the tree will have an opaque node
    return end;
  }
  std::string replacement = "\"" + text.slice(at, end).str() + "\"";
  DiagnosticBuilder builder = report(DiagId::UnquotedSubstitution, at, end, shorten(text.slice(at, end)));
  if (known)
    builder.hint("a substitution that has a value is filled before the definition is read");
  else
    builder.hint("only text inside strings is substituted", input.range(at, end), replacement);
  maskString(at, end);
  return end;
}

void FaultMasker::badKey(Token token) {
  std::string replacement = "\"" + token.in(text).str() + "\"";
  report(DiagId::UnquotedKey, token.begin, token.end, shorten(token.in(text)))
      .hint("write " + shorten(replacement), input.range(token.begin, token.end), replacement);
  if (token.end - token.begin >= 2)
    maskString(token.begin, token.end);
  else
    isSound = false; // a string does not fit in one byte
}

void FaultMasker::badWord(Token token) {
  llvm::StringRef spelling = token.in(text);
  // A number to nlohmann, and a small one however long. What node it becomes is decided by the text itself.
  mask(token.begin, token.end, '0');
  masked[token.begin] = '1';
  if (token.end - token.begin >= 3)
    masked[token.begin + 1] = 'e';
  if (isJsonNumber(spelling)) {
    report(DiagId::NumberOutOfRange, token.begin, token.end, shorten(spelling));
    return;
  }
  bool isNumeric = llvm::isDigit(spelling.front()) || llvm::StringRef("+-.").contains(spelling.front());
  std::string meant = isNumeric ? mendNumber(spelling) : meantLiteral(spelling).str();
  DiagId id = isNumeric ? DiagId::BadNumber : DiagId::UnknownWord;
  DiagnosticBuilder builder = report(id, token.begin, token.end, shorten(spelling));
  if (!meant.empty())
    builder.hint("did you mean '" + shorten(meant) + "'?", input.range(token.begin, token.end), meant);
  else if (!isNumeric)
    builder.hint("strings are written in double quotes");
}

bool maskFaults(const Input &input, std::string &masked) { return FaultMasker(input, masked).run(); }

} // namespace aslc::document
