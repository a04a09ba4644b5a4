// The Pratt parser. Its table is Tokens.def: a function for each token where an operand begins, one where an operator
// stands.
//
// After the first fault the parser sees the end of the text, so that every loop and recursion runs out; what it then
// builds is thrown away.
#pragma once

#include "frontend/jsonata/Lexer.h"
#include "frontend/jsonata/SyntaxErrors.h"

namespace aslc::jsonata {

class Parser {
public:
  Parser(Expression &expression, const ParseOptions &options)
      : memory(expression.nodes), options(options), lexer(expression.text, options.coalescing, expression.nodes) {}

  /// The tree of the whole text; see `error` first. An operand that the text ends before is a Placeholder outside of a
  /// call: the reference finds this fault (S0207) only when it converts the tree, after those of what stands before.
  const Node *parse();

  std::optional<SyntaxError> error;
  bool missing = false; // such an operand is in the tree

private:
  using Prefix = Node *(Parser::*)(const Token &);
  using Infix = Node *(Parser::*)(const Token &, const Node *left);
  struct Rule {
    unsigned power;
    Prefix prefix;
    Infix infix;
  };
  static const Rule &rule(TokenKind kind);

  const Node *expression(unsigned power);
  /// Steps to the next token.
  void advance(bool operatorExpected);
  void expect(TokenKind kind, bool operatorExpected = false);
  bool accept(TokenKind kind);
  void fail(SyntaxError fault);
  /// Fails with a code that tells the token; gives a node to go on with.
  Node *refuse(ErrorCode code, const Token &token);

  Node *node(Kind kind, const Token &mark);
  Node *node(Kind kind, const Token &mark, const Node *left);
  Node *leaf(Kind kind, const Token &token);
  Node *finish(Node *node);
  template <typename T> llvm::ArrayRef<T> keep(llvm::ArrayRef<T> items) { return items.copy(memory); }

  Node *prefixRefused(const Token &token);
  Node *prefixMissing(const Token &token);
  Node *prefixName(const Token &token) { return leaf(Kind::Name, token); }
  Node *prefixVariable(const Token &token) { return leaf(Kind::Variable, token); }
  Node *prefixString(const Token &token) { return leaf(Kind::String, token); }
  Node *prefixNumber(const Token &token) { return leaf(Kind::Number, token); }
  Node *prefixNull(const Token &token) { return leaf(Kind::Null, token); }
  Node *prefixBoolean(const Token &token);
  Node *prefixRegex(const Token &token);
  Node *prefixWildcard(const Token &token) { return leaf(Kind::Wildcard, token); }
  Node *prefixDescendants(const Token &token) { return leaf(Kind::Descendants, token); }
  Node *prefixParent(const Token &token) { return leaf(Kind::Parent, token); }
  Node *prefixNegate(const Token &token);
  Node *prefixBlock(const Token &token);
  Node *prefixArray(const Token &token);
  Node *prefixObject(const Token &token);
  Node *prefixTransform(const Token &token);

  Node *infixRefused(const Token &token, const Node *left);
  Node *infixBinary(const Token &token, const Node *left);
  Node *infixOtherwise(const Token &token, const Node *left);
  Node *infixBind(const Token &token, const Node *left);
  Node *infixCondition(const Token &token, const Node *left);
  Node *infixPredicate(const Token &token, const Node *left);
  Node *infixGroup(const Token &token, const Node *left);
  Node *infixSort(const Token &token, const Node *left);
  Node *infixFocus(const Token &token, const Node *left);
  Node *infixIndex(const Token &token, const Node *left);
  Node *infixCall(const Token &token, const Node *left);
  Node *bindVariable(Kind kind, const Token &token, const Node *left);
  Node *lambda(const Token &token, const Node *left, llvm::ArrayRef<const Node *> parameters);
  llvm::StringRef signature();
  llvm::ArrayRef<Pair> pairs();

  llvm::BumpPtrAllocator &memory;
  const ParseOptions &options;
  Lexer lexer;
  Token token;
  uint32_t previousEnd = 0; // of the token before `token`
  unsigned depth = 0;
};

} // namespace aslc::jsonata
