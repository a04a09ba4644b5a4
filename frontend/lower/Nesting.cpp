#include "frontend/lower/Nesting.h"

#include "ir/json/Json.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace aslc;
using jsonata::Kind;
using jsonata::Node;
using jsonata::Operator;

/// The functions that take the value of another one as it is returned.
static bool takesReturned(const Node &node) {
  return node.kind == Kind::Variable && llvm::StringSwitch<bool>(node.text).Cases("map", "each", "reduce", true).Default(false);
}

/// Whether a function that a name means may give a sequence.
static bool mayGiveSequence(llvm::StringRef name) {
  const ir::BuiltinRow *builtin = ir::findBuiltin(name);
  if (!builtin)
    return true;
  // These give arrays of their own; what gives an array otherwise gives a sequence, or its argument as it is.
  bool givesArray = llvm::StringSwitch<bool>(name).Cases("split", "zip", "range", "partition", true).Default(false);
  llvm::StringRef result = builtin->signature.rsplit(':').second;
  return !givesArray && (result.empty() || !llvm::StringRef("nsblof").contains(result.front()));
}

static bool returnsSequence(const Node &body) {
  switch (body.kind) {
  case Kind::Block:
    return !body.items.empty() && returnsSequence(*body.items.back());
  case Kind::Condition:
    return returnsSequence(*body.rhs) || (body.third && returnsSequence(*body.third));
  case Kind::Binary:
    return (body.op == Operator::Coalesce || body.op == Operator::Default) && (returnsSequence(*body.lhs) || returnsSequence(*body.rhs));
  case Kind::Call: // in tail position
    return body.lhs->kind != Kind::Variable || mayGiveSequence(body.lhs->text);
  default:
    return false;
  }
}

namespace {
enum class Function { None, Flat, MayNest };
}

/// Of an argument of $map: whether it is a function, and what it returns.
static Function functionOf(const Node &argument) {
  bool mayNest;
  if (argument.kind == Kind::Lambda)
    mayNest = returnsSequence(*argument.lhs);
  else if (argument.kind == Kind::Variable && ir::findBuiltin(argument.text))
    mayNest = mayGiveSequence(argument.text);
  else if (argument.kind == Kind::Call && llvm::any_of(argument.items, [](const Node *item) { return item->kind == Kind::Placeholder; }))
    mayNest = argument.lhs->kind != Kind::Variable || mayGiveSequence(argument.lhs->text);
  else
    return Function::None;
  return mayNest ? Function::MayNest : Function::Flat;
}

static bool mayNestIn(const Node *node);

static bool mayNest(const Node &node) {
  auto any = [](const auto &parts) { return llvm::any_of(parts, [](const Node *part) { return mayNestIn(part); }); };
  if (mayNestIn(node.rhs) || mayNestIn(node.third) || any(node.items))
    return true;
  for (const jsonata::Pair &pair : node.pairs)
    if (mayNestIn(pair.key) || mayNestIn(pair.value))
      return true;
  return llvm::any_of(node.terms, [](const jsonata::SortTerm &term) { return mayNestIn(term.expression); });
}

/// Left sides by a loop: they are as deep as the text is long.
static bool mayNestIn(const Node *node) {
  for (; node; node = node->lhs) {
    if (takesReturned(*node) || mayNest(*node))
      return true;
    if (node->kind != Kind::Call || !takesReturned(*node->lhs))
      continue;
    auto functions = llvm::map_range(node->items, [](const Node *item) { return functionOf(*item); });
    return llvm::is_contained(functions, Function::MayNest) || !llvm::is_contained(functions, Function::Flat);
  }
  return false;
}

bool lower::mayNestSequences(const Node &root) { return mayNestIn(&root); }
