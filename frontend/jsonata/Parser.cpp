#include "frontend/jsonata/Parser.h"

#include "frontend/jsonata/Paths.h"
#include "frontend/jsonata/Signature.h"
#include "frontend/jsonata/Text.h"

#include "llvm/ADT/Twine.h"

using namespace aslc::jsonata;

const Parser::Rule &Parser::rule(TokenKind kind) {
  static constexpr Rule rules[] = {
#define TOKEN(Id, Spelling, Power, PrefixName, InfixName)                                                              \
  {Power, &Parser::prefix##PrefixName, &Parser::infix##InfixName},
#include "frontend/jsonata/Tokens.def"
  };
  return rules[static_cast<size_t>(kind)];
}

static Operator binaryOperator(TokenKind kind) {
  switch (kind) {
#define BINARY(Id, TokenId)                                                                                            \
  case TokenKind::TokenId: return Operator::Id;
#include "frontend/jsonata/Tokens.def"
  default: llvm_unreachable("no binary operator");
  }
}

void Parser::fail(SyntaxError fault) {
  if (!error)
    error = std::move(fault);
  token = {};
}

Node *Parser::refuse(ErrorCode code, const Token &at) {
  fail(makeError(code, at.range, {describe(at), {}}));
  return leaf(Kind::Null, at);
}

void Parser::advance(bool operatorExpected) {
  if (error)
    return;
  previousEnd = token.range.end;
  token = lexer.next(operatorExpected);
  if (lexer.error)
    fail(*lexer.error);
}

void Parser::expect(TokenKind kind, bool operatorExpected) {
  if (token.kind == kind)
    return advance(operatorExpected);
  ErrorCode code = token.kind == TokenKind::End ? ErrorCode::S0203 : ErrorCode::S0202;
  fail(makeError(code, token.range, {describe(token), quoteJson(spelling(kind))}));
}

bool Parser::accept(TokenKind kind) {
  if (token.kind != kind)
    return false;
  advance(/*operatorExpected=*/false);
  return true;
}

const Node *Parser::parse() {
  advance(/*operatorExpected=*/false);
  const Node *root = expression(0);
  if (token.kind != TokenKind::End)
    refuse(ErrorCode::S0201, token);
  return root;
}

const Node *Parser::expression(unsigned power) {
  if (depth == options.maxDepth) {
    std::string message = ("The expression is nested deeper than " + llvm::Twine(depth) + " levels (--max-nesting)").str();
    fail(makeError(ErrorCode::U1001, token.range, {{}, std::move(message)}));
  }
  ++depth;
  Token first = token;
  advance(/*operatorExpected=*/true);
  const Node *left = (this->*rule(first.kind).prefix)(first);
  while (power < rule(token.kind).power) {
    Token op = token;
    advance(/*operatorExpected=*/false);
    left = (this->*rule(op.kind).infix)(op, left);
  }
  --depth;
  return left;
}

//===--- Nodes ---===//

Node *Parser::node(Kind kind, const Token &mark) {
  auto *result = new (memory.Allocate<Node>()) Node{};
  result->kind = kind;
  result->range = result->mark = mark.range;
  return result;
}

Node *Parser::node(Kind kind, const Token &mark, const Node *left) {
  Node *result = node(kind, mark);
  result->lhs = left;
  result->range.begin = left->range.begin;
  return result;
}

Node *Parser::leaf(Kind kind, const Token &from) {
  Node *result = node(kind, from);
  result->text = from.text;
  result->number = from.number;
  result->quoted = from.quoted;
  return result;
}

Node *Parser::finish(Node *node) {
  node->range.end = std::max(node->range.begin, previousEnd);
  return node;
}

/// A node without the `[]` behind it. They may follow a variable or the word `function` anywhere, and mean nothing
/// where the variable is bound or the function defined.
static const Node *withoutKeepArray(const Node *node) {
  while (node->kind == Kind::KeepArray)
    node = node->lhs;
  return node;
}

//===--- Operands ---===//

Node *Parser::prefixRefused(const Token &at) { return refuse(ErrorCode::S0211, at); }

Node *Parser::prefixMissing(const Token &at) {
  missing = true;
  return leaf(Kind::Placeholder, at);
}

Node *Parser::prefixBoolean(const Token &at) {
  Node *result = leaf(Kind::Boolean, at);
  result->boolean = at.kind == TokenKind::True;
  return result;
}

Node *Parser::prefixRegex(const Token &at) {
  Node *result = leaf(Kind::Regex, at);
  result->flags = at.flags;
  return result;
}

Node *Parser::prefixNegate(const Token &at) {
  Node *result = node(Kind::Negate, at);
  result->lhs = expression(70);
  return finish(result);
}

Node *Parser::prefixBlock(const Token &at) {
  llvm::SmallVector<const Node *> items;
  while (token.kind != TokenKind::RightParen) {
    items.push_back(expression(0));
    if (!accept(TokenKind::Semicolon))
      break;
  }
  expect(TokenKind::RightParen, /*operatorExpected=*/true);
  Node *result = node(Kind::Block, at);
  result->items = keep<const Node *>(items);
  return finish(result);
}

Node *Parser::prefixArray(const Token &at) {
  llvm::SmallVector<const Node *> items;
  if (token.kind != TokenKind::RightBracket) {
    do {
      const Node *item = expression(0);
      if (Token dots = token; accept(TokenKind::DotDot)) {
        Node *range = node(Kind::Range, dots, item);
        range->rhs = expression(0);
        item = finish(range);
      }
      items.push_back(item);
    } while (accept(TokenKind::Comma));
  }
  expect(TokenKind::RightBracket, /*operatorExpected=*/true);
  Node *result = node(Kind::Array, at);
  result->items = keep<const Node *>(items);
  return finish(result);
}

Node *Parser::prefixObject(const Token &at) {
  Node *result = node(Kind::Object, at);
  result->pairs = pairs();
  return finish(result);
}

llvm::ArrayRef<Pair> Parser::pairs() {
  llvm::SmallVector<Pair> result;
  if (token.kind != TokenKind::RightBrace) {
    do {
      const Node *key = expression(0);
      expect(TokenKind::Colon);
      result.push_back({key, expression(0)});
    } while (accept(TokenKind::Comma));
  }
  expect(TokenKind::RightBrace, /*operatorExpected=*/true);
  return keep<Pair>(result);
}

Node *Parser::prefixTransform(const Token &at) {
  Node *result = node(Kind::Transform, at);
  result->lhs = expression(0);
  expect(TokenKind::Bar);
  result->rhs = expression(0);
  if (accept(TokenKind::Comma))
    result->third = expression(0);
  expect(TokenKind::Bar);
  return finish(result);
}

//===--- Operators ---===//

/// Never called: what cannot follow an operand binds with power 0.
Node *Parser::infixRefused(const Token &at, const Node *left) { return refuse(ErrorCode::S0201, at); }

Node *Parser::infixBinary(const Token &at, const Node *left) {
  Node *result = node(Kind::Binary, at, left);
  result->op = binaryOperator(at.kind);
  result->rhs = expression(rule(at.kind).power);
  return finish(result);
}

/// `??` and `?:` bind their left side as comparisons do, and take all that follows as their right.
Node *Parser::infixOtherwise(const Token &at, const Node *left) {
  Node *result = node(Kind::Binary, at, left);
  result->op = binaryOperator(at.kind);
  result->rhs = expression(0);
  return finish(result);
}

Node *Parser::infixBind(const Token &at, const Node *left) {
  const Node *variable = withoutKeepArray(left);
  if (variable->kind != Kind::Variable) {
    fail(makeError(ErrorCode::S0212, left->range));
    return leaf(Kind::Null, at);
  }
  Node *result = node(Kind::Bind, at, variable);
  result->rhs = expression(rule(at.kind).power - 1); // right-associative
  return finish(result);
}

Node *Parser::infixCondition(const Token &at, const Node *left) {
  Node *result = node(Kind::Condition, at, left);
  result->rhs = expression(0);
  if (accept(TokenKind::Colon))
    result->third = expression(0);
  return finish(result);
}

Node *Parser::infixPredicate(const Token &at, const Node *left) {
  if (accept(TokenKind::RightBracket)) // a `/` behind `[]` begins a regular expression: so does the reference read it
    return finish(node(Kind::KeepArray, at, left));
  Node *result = node(Kind::Predicate, at, left);
  result->rhs = expression(0);
  expect(TokenKind::RightBracket, /*operatorExpected=*/true);
  return finish(result);
}

Node *Parser::infixGroup(const Token &at, const Node *left) {
  Node *result = node(Kind::Group, at, left);
  result->pairs = pairs();
  return finish(result);
}

Node *Parser::infixSort(const Token &at, const Node *left) {
  expect(TokenKind::LeftParen);
  llvm::SmallVector<SortTerm> terms;
  do {
    bool descending = !accept(TokenKind::Less) && accept(TokenKind::Greater);
    terms.push_back({expression(0), descending});
  } while (accept(TokenKind::Comma));
  expect(TokenKind::RightParen);
  Node *result = node(Kind::Sort, at, left);
  result->terms = keep<SortTerm>(terms);
  return finish(result);
}

Node *Parser::infixFocus(const Token &at, const Node *left) { return bindVariable(Kind::Focus, at, left); }
Node *Parser::infixIndex(const Token &at, const Node *left) { return bindVariable(Kind::Index, at, left); }

Node *Parser::bindVariable(Kind kind, const Token &at, const Node *left) {
  const Node *variable = expression(rule(at.kind).power);
  if (variable->kind != Kind::Variable)
    fail(makeError(ErrorCode::S0214, variable->range, {describe(at), {}}));
  Node *result = node(kind, at, left);
  result->text = variable->text;
  return finish(result);
}

//===--- Calls and lambdas ---===//

static bool namesLambda(const Node *callee) {
  callee = withoutKeepArray(callee);
  return callee->kind == Kind::Name && (callee->text == "function" || callee->text == "\xCE\xBB"); // λ
}

Node *Parser::infixCall(const Token &at, const Node *left) {
  llvm::SmallVector<const Node *> arguments;
  if (token.kind != TokenKind::RightParen) {
    do {
      Token first = token;
      arguments.push_back(accept(TokenKind::Question) ? leaf(Kind::Placeholder, first) : expression(0));
    } while (accept(TokenKind::Comma));
  }
  expect(TokenKind::RightParen, /*operatorExpected=*/true);
  if (namesLambda(left))
    return lambda(at, left, arguments);
  Node *result = node(Kind::Call, at, left);
  result->items = keep<const Node *>(arguments);
  return finish(result);
}

Node *Parser::lambda(const Token &at, const Node *left, llvm::ArrayRef<const Node *> arguments) {
  llvm::SmallVector<const Node *> parameters;
  for (const Node *argument : arguments) {
    parameters.push_back(withoutKeepArray(argument));
    if (parameters.back()->kind != Kind::Variable)
      fail(makeError(ErrorCode::S0208, argument->range, {{}, std::to_string(parameters.size())}));
  }
  Node *result = node(Kind::Lambda, at);
  result->range.begin = left->range.begin;
  result->mark = left->mark;
  result->items = keep<const Node *>(parameters);
  if (token.kind == TokenKind::Less)
    result->text = signature();
  expect(TokenKind::LeftBrace);
  result->lhs = expression(0);
  expect(TokenKind::RightBrace);
  return finish(result);
}

/// A signature is whatever tokens stand up to the bracket that closes it; their values, without blanks, are its text.
llvm::StringRef Parser::signature() {
  Range range = token.range;
  std::string text = "<";
  for (unsigned open = 1; open > 0 && token.kind != TokenKind::LeftBrace && token.kind != TokenKind::End;) {
    advance(/*operatorExpected=*/false);
    if (token.kind == TokenKind::Greater)
      --open;
    else if (token.kind == TokenKind::Less)
      ++open;
    if (token.kind == TokenKind::Number)
      text += numberText(token.number);
    else if (token.kind == TokenKind::Regex)
      text += ("/" + token.text + "/" + token.flags + "g").str();
    else
      text += token.text;
  }
  range.end = std::max(range.end, token.range.end);
  expect(TokenKind::Greater);
  if (error)
    return {};
  if (auto fault = checkSignature(text, range))
    fail(std::move(*fault));
  return llvm::StringRef(text).copy(memory);
}

std::unique_ptr<Expression> aslc::jsonata::parse(llvm::StringRef text, const ParseOptions &options,
                                                 std::optional<SyntaxError> &error) {
  auto result = std::make_unique<Expression>();
  result->text = text.str();
  if (text.size() >= UINT32_MAX) {
    error = makeError(ErrorCode::U1001, {}, {{}, "The expression is longer than 4 GiB"});
    return result;
  }
  Parser parser(*result, options);
  result->root = parser.parse();
  error = std::move(parser.error);
  if (!error && parser.missing)
    toPaths(*result, error); // finds S0207, or what stands before it
  if (error)
    result->root = nullptr;
  return result;
}
