// Why the grammar stopped, in words that help, and mending of the commonest slips so that the rest of the file is read
// too.
#include "frontend/document/Json.h"

namespace aslc::document {

namespace {

class Explainer {
public:
  Explainer(const Input &input, const Stop &stop, std::string &masked)
      : input(input), stop(stop), masked(masked), after(tokenAt(masked, skipSpace(masked, stop.cursor))) {}
  bool run();

private:
  bool inArray() const { return stop.open && stop.open->is(Kind::Array); }
  bool isPunctuation(Token token, llvm::StringRef spelling) const { return token.in(masked) == spelling; }
  Token next() const { return tokenAt(masked, skipSpace(masked, after.end)); }
  bool beginsValue(Token token) const;
  std::string found(Token token) const;
  bool unexpected(Token token, llvm::StringRef expected);
  bool separatorExpected();
  bool trailingComma();
  bool missing(char separator, llvm::StringRef expected);

  const Input &input;
  const Stop &stop;
  std::string &masked;
  Token after; // the token after the last event
};

} // namespace

bool Explainer::beginsValue(Token token) const {
  return token.begin != token.end && !llvm::StringRef("]},:").contains(masked[token.begin]);
}

/// What stands there, with its text if it is short.
std::string Explainer::found(Token token) const {
  llvm::StringRef spelling = token.in(input.text);
  if (spelling.starts_with("\""))
    return "the string " + shorten(spelling);
  return "'" + shorten(spelling) + "'";
}

/// Reports a token that does not belong there. Nothing is mended.
bool Explainer::unexpected(Token token, llvm::StringRef expected) {
  bool isEnd = token.begin == token.end;
  if (isEnd && stop.open) {
    std::string inside = describe(stop.open->kind).str();
    uint32_t end = input.text.rtrim().size();
    input.diagnostics.report(DiagId::UnfinishedDocument, input.range(end, end), inside)
        .note("opened here", input.range(stop.open->range.begin, stop.open->range.begin + 1));
    return false;
  }
  std::string what = isEnd ? "the end of the file" : found(token);
  DiagnosticBuilder builder =
      input.diagnostics.report(DiagId::UnexpectedToken, input.range(token.begin, token.end), what, expected);
  bool isCloser = isPunctuation(token, "]") || isPunctuation(token, "}");
  if (isCloser && stop.open)
    builder.note(describe(stop.open->kind) + " was opened here",
                 input.range(stop.open->range.begin, stop.open->range.begin + 1));
  return false;
}

/// A separator is missing before `after`. White space in front of it can be turned into one.
bool Explainer::missing(char separator, llvm::StringRef expected) {
  if (!beginsValue(after))
    return unexpected(after, expected);
  std::string text(1, separator);
  input.diagnostics.report(DiagId::UnexpectedToken, input.range(after.begin, after.end), found(after), expected)
      .hint("add '" + text + "'", input.range(stop.cursor, stop.cursor), text);
  if (after.begin == stop.cursor)
    return false;
  masked[stop.cursor] = separator;
  return true;
}

bool Explainer::trailingComma() {
  input.diagnostics.report(DiagId::TrailingComma, input.range(after.begin, after.end), inArray() ? "item" : "member");
  masked[after.begin] = ' ';
  return true;
}

/// After a value: either no comma came, or what came after it was wrong.
bool Explainer::separatorExpected() {
  if (!isPunctuation(after, ","))
    return missing(',', inArray() ? "',' or ']'" : "',' or '}'");
  Token wrong = next();
  if (isPunctuation(wrong, inArray() ? "]" : "}"))
    return trailingComma();
  if (isPunctuation(wrong, ",")) {
    masked[wrong.begin] = ' ';
    unexpected(wrong, inArray() ? "a value" : "a key");
    return true;
  }
  return unexpected(wrong, inArray() ? "a value" : "a key in double quotes");
}

bool Explainer::run() {
  switch (stop.last) {
  case Stop::Nothing:
    return unexpected(after, "a value");
  case Stop::Opening:
    return unexpected(after, inArray() ? "a value or ']'" : "a key in double quotes or '}'");
  case Stop::Key:
    return isPunctuation(after, ":") ? unexpected(next(), "a value") : missing(':', "':'");
  case Stop::Value:
    break;
  }
  if (stop.open)
    return separatorExpected();
  input.diagnostics.report(DiagId::TrailingContent, input.range(after.begin, after.end), found(after));
  return false;
}

bool explainStop(const Input &input, const Stop &stop, std::string &masked) {
  return Explainer(input, stop, masked).run();
}

} // namespace aslc::document
