#include "frontend/jsonata/Lexer.h"

#include "frontend/jsonata/SyntaxErrors.h"
#include "frontend/jsonata/Text.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <cmath>

using namespace aslc::jsonata;

static constexpr llvm::StringLiteral blanks(" \t\n\r\v");
/// What ends a word. Quotes do not, nor anything beyond ASCII: foo"bar is a name.
static constexpr llvm::StringLiteral wordEnds(" \t\n\r\v.[]{}(),@#;:?+-*/%|=<>^&!~");

namespace {
struct Spelling {
  TokenKind kind;
  llvm::StringLiteral text;
  bool coalescing;
};
constexpr Spelling operators[] = {
#define OPERATOR(Id, Text, Power, Prefix, Infix) {TokenKind::Id, Text, false},
#define COALESCING(Id, Text, Power, Prefix, Infix) {TokenKind::Id, Text, true},
#include "frontend/jsonata/Tokens.def"
};
} // namespace

llvm::StringRef aslc::jsonata::spelling(TokenKind kind) {
  static constexpr llvm::StringLiteral texts[] = {
#define TOKEN(Id, Text, Power, Prefix, Infix) Text,
#include "frontend/jsonata/Tokens.def"
  };
  return texts[static_cast<size_t>(kind)];
}

llvm::StringRef aslc::jsonata::spelling(Operator op) {
  struct Row {
    Operator op;
    TokenKind token;
  };
  static constexpr Row rows[] = {
#define BINARY(Id, TokenId) {Operator::Id, TokenKind::TokenId},
#include "frontend/jsonata/Tokens.def"
  };
  static_assert(std::size(rows) == static_cast<size_t>(Operator::Default) + 1);
  assert(rows[static_cast<size_t>(op)].op == op && "Tokens.def and enum Operator differ in order");
  return spelling(rows[static_cast<size_t>(op)].token);
}

std::string aslc::jsonata::describe(const Token &token) {
  switch (token.kind) {
  case TokenKind::True:
  case TokenKind::False:
  case TokenKind::Null: return token.text.str();
  case TokenKind::Number: return numberText(token.number);
  case TokenKind::Regex: return quoteJson(("/" + token.text + "/" + token.flags).str());
  default: return quoteJson(token.text);
  }
}

/// The kind of an unquoted word.
static TokenKind wordKind(llvm::StringRef word) {
  return llvm::StringSwitch<TokenKind>(word)
      .Case("and", TokenKind::And)
      .Case("or", TokenKind::Or)
      .Case("in", TokenKind::In)
      .Case("true", TokenKind::True)
      .Case("false", TokenKind::False)
      .Case("null", TokenKind::Null)
      .Default(TokenKind::Name);
}

bool aslc::jsonata::isPlainName(llvm::StringRef name) {
  if (name.empty() || llvm::isDigit(name.front()) || llvm::StringRef("\"'`$").contains(name.front()))
    return false;
  return wordKind(name) == TokenKind::Name && name.find_first_of(wordEnds) == llvm::StringRef::npos;
}

Token Lexer::token(TokenKind kind, uint32_t begin, llvm::StringRef tokenText) const {
  Token result;
  result.kind = kind;
  result.range = {begin, position};
  result.text = tokenText.data() ? tokenText : spelling(kind);
  return result;
}

Token Lexer::fail(SyntaxError fault) {
  if (!error)
    error = std::move(fault);
  position = text.size();
  return token(TokenKind::End, position);
}

/// Skips white space and comments; false if a comment has no end.
bool Lexer::skipBlanks() {
  for (;;) {
    position = std::min(text.find_first_not_of(blanks, position), text.size());
    if (!rest().starts_with("/*"))
      return true;
    size_t end = text.find("*/", position + 2);
    if (end == llvm::StringRef::npos) {
      fail(makeError(ErrorCode::S0106, {position, static_cast<uint32_t>(text.size())}));
      return false;
    }
    position = end + 2;
  }
}

Token Lexer::next(bool operatorExpected) {
  if (error || !skipBlanks() || position == text.size())
    return token(TokenKind::End, position);
  char first = text[position];
  if (first == '/' && !operatorExpected)
    return lexRegex();
  Token result;
  if (lexOperator(result))
    return result;
  if (first == '!' || first == '~')
    return fail(makeError(ErrorCode::S0204, {position, position + 1}, {quoteJson({&first, 1}), {}}));
  if (first == '"' || first == '\'')
    return lexString();
  if (llvm::isDigit(first))
    return lexNumber();
  if (first == '`')
    return lexQuotedName();
  return lexWord();
}

bool Lexer::lexOperator(Token &out) {
  for (const Spelling &row : operators) {
    if (!rest().starts_with(row.text) || (row.coalescing && !coalescing))
      continue;
    uint32_t begin = position;
    position += row.text.size();
    out = token(row.kind, begin);
    return true;
  }
  return false;
}

Token Lexer::lexString() {
  uint32_t begin = position;
  char quote = text[position++];
  const char stops[] = {quote, '\\'};
  std::string decoded;
  bool escapes = false;
  for (;;) {
    size_t stop = text.find_first_of(llvm::StringRef(stops, 2), position);
    if (stop == llvm::StringRef::npos)
      return fail(makeError(ErrorCode::S0101, {begin, static_cast<uint32_t>(text.size())}));
    decoded += text.slice(position, stop);
    position = stop + 1;
    if (text[stop] == quote)
      break;
    escapes = true;
    if (!lexEscape(decoded))
      return token(TokenKind::End, position);
  }
  if (!escapes)
    return token(TokenKind::String, begin, text.slice(begin + 1, position - 1));
  joinSurrogates(decoded);
  return token(TokenKind::String, begin, llvm::StringRef(decoded).copy(memory));
}

/// Length in bytes of the character at the beginning of a text; 1 for what is not UTF-8.
static uint32_t characterLength(llvm::StringRef text) {
  uint32_t length = 1;
  while (length < text.size() && length < 4 && (static_cast<uint8_t>(text[length]) & 0xC0) == 0x80)
    ++length;
  return length;
}

/// The escape whose backslash has just been read.
bool Lexer::lexEscape(std::string &decoded) {
  uint32_t begin = position - 1;
  if (at(position) == 'u' && position < text.size()) {
    llvm::StringRef digits = text.substr(position + 1, 4);
    unsigned unit = 0;
    // Fewer than four digits at the very end of the text are the fault of the string's end, as in the reference.
    if (digits.empty() || !llvm::all_of(digits, llvm::isHexDigit)) {
      fail(makeError(ErrorCode::S0104, {begin, static_cast<uint32_t>(position + 1)}));
      return false;
    }
    digits.getAsInteger(16, unit);
    appendCodeUnit(decoded, unit);
    position += 1 + digits.size();
    return true;
  }
  static constexpr llvm::StringLiteral letters("\"\\/bfnrt"), meanings("\"\\/\b\f\n\r\t");
  size_t index = position < text.size() ? letters.find(text[position]) : llvm::StringRef::npos;
  if (index == llvm::StringRef::npos) {
    llvm::StringRef character = rest().take_front(position < text.size() ? characterLength(rest()) : 0);
    auto end = static_cast<uint32_t>(position + character.size());
    fail(makeError(ErrorCode::S0103, {begin, end}, {quoteJson(character), {}}));
    return false;
  }
  decoded += meanings[index];
  ++position;
  return true;
}

Token Lexer::lexNumber() {
  uint32_t begin = position;
  auto digits = [&](size_t from) { return std::min(text.find_first_not_of("0123456789", from), text.size()); };
  position = text[position] == '0' ? position + 1 : digits(position); // 01 is 0, then 1
  if (at(position) == '.' && digits(position + 1) > position + 1)     // 1..3 has no fraction
    position = digits(position + 1);
  if (at(position) == 'e' || at(position) == 'E') {
    size_t power = position + 1;
    if (at(power) == '+' || at(power) == '-')
      ++power;
    if (power < text.size() && digits(power) > power)
      position = digits(power);
  }
  Token result = token(TokenKind::Number, begin, text.slice(begin, position));
  if (result.text.getAsDouble(result.number) || !std::isfinite(result.number))
    return fail(makeError(ErrorCode::S0102, result.range, {quoteJson(result.text), {}}));
  return result;
}

Token Lexer::lexQuotedName() {
  uint32_t begin = position++;
  size_t end = text.find('`', position);
  if (end == llvm::StringRef::npos)
    return fail(makeError(ErrorCode::S0105, {begin, static_cast<uint32_t>(text.size())}));
  position = end + 1;
  Token result = token(TokenKind::Name, begin, text.slice(begin + 1, end));
  result.quoted = true;
  return result;
}

Token Lexer::lexWord() {
  uint32_t begin = position;
  position = std::min(text.find_first_of(wordEnds, position), text.size());
  llvm::StringRef word = text.slice(begin, position);
  if (word.front() == '$')
    return token(TokenKind::Variable, begin, word.drop_front());
  return token(wordKind(word), begin, word);
}

/// A regular expression ends at the first `/` that no odd number of backslashes precedes and that stands outside of all
/// brackets; brackets count unless a backslash stands right before them.
Token Lexer::lexRegex() {
  uint32_t begin = position++;
  int depth = 0;
  unsigned backslashes = 0;
  for (;; ++position) {
    if (position >= text.size())
      return fail(makeError(ErrorCode::S0302, {begin, static_cast<uint32_t>(text.size())}));
    char c = text[position];
    if (c == '/' && depth == 0 && backslashes % 2 == 0)
      break;
    if (backslashes == 0)
      depth += llvm::StringRef("([{").contains(c) ? 1 : llvm::StringRef(")]}").contains(c) ? -1 : 0;
    backslashes = c == '\\' ? backslashes + 1 : 0;
  }
  llvm::StringRef pattern = text.slice(begin + 1, position++);
  if (pattern.empty())
    return fail(makeError(ErrorCode::S0301, {begin, position}));
  uint32_t flags = position;
  while (at(position) == 'i' || at(position) == 'm')
    ++position;
  Token result = token(TokenKind::Regex, begin, pattern);
  result.flags = text.slice(flags, position);
  if (result.flags.count('i') > 1 ||
      result.flags.count('m') > 1) // the reference: a fault of JavaScript, without a code
    return fail(makeError(ErrorCode::S0201, {flags, position}, {quoteJson(result.flags), {}}));
  return result;
}
