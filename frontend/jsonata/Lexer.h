// Tokens of an expression. Which token a text gives depends on the parser: a `/` begins a regular expression unless the
// parser says that it has just read an operand.
#pragma once

#include "frontend/jsonata/Ast.h"

namespace aslc::jsonata {

enum class TokenKind : uint8_t {
#define TOKEN(Id, Spelling, Power, Prefix, Infix) Id,
#include "frontend/jsonata/Tokens.def"
};
llvm::StringRef spelling(TokenKind kind);

struct Token {
  TokenKind kind = TokenKind::End;
  bool quoted = false; // Name
  double number = 0;
  Range range;
  llvm::StringRef
      text; // Name, Variable (without $), String (decoded), Regex (pattern), Number (as written), else the spelling
  llvm::StringRef flags; // Regex
};
/// The token as messages show it: the JSON text of its value.
std::string describe(const Token &token);

class Lexer {
public:
  /// `text` and `memory` (for decoded strings) must outlive the tokens.
  Lexer(llvm::StringRef text, bool coalescing, llvm::BumpPtrAllocator &memory)
      : text(text), coalescing(coalescing), memory(memory) {}

  /// The next token; End at the end, and from a fault on, which `error` then holds (S0101 to S0106, S0204, S0301,
  /// S0302).
  Token next(bool operatorExpected);

  std::optional<SyntaxError> error;

private:
  bool skipBlanks();
  Token token(TokenKind kind, uint32_t begin, llvm::StringRef text = {}) const;
  Token fail(SyntaxError fault);
  bool lexOperator(Token &out);
  Token lexString();
  bool lexEscape(std::string &decoded);
  Token lexNumber();
  Token lexQuotedName();
  Token lexWord();
  Token lexRegex();
  llvm::StringRef rest() const { return text.drop_front(position); }
  char at(size_t index) const { return index < text.size() ? text[index] : '\0'; }

  llvm::StringRef text;
  bool coalescing;
  llvm::BumpPtrAllocator &memory;
  uint32_t position = 0;
};

/// Whether a name may be written without backquotes: the lexer reads it back as that name.
bool isPlainName(llvm::StringRef name);

} // namespace aslc::jsonata
