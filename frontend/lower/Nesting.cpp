#include "frontend/lower/Nesting.h"

#include "ir/json/Json.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"

using namespace aslc;
using jsonata::Kind;
using jsonata::Node;
using jsonata::Operator;

/// Whether something holds for a node of a tree. Left sides are gone down by a loop: they are as deep as the text is long. The name of what
/// a Call calls is a part of the Call.
static bool anyNode(const Node *node, llvm::function_ref<bool(const Node &)> holds) {
  auto any = [&](const Node *part) { return anyNode(part, holds); };
  while (node) {
    if (holds(*node) || any(node->rhs) || any(node->third) || llvm::any_of(node->items, any))
      return true;
    if (llvm::any_of(node->pairs, [&](const jsonata::Pair &pair) { return any(pair.key) || any(pair.value); }) ||
        llvm::any_of(node->terms, [&](const jsonata::SortTerm &term) { return any(term.expression); }))
      return true;
    bool named = node->kind == Kind::Call && node->lhs->kind == Kind::Variable;
    node = named ? nullptr : node->lhs;
  }
  return false;
}

/// The functions that take the value of another one as it is returned.
static bool takesReturned(const Node &node) {
  return node.kind == Kind::Variable && llvm::StringSwitch<bool>(node.text).Cases("map", "each", "reduce", true).Default(false);
}

namespace {

class Nesting {
public:
  explicit Nesting(const Node &root) : root(root) {}
  bool mayNest();

private:
  void addBindings(const Node &node);
  bool mayGive(llvm::StringRef function) const;
  bool returnsSequence(const Node &body) const;
  bool mayNestBy(const Node &node) const;
  enum class Function { None, Flat, MayNest };
  Function functionOf(const Node &argument) const;

  const Node &root;
  llvm::StringMap<bool> bound; // names of variables: whether one may hold a function that gives a sequence
};

} // namespace

/// What is bound to a lambda gives what that returns; anything else may be any function.
void Nesting::addBindings(const Node &node) {
  if (node.kind == Kind::Bind)
    bound[node.lhs->text] |= node.rhs->kind != Kind::Lambda || returnsSequence(*node.rhs->lhs);
  else if (node.kind == Kind::Focus || node.kind == Kind::Index)
    bound[node.text] = true;
  else if (node.kind == Kind::Lambda)
    for (const Node *parameter : node.items)
      bound[parameter->text] = true;
}

/// Whether a function that a name means may give a sequence.
bool Nesting::mayGive(llvm::StringRef function) const {
  auto variable = bound.find(function);
  if (variable != bound.end())
    return variable->second;
  const ir::BuiltinRow *builtin = ir::findBuiltin(function);
  if (!builtin)
    return true;
  // These give arrays of their own; what gives an array otherwise gives a sequence, or its argument as it is.
  bool givesArray = llvm::StringSwitch<bool>(function).Cases("split", "zip", "range", "partition", true).Default(false);
  llvm::StringRef result = builtin->signature.rsplit(':').second;
  return !givesArray && (result.empty() || !llvm::StringRef("nsblof").contains(result.front()));
}

bool Nesting::returnsSequence(const Node &body) const {
  switch (body.kind) {
  case Kind::Block:
    return !body.items.empty() && returnsSequence(*body.items.back());
  case Kind::Condition:
    return returnsSequence(*body.rhs) || (body.third && returnsSequence(*body.third));
  case Kind::Binary:
    return (body.op == Operator::Coalesce || body.op == Operator::Default) && (returnsSequence(*body.lhs) || returnsSequence(*body.rhs));
  case Kind::Call: // in tail position
    return body.lhs->kind != Kind::Variable || mayGive(body.lhs->text);
  default:
    return false;
  }
}

/// Of an argument of $map: whether it is a function, and what it returns. A variable that may hold anything may as well be the array.
Nesting::Function Nesting::functionOf(const Node &argument) const {
  bool nests;
  if (argument.kind == Kind::Lambda)
    nests = returnsSequence(*argument.lhs);
  else if (argument.kind == Kind::Variable && (bound.contains(argument.text) ? !bound.lookup(argument.text) : ir::findBuiltin(argument.text) != nullptr))
    nests = mayGive(argument.text);
  else if (argument.kind == Kind::Call && llvm::any_of(argument.items, [](const Node *item) { return item->kind == Kind::Placeholder; }))
    nests = argument.lhs->kind != Kind::Variable || mayGive(argument.lhs->text);
  else
    return Function::None;
  return nests ? Function::MayNest : Function::Flat;
}

bool Nesting::mayNestBy(const Node &node) const {
  if (node.kind != Kind::Call || !takesReturned(*node.lhs))
    return takesReturned(node); // as a value: nobody knows what it is called with
  auto functions = llvm::map_range(node.items, [&](const Node *item) { return functionOf(*item); });
  return llvm::is_contained(functions, Function::MayNest) || !llvm::is_contained(functions, Function::Flat);
}

bool Nesting::mayNest() {
  anyNode(&root, [&](const Node &node) { return addBindings(node), false; });
  return anyNode(&root, [&](const Node &node) { return mayNestBy(node); });
}

bool lower::mayNestSequences(const Node &root) { return Nesting(root).mayNest(); }
