#include "frontend/sema/Walker.h"

#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace aslc::jsonata;

namespace aslc::sema {

void forEachNode(const Node &root, function_ref<bool(const Node &)> visit) {
  SmallVector<const Node *> pending{&root};
  while (!pending.empty()) {
    const Node &node = *pending.pop_back_val();
    if (!visit(node))
      continue;
    for (const Node *child : {node.lhs, node.rhs, node.third})
      if (child)
        pending.push_back(child);
    pending.append(node.items.begin(), node.items.end());
    for (const Pair &pair : node.pairs)
      pending.append({pair.key, pair.value});
    for (const SortTerm &term : node.terms)
      pending.push_back(term.expression);
  }
}

bool bindsVariables(const Term &path) {
  return any_of(path.items, [](const Term *step) {
    return !step->focus.empty() || !step->index.empty() ||
           any_of(step->stages, [](const Stage &stage) { return stage.kind == Stage::Index; });
  });
}

/// The callee of a call by name, or null.
static const Term *namedCallee(const Term &call) {
  const Term &callee = *call.lhs;
  if (callee.group || !callee.predicates.empty())
    return nullptr;
  if (callee.kind == Kind::Variable)
    return &callee;
  bool isName = callee.kind == Kind::Path && callee.items.size() == 1 && callee.items[0]->kind == Kind::Name;
  return isName && callee.items[0]->stages.empty() ? &callee : nullptr;
}

/// What is evaluated first, in the same context and frame, and may be a chain of any length; or null.
static const Term *leftPart(const Term &term) {
  if (term.kind == Kind::Path)
    return term.items.front();
  if (term.kind == Kind::Call)
    return namedCallee(term) ? nullptr : term.lhs;
  return continuesLeft(term.kind) && term.kind != Kind::Bind ? term.lhs : nullptr;
}

void Walker::walk(const Term &root, Context context) {
  openFrame(Frame::Expression, root);
  visit(root, context, /*certain=*/true);
  closeFrame();
}

void Walker::visit(const Term &top, Context context, bool certain) {
  SmallVector<const Term *> spine;
  const Term *term = &top;
  for (; const Term *left = leftPart(*term); term = left) {
    spine.push_back(term);
    // The bindings of a path are seen by its steps, the predicates on the first included.
    if (term->kind == Kind::Path && bindsVariables(*term))
      openFrame(Frame::Path, *term);
  }
  operand(*term, context, certain && spine.empty());
  postfixes(*term);
  while (!spine.empty()) {
    const Term &outer = *spine.pop_back_val();
    rest(outer, context);
    postfixes(outer);
    if (outer.kind == Kind::Path && bindsVariables(outer))
      closeFrame();
  }
}

void Walker::operand(const Term &term, Context context, bool certain) {
  switch (term.kind) {
  case Kind::Name:
  case Kind::Wildcard:
  case Kind::Descendants:
    return onName(term, context);
  case Kind::Variable:
    return onVariable(term, context);
  case Kind::Negate:
    return visit(*term.lhs, context);
  case Kind::Bind:
    visit(*term.rhs, context, certain);
    return onBind(*term.lhs, certain);
  case Kind::Array:
    for (const Term *item : term.items)
      visit(*item, context);
    return;
  case Kind::Object:
    return pairs(term.pairs, context);
  case Kind::Block:
    return frame(Frame::Block, term, term.items, context);
  case Kind::Lambda:
    // A body sees the context of the place where the lambda is written. AWS lets it use names even where that is none.
    return frame(Frame::Lambda, term, term.lhs, Context::Present);
  case Kind::Call:
    return call(term, nullptr, context);
  case Kind::Transform:
    for (const Term *part : {term.lhs, term.rhs, term.third})
      if (part)
        visit(*part, Context::Present);
    return;
  case Kind::Sort:
    for (const TermSort &each : term.terms)
      visit(*each.expression, Context::Present);
    return;
  default:
    return;
  }
}

/// What comes after the left part of a term.
void Walker::rest(const Term &term, Context context) {
  switch (term.kind) {
  case Kind::Path:
    for (const Term *step : term.items.drop_front())
      visit(*step, Context::Present);
    return onPath(term);
  case Kind::Call:
    for (const Term *argument : term.items)
      visit(*argument, context);
    return;
  default:
    if (term.kind == Kind::Binary && term.op == Operator::Chain)
      return chained(*term.rhs, *term.lhs, context);
    visit(*term.rhs, context);
    if (term.third)
      visit(*term.third, context);
  }
}

void Walker::call(const Term &call, const Term *piped, Context context) {
  for (const Term *argument : call.items)
    visit(*argument, context);
  onCall(*namedCallee(call), call, piped, context);
}

void Walker::chained(const Term &function, const Term &argument, Context context) {
  bool partial = any_of(function.items, [](const Term *item) { return item->kind == Kind::Placeholder; });
  if (function.kind == Kind::Call && !partial && namedCallee(function)) {
    call(function, &argument, context);
    return postfixes(function);
  }
  if (function.kind == Kind::Variable && function.predicates.empty() && !function.group)
    return onChain(function, context);
  visit(function, context);
}

void Walker::frame(Frame kind, const Term &owner, ArrayRef<const Term *> statements, Context context) {
  openFrame(kind, owner);
  for (const Term *statement : statements)
    visit(*statement, context, /*certain=*/true);
  closeFrame();
}

void Walker::postfixes(const Term &term) {
  for (const Stage &stage : term.stages)
    if (stage.predicate)
      visit(*stage.predicate, Context::Present);
  for (const Term *predicate : term.predicates)
    visit(*predicate, Context::Present);
  if (term.group)
    pairs(*term.group, Context::Present);
}

void Walker::pairs(ArrayRef<TermPair> pairs, Context context) {
  for (const TermPair &pair : pairs) {
    visit(*pair.key, context);
    visit(*pair.value, context);
  }
}

} // namespace aslc::sema
