// The path form of operands: what has no left operand.
#include "frontend/jsonata/PathBuilder.h"

using namespace aslc::jsonata;

Draft *PathBuilder::name(const Node &node, bool keepArray) {
  Draft *step = draft(Kind::Name, node);
  step->keepArray = keepArray;
  Draft *result = path(node, step);
  result->keepSteps = keepArray;
  return result;
}

Draft *PathBuilder::negate(const Node &node) {
  Draft *operand = process(*node.lhs);
  if (operand->kind() == Kind::Number) {
    operand->term->number = -operand->term->number;
    operand->term->range = node.range;
    return operand;
  }
  Draft *result = draft(Kind::Negate, node);
  result->term->lhs = operand->term;
  ancestry.push(*result, *operand);
  return result;
}

Draft *PathBuilder::bind(const Node &node) {
  Draft *result = draft(Kind::Bind, node);
  result->term->lhs = term(*node.lhs);
  Draft *value = process(*node.rhs);
  result->term->rhs = value->term;
  ancestry.push(*result, *value);
  return result;
}

Draft *PathBuilder::array(const Node &node) {
  Draft *result = draft(Kind::Array, node);
  llvm::SmallVector<const Term *> items;
  for (const Node *item : node.items) {
    Draft *value = process(*item);
    ancestry.push(*result, *value);
    items.push_back(value->term);
  }
  result->term->items = keep<const Term *>(items);
  return result;
}

Draft *PathBuilder::object(const Node &node) {
  Draft *result = draft(Kind::Object, node);
  llvm::SmallVector<TermPair> pairs;
  for (const Pair &pair : node.pairs) {
    Draft *key = process(*pair.key);
    ancestry.push(*result, *key);
    Draft *value = process(*pair.value);
    ancestry.push(*result, *value);
    pairs.push_back({key->term, value->term});
  }
  result->term->pairs = keep<TermPair>(pairs);
  return result;
}

Draft *PathBuilder::block(const Node &node) {
  Draft *result = draft(Kind::Block, node);
  for (const Node *item : node.items) {
    Draft *part = process(*item);
    ancestry.push(*result, *part);
    const Draft *first = part->kind() == Kind::Path ? part->parts.front() : part;
    result->term->cons |= first->term->cons;
    result->parts.push_back(part);
  }
  return result;
}

Draft *PathBuilder::lambda(const Node &node) {
  Draft *result = draft(Kind::Lambda, node);
  llvm::SmallVector<const Term *> parameters;
  for (const Node *parameter : node.items)
    parameters.push_back(draft(Kind::Variable, *parameter)->term);
  result->term->items = keep<const Term *>(parameters);
  result->term->lhs = term(*node.lhs);
  return result;
}

Draft *PathBuilder::transform(const Node &node) {
  Draft *result = draft(Kind::Transform, node);
  result->term->lhs = term(*node.lhs);
  result->term->rhs = term(*node.rhs);
  if (node.third)
    result->term->third = term(*node.third);
  return result;
}

Draft *PathBuilder::callArguments(const Node &node) {
  Draft *result = draft(Kind::Call, node);
  llvm::SmallVector<const Term *> arguments;
  for (const Node *argument : node.items) {
    Draft *value = argument->kind == Kind::Placeholder ? draft(Kind::Placeholder, *argument) : process(*argument);
    ancestry.push(*result, *value);
    arguments.push_back(value->term);
  }
  result->term->items = keep<const Term *>(arguments);
  return result;
}
