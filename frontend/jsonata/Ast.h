// JSONata expressions: the syntax tree that the parser builds and the printer prints back, and the path form in which the
// language's meaning is defined (steps, stages, bindings of parents), which Paths.h makes of it.
//
// Nodes are owned by an Expression and never freed one by one. Ranges are bytes of the expression's text.
#pragma once

#include "frontend/basic/Source.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace aslc::jsonata {

struct Range {
  uint32_t begin = 0, end = 0;
};

enum class Kind : uint8_t {
  // Leaves
  Null, Boolean, Number, String, Regex,
  Name,       // foo, `foo bar`
  Variable,   // $x; `$` has the name "", `$$` the name "$"
  Wildcard,   // *
  Descendants,// **
  Parent,     // %
  Placeholder,// ? as an argument
  // Operators
  Binary,     // op, lhs, rhs
  Negate,     // -x
  Bind,       // $x := e
  Condition,  // c ? t : e, e may be missing
  Range,      // a..b inside an array constructor
  // Postfix on a step
  Predicate,  // lhs[rhs]
  KeepArray,  // lhs[]
  Group,      // lhs{pairs}
  Sort,       // lhs^(terms)
  Focus,      // lhs@$v
  Index,      // lhs#$i
  // Constructors and functions
  Array, Object, Block, Lambda, Call, Transform,
  // Path form only
  Path,
};

enum class Operator : uint8_t {
  Map, // .
  Add, Subtract, Multiply, Divide, Modulo,
  Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual,
  Concat, And, Or, In, Chain, // & and or in ~>
  Coalesce, // ??
  Default,  // ?:
};
llvm::StringRef spelling(Operator op);

/// Whether `lhs` is a left operand, which comes first in the text: the chains that may be of any length.
constexpr bool continuesLeft(Kind kind) {
  return kind == Kind::Binary || (kind >= Kind::Bind && kind <= Kind::Index) || kind == Kind::Call;
}

struct Node;

struct Pair {
  const Node *key;
  const Node *value;
};
struct SortTerm {
  const Node *expression;
  bool descending;
};

/// A node of the syntax tree. Which members count depends on the kind.
struct Node {
  Kind kind;
  Operator op = Operator::Map; // Binary
  bool boolean = false;        // Boolean
  bool quoted = false;         // Name: written with backquotes
  double number = 0;           // Number
  Range range;                 // all of the node's text
  Range mark;                  // the token that errors point at: operator, name, opening bracket
  llvm::StringRef text;        // Name, Variable, String (decoded, WTF-8), Regex (pattern), Number (as written), Lambda (signature, with <>),
                               // Focus and Index (variable without $)
  llvm::StringRef flags;       // Regex
  const Node *lhs = nullptr;   // Binary, Negate, Bind (Variable), Condition, postfix, Call (callee), Lambda (body), Transform (pattern)
  const Node *rhs = nullptr;   // Binary, Bind, Condition (then), Predicate, Range, Transform (update)
  const Node *third = nullptr; // Condition (else), Transform (delete); may be null
  llvm::ArrayRef<const Node *> items;   // Array, Block, Call (arguments), Lambda (parameters, Variables)
  llvm::ArrayRef<Pair> pairs;           // Object, Group
  llvm::ArrayRef<SortTerm> terms;       // Sort
};

/// A parsed expression and the memory of its nodes.
struct Expression {
  std::string text;
  const Node *root = nullptr;
  llvm::BumpPtrAllocator nodes;
};

/// A fault that the parser found: code and message of runtime/abi/Errors.def with its substitutions filled in.
struct SyntaxError {
  std::string code;
  std::string message;
  Range range;
};

struct ParseOptions {
  bool coalescing = true;   // ?? and ?: (2.1 on; not in AWS's 2.0.6, where they are S0211 or as the older parser says)
  uint32_t maxDepth = 500;  // nesting; stops texts that would exhaust a stack
};

/// Parses; on failure the expression has no root and `error` is set, to the code that the reference gives first. Some
/// faults are found only by toPaths() (Paths.h). Left-associative chains (1+1+1..., f()()...) may be of any length and
/// make the tree as deep on `lhs`: walk it by a loop (continuesLeft). All other depth is bounded by maxDepth (U1001).
std::unique_ptr<Expression> parse(llvm::StringRef text, const ParseOptions &options, std::optional<SyntaxError> &error);

/// The expression as text again, that parses to the same tree (any that parse() gives: every parenthesis is a Block of
/// its own there, so none has to be made up). Canonical blanks, one line unless a name or a regular expression holds a
/// line break.
std::string print(const Node &node);
/// The tree as indented text, for --emit=ast: a line a node with its range (`begin-end`, last on the line). An operator
/// or postfix stands below its left operand, one level in, in the order of application: `a.b + 1` is
///     name "a" 0-1
///       map 0-3
///         name "b" 2-3
///       add 0-7
///         number 1 6-7
/// so that a chain of any length stays flat.
void dump(const Node &node, llvm::raw_ostream &out, unsigned indent = 0);

} // namespace aslc::jsonata
