// The path form of operators and postfixes: what follows a left operand, which is built already.
#include "frontend/jsonata/PathBuilder.h"
#include "frontend/jsonata/Text.h"

using namespace aslc::jsonata;

/// The path has grown to the right: it now spans this node.
static Draft *spanning(Draft *path, const Node &node) {
  path->term->syntax = &node;
  path->term->range = node.range;
  path->term->mark = node.mark;
  return path;
}

/// The step that a postfix belongs to: the last one of a path; anything else is one itself.
static Draft *lastStep(Draft *draft) { return draft->kind() == Kind::Path ? draft->parts.back() : draft; }

static void turnPredicatesIntoStages(Draft &step) {
  for (const Term *predicate : step.predicates)
    step.stages.push_back({Stage::Filter, predicate, {}});
  step.predicates.clear();
}

Draft *PathBuilder::map(const Node &node, Draft *left) {
  Draft *result = left;
  if (left->kind() != Kind::Path)
    result = path(node, left);
  if (left->kind() == Kind::Parent)
    result->seeking = ancestry.makeSlots(left->slot);
  spanning(result, node);
  Draft *rest = process(*node.rhs);
  if (rest->kind() == Kind::Path) {
    result->parts.insert(result->parts.end(), rest->parts.begin(), rest->parts.end());
  } else {
    turnPredicatesIntoStages(*rest);
    result->parts.push_back(rest);
  }
  checkNewSteps(*result);
  for (Draft *step : {result->parts.front(), result->parts.back()})
    if (step->kind() == Kind::Array)
      step->term->cons = true;
  ancestry.resolve(*result);
  return result;
}

/// A string that is a step is a name; other literals are faults. Steps that an earlier `.` saw have not changed since:
/// a path is built in linear time.
void PathBuilder::checkNewSteps(Draft &path) {
  for (; path.checkedSteps < path.parts.size(); ++path.checkedSteps) {
    Draft &step = *path.parts[path.checkedSteps];
    Term &term = *step.term;
    if (term.kind == Kind::Number)
      fail(ErrorCode::S0213, term.range, {{}, numberText(term.number)});
    else if (term.kind == Kind::Boolean || term.kind == Kind::Null)
      fail(ErrorCode::S0213, term.range, {{}, term.kind == Kind::Null ? "null" : term.boolean ? "true" : "false"});
    else if (term.kind == Kind::String)
      term.kind = Kind::Name;
    path.keepSteps |= step.keepArray;
  }
  path.keepSteps |= path.keepsLateStep;
}

Draft *PathBuilder::chain(const Node &node, Draft *left) {
  Draft *result = draft(Kind::Binary, node);
  Draft *right = process(*node.rhs);
  result->term->lhs = left->term;
  result->term->rhs = right->term;
  result->keepArray = left->keepArray || right->keepArray;
  return result;
}

/// All other operators, and the range.
Draft *PathBuilder::binary(const Node &node, Draft *left) {
  Draft *result = draft(node.kind, node);
  Draft *right = process(*node.rhs);
  result->term->lhs = left->term;
  result->term->rhs = right->term;
  ancestry.push(*result, *left);
  ancestry.push(*result, *right);
  if (node.op == Operator::Coalesce || node.op == Operator::Default)
    result->parts.push_back(right);
  return result;
}

Draft *PathBuilder::condition(const Node &node, Draft *left) {
  Draft *result = draft(Kind::Condition, node);
  result->term->lhs = left->term;
  ancestry.push(*result, *left);
  auto branch = [&](const Node &of) {
    Draft *value = process(of);
    ancestry.push(*result, *value);
    result->parts.push_back(value);
    return value->term;
  };
  result->term->rhs = branch(*node.rhs);
  if (node.third)
    result->term->third = branch(*node.third);
  return result;
}

Draft *PathBuilder::predicate(const Node &node, Draft *left) {
  bool ofPath = left->kind() == Kind::Path;
  Draft *step = lastStep(left);
  if (step->group)
    fail(ErrorCode::S0209, node.mark);
  Draft *filter = process(*node.rhs);
  ancestry.resolvePredicate(*step, *filter);
  if (!ofPath) {
    step->predicates.push_back(filter->term);
    return left;
  }
  step->stages.push_back({Stage::Filter, filter->term, {}});
  return spanning(left, node);
}

Draft *PathBuilder::group(const Node &node, Draft *left) {
  if (left->group)
    fail(ErrorCode::S0210, node.mark);
  std::vector<TermPair> pairs;
  for (const Pair &pair : node.pairs) {
    const Term *key = term(*pair.key);
    pairs.push_back({key, term(*pair.value)});
  }
  left->group = std::move(pairs);
  return left->kind() == Kind::Path ? spanning(left, node) : left;
}

Draft *PathBuilder::sort(const Node &node, Draft *left) {
  Draft *result = left->kind() == Kind::Path ? spanning(left, node) : path(node, left);
  Draft *step = draft(Kind::Sort, node);
  llvm::SmallVector<TermSort> terms;
  for (const SortTerm &each : node.terms) {
    Draft *value = process(*each.expression);
    ancestry.push(*step, *value);
    terms.push_back({value->term, each.descending});
  }
  step->term->terms = keep<TermSort>(terms);
  result->parts.push_back(step);
  ancestry.resolve(*result);
  return result;
}

Draft *PathBuilder::focus(const Node &node, Draft *left, bool keepArray) {
  Draft *step = lastStep(left);
  if (!step->stages.empty() || !step->predicates.empty())
    fail(ErrorCode::S0215, node.mark);
  if (step->kind() == Kind::Sort)
    fail(ErrorCode::S0216, node.mark);
  if (keepArray) {
    step->keepArray = true;
    left->keepsLateStep = true;
  }
  step->term->focus = node.text;
  step->term->tuple = true;
  return left->kind() == Kind::Path ? spanning(left, node) : left;
}

Draft *PathBuilder::index(const Node &node, Draft *left) {
  Draft *step = lastStep(left);
  Draft *result = left;
  if (left->kind() == Kind::Path) {
    spanning(left, node);
  } else {
    result = path(node, left);
    turnPredicatesIntoStages(*step);
  }
  if (step->stages.empty())
    step->term->index = node.text;
  else
    step->stages.push_back({Stage::Index, nullptr, node.text});
  step->term->tuple = true;
  return result;
}
