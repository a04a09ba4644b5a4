// The path form of an expression: what JSONata evaluates. Chains of `.` become one Path with steps; predicates, `[]`,
// grouping, sorting and the bindings @ # % move onto the step that they belong to; calls in tail position are marked. All
// faults that need this form (S0209, S0210, S0213, S0215 to S0217 ...) are found here.
//
// A predicate after a path belongs to its last step and runs for each item that the step is applied to; one after
// anything else (a parenthesis, a call) runs once over the whole value. The same holds for the other postfixes.
#pragma once

#include "frontend/jsonata/Ast.h"

namespace aslc::jsonata {

struct Term;

struct TermPair {
  const Term *key;
  const Term *value;
};
struct TermSort {
  const Term *expression;
  bool descending;
};

/// What happens to the result of a step, in order.
struct Stage {
  enum Kind : uint8_t { Filter, Index } kind;
  const Term *predicate = nullptr; // Filter
  llvm::StringRef variable;        // Index: #$i after a predicate
};

/// An ancestor that a `%` refers to: the step so labelled binds its input under this label in the tuple stream.
using AncestorLabel = uint32_t;

struct Term {
  Kind kind; // never Predicate, KeepArray, Group, Focus, Index, and Binary never with Operator::Map; Sort only as a step
  Operator op = Operator::Map;
  bool boolean = false;
  double number = 0;
  const Node *syntax = nullptr; // where it comes from: ranges, texts
  Range range, mark;
  llvm::StringRef text, flags;
  const Term *lhs = nullptr, *rhs = nullptr, *third = nullptr;
  llvm::ArrayRef<const Term *> items; // Array, Block, Call, Lambda parameters; Path: its steps
  llvm::ArrayRef<TermPair> pairs;     // Object
  llvm::ArrayRef<TermSort> terms;     // Sort
  // Postfixes that follow this term
  llvm::ArrayRef<Stage> stages;        // a step: for each input item; elsewhere: over the whole value
  const llvm::ArrayRef<TermPair> *group = nullptr; // {..} after it
  bool keepArray = false;              // [] after it (Path: after any of its steps)
  // Array
  bool cons = false;                   // first or last step of a path: not flattened
  // Steps
  bool tuple = false;                  // belongs to a tuple stream: binds, or stands where a binding is needed
  llvm::StringRef focus;               // @$v on it
  llvm::StringRef index;               // #$i on it
  std::optional<AncestorLabel> ancestor; // binds its input item for a `%`
  // Parent
  AncestorLabel parent = 0;
  // Call
  bool tail = false;                   // in tail position of a lambda
};

/// Memory of a path form; the Expression must outlive it.
struct PathForm {
  const Term *root = nullptr;
  uint32_t ancestorCount = 0;
  llvm::BumpPtrAllocator terms;
};

std::unique_ptr<PathForm> toPaths(const Expression &expression, std::optional<SyntaxError> &error);
/// Indented text, as dump() of the syntax tree.
void dump(const Term &term, llvm::raw_ostream &out, unsigned indent = 0);

} // namespace aslc::jsonata
