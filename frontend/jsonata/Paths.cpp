#include "frontend/jsonata/Paths.h"

#include "frontend/jsonata/PathBuilder.h"
#include "frontend/jsonata/Text.h"

using namespace aslc::jsonata;

std::unique_ptr<PathForm> aslc::jsonata::toPaths(const Expression &expression, std::optional<SyntaxError> &error) {
  auto form = std::make_unique<PathForm>();
  PathBuilder builder(form->terms);
  form->root = builder.build(*expression.root);
  form->ancestorCount = builder.slotCount();
  error = std::move(builder.error);
  return error ? nullptr : std::move(form);
}

/// The `%` to blame for an expression that is still seeking.
static const Slot &sought(const Slots &slots) {
  for (const Slot *slot : slots)
    if (slot->level > 0)
      return *slot;
  return *slots.front();
}

const Term *PathBuilder::build(const Node &root) {
  Draft *result = process(root);
  if (result->kind() == Kind::Parent)
    fail(ErrorCode::S0217, root.range);
  else if (result->seeking) // even if all has been found meanwhile, as in (a.b)[%.c]
    fail(ErrorCode::S0217, sought(*result->seeking).range);
  for (Draft &each : drafts)
    seal(each);
  return result->term;
}

void PathBuilder::fail(ErrorCode code, Range range, const ErrorArguments &arguments) {
  if (!error)
    error = makeError(code, range, arguments);
}

//===--- Drafts ---===//

Draft *PathBuilder::draft(Kind kind, const Node &node) {
  auto *term = new (memory.Allocate<Term>()) Term{};
  term->kind = kind;
  term->op = node.op;
  term->boolean = node.boolean;
  term->number = node.number;
  term->syntax = &node;
  term->range = node.range;
  term->mark = node.mark;
  term->text = node.text;
  term->flags = node.flags;
  Draft &result = drafts.emplace_back();
  result.term = term;
  return &result;
}

Draft *PathBuilder::path(const Node &node, Draft *step) {
  Draft *result = draft(Kind::Path, node);
  result->term->text = {};
  result->parts.push_back(step);
  return result;
}

/// Gives a term what its draft has gathered.
void PathBuilder::seal(Draft &draft) {
  Term &term = *draft.term;
  term.stages = keep<Stage>(draft.stages);
  term.predicates = keep<const Term *>(draft.predicates);
  if (draft.group)
    term.group =
        new (memory.Allocate<llvm::ArrayRef<TermPair>>()) llvm::ArrayRef<TermPair>(keep<TermPair>(*draft.group));
  if (draft.ancestor)
    term.ancestor = draft.ancestor->label;
  if (draft.slot)
    term.parent = draft.slot->label;
  term.keepArray = draft.keepArray;
  if (term.kind != Kind::Path && term.kind != Kind::Block)
    return;
  llvm::SmallVector<const Term *> items;
  for (Draft *part : draft.parts)
    items.push_back(part->term);
  term.items = keep<const Term *>(items);
  if (term.kind == Kind::Path) {
    term.keepArray = draft.keepSteps;
    term.keepSequence = draft.keepArray;
  }
}

//===--- The walk ---===//

/// Goes down the left operands by a loop, since they may be more than the stack is deep, then up again. A `[]` belongs
/// to the nearest node to its left that is no predicate.
Draft *PathBuilder::process(const Node &root) {
  llvm::SmallVector<Pending> pending;
  const Node *node = &root;
  bool keepArray = false;
  for (; continuesLeft(node->kind) && node->kind != Kind::Bind; node = node->lhs) {
    if (node->kind == Kind::KeepArray) {
      keepArray = true;
      continue;
    }
    pending.push_back({node});
    if (node->kind == Kind::Predicate)
      continue;
    pending.back().keepArray = std::exchange(keepArray, false);
    if (node->kind == Kind::Call)
      pending.back().call = callArguments(*node);
  }
  Draft *result = node->kind == Kind::Name ? name(*node, keepArray) : processOperand(*node);
  result->keepArray |= keepArray;
  while (!pending.empty()) {
    Pending next = pending.pop_back_val();
    result = apply(next, result);
    result->keepArray |= next.keepArray;
    if (ancestry.fault && !error)
      error = ancestry.fault;
  }
  return result;
}

Draft *PathBuilder::processOperand(const Node &node) {
  switch (node.kind) {
  case Kind::Parent: {
    Draft *result = draft(Kind::Parent, node);
    result->slot = ancestry.makeSlot(node.range);
    return result;
  }
  case Kind::Placeholder: // an operand that the text ends before; those of partial calls do not come here
    fail(ErrorCode::S0207, node.range);
    return draft(Kind::Null, node);
  case Kind::Negate: return negate(node);
  case Kind::Bind: return bind(node);
  case Kind::Array: return array(node);
  case Kind::Object: return object(node);
  case Kind::Block: return block(node);
  case Kind::Lambda: return lambda(node);
  case Kind::Transform: return transform(node);
  default: return draft(node.kind, node);
  }
}

Draft *PathBuilder::apply(const Pending &pending, Draft *left) {
  const Node &node = *pending.node;
  switch (node.kind) {
  case Kind::Condition: return condition(node, left);
  case Kind::Predicate: return predicate(node, left);
  case Kind::Group: return group(node, left);
  case Kind::Sort: return sort(node, left);
  case Kind::Focus: return focus(node, left, pending.keepArray);
  case Kind::Index: return index(node, left);
  case Kind::Call: pending.call->term->lhs = left->term; return pending.call;
  default: break;
  }
  if (node.kind == Kind::Binary && node.op == Operator::Map)
    return map(node, left);
  if (node.kind == Kind::Binary && node.op == Operator::Chain)
    return chain(node, left);
  return binary(node, left);
}
