// The path form of an expression: what JSONata evaluates. Chains of `.` become one Path with steps; predicates, `[]`,
// grouping, sorting and the bindings @ # % move onto the step that they belong to.
// All faults that need this form (S0209, S0210, S0213, S0215 to S0217 ...) are found here.
//
// What a reader of this form has to know:
// - A name is always in a Path, if of one step. Paths are flat, no step is a Path: `a.b.c` and `a.(b).c` alike are one
//   Path of three steps (the middle one of the second is a Block, which keeps its own Term, as every parenthesis does).
//   A variable, call, parenthesis ... alone is no Path; a `.`, a sort or an index binding after it wraps it in one.
// - A postfix `[p]` goes into `stages` of the last step when it follows a Path, into `predicates` when it follows
//   anything else. `stages` exist on steps only. The first step of a Path may have `predicates`: `$x[0].a` is the Path
//   of `$x` (predicates: 0) and `a`, whereas in `b.$x[0]` the 0 is a stage of the step `$x`.
// - A string that is a step is a Name; a negated number is a Number.
// - Chains are as deep on `lhs` as the text is long (1+1+1+..., f()()()..., but not a.b.c, which is flat): walk `lhs`
//   by a loop. All other depth is bounded by ParseOptions::maxDepth.
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

/// What happens to the result of a step, in order. In a tuple stream a stage runs once, over the whole stream; outside,
/// once for each input item of the step, over what the step makes of that item (after a Sort: over all).
struct Stage {
  enum Kind : uint8_t { Filter, Index } kind;
  const Term *predicate = nullptr; // Filter; of kind Number: an index, without a look at the items
  llvm::StringRef variable;        // Index: #$i after a predicate
};

/// An ancestor that a `%` refers to: the step so labelled binds its input item under this label in the tuple stream.
/// Several `%` may share a label. A label that no step binds (a `%` in the pairs of a group, in a lambda ...) is
/// undefined.
using AncestorLabel = uint32_t;

struct Term {
  Kind kind; // never Predicate, KeepArray, Group, Focus, Index; Binary never with Operator::Map; Sort only as a step
  Operator op = Operator::Map;
  bool boolean = false;
  double number = 0;
  const Node *syntax = nullptr; // where it comes from: ranges, texts. Of a Path: its last operator, or the name
  Range range, mark;
  llvm::StringRef text, flags;
  // As in Node, with these readings: Call: lhs is the callee. Condition: lhs ? rhs : third. Lambda: lhs is the body.
  // Sort and Path have none.
  const Term *lhs = nullptr, *rhs = nullptr, *third = nullptr;
  llvm::ArrayRef<const Term *> items; // Array, Block, Call, Lambda parameters; Path: its steps, one or more
  llvm::ArrayRef<TermPair> pairs;     // Object
  llvm::ArrayRef<TermSort> terms;     // Sort

  // Postfixes, in the order in which they apply
  llvm::ArrayRef<Stage> stages;            // steps: see Stage
  llvm::ArrayRef<const Term *> predicates; // not a Path: filters over the whole value, wherever the term stands
  const llvm::ArrayRef<TermPair> *group = nullptr; // {..} after it. Of a Path: after all its steps, wherever written
  // [] after it: if the result is a sequence, it stays an array even of one item (a plain array stays one anyway). Of a
  // Path: after any of its steps, and then an array constructor's array of its own becomes an item of a new array. Of a
  // Binary with Chain: one of its operands has it.
  bool keepArray = false;
  // Path: [] after its sort, index binding or group: only what keepArray means elsewhere. Done last.
  bool keepSequence = false;

  // Array: was the first or last step of a path when that was built. Its array is one item of the next sequence (not
  // flattened into it); as the first step it is evaluated once, with the whole input as its context. Block as first
  // step: its last such part makes it evaluate once, too.
  bool cons = false;
  // Steps. From the first step with `tuple` on, a path works on a stream of tuples. A Path (or a Block as a step) with
  // `tuple` gives the stream itself to the step that it is (a part of), rather than the items.
  bool tuple = false;    // it binds, or its result is bound
  llvm::StringRef focus; // @$v on it: binds each result to $v; the context stays the input item
  llvm::StringRef index; // #$i on it (without stages before): binds the place in the result of each input
  std::optional<AncestorLabel> ancestor; // Name, Wildcard: binds its input item for a `%`
  // Parent: the label whose value it is
  AncestorLabel parent = 0;
};

/// Memory of a path form; the Expression must outlive it.
struct PathForm {
  const Term *root = nullptr;
  uint32_t ancestorCount = 0; // labels are below it
  llvm::BumpPtrAllocator terms;
};

/// The path form, or null and `error` (S0209, S0210, S0213, S0215, S0216, S0217). The rules are those of the
/// reference's processAST, in its order, so that of several faults the same one is reported.
std::unique_ptr<PathForm> toPaths(const Expression &expression, std::optional<SyntaxError> &error);
/// Indented text, as dump() of the syntax tree.
void dump(const Term &term, llvm::raw_ostream &out, unsigned indent = 0);

} // namespace aslc::jsonata
