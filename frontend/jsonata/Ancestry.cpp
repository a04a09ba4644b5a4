#include "frontend/jsonata/Ancestry.h"

#include "frontend/jsonata/SyntaxErrors.h"

using namespace aslc::jsonata;

Slot *Ancestry::makeSlot(Range range) {
  return &slots.emplace_back(Slot{static_cast<AncestorLabel>(slots.size()), range});
}

Slots *Ancestry::makeSlots(Slot *first) { return &lists.emplace_back(Slots{first}); }

void Ancestry::push(Draft &result, Draft &value) {
  if (!value.seeking && value.kind() != Kind::Parent)
    return;
  Slots *found = value.seeking ? value.seeking : &lists.emplace_back();
  if (value.kind() == Kind::Parent)
    found->push_back(value.slot);
  if (!result.seeking)
    result.seeking = found;
  else
    for (Slot *slot : *found)
      result.seeking->push_back(slot);
}

/// Takes a slot one step further back, to `node`. A name or wildcard is a level; so is, the other way, a `%`.
void Ancestry::seek(Draft &node, Slot &slot) {
  if (++stepCount > maxSteps && !fault)
    fault = makeError(ErrorCode::U1001, node.term->range, {{}, "The expression has too many parent operators (%)"});
  switch (node.kind()) {
  case Kind::Name:
  case Kind::Wildcard:
    if (--slot.level != 0)
      return;
    if (node.ancestor)
      slot.label = node.ancestor->label;
    node.ancestor = &slot;
    node.term->tuple = true;
    return;
  case Kind::Parent: ++slot.level; return;
  case Kind::Block:
    if (node.parts.empty())
      return;
    node.term->tuple = true;
    return seek(*node.parts.back(), slot);
  case Kind::Path: {
    node.term->tuple = true;
    size_t index = node.parts.size() - 1;
    seek(*node.parts[index], slot);
    while (!fault && slot.level > 0 && index > 0)
      seek(*node.parts[--index], slot);
    return;
  }
  default:
    if (!fault)
      fault = makeError(ErrorCode::S0217, node.term->range);
  }
}

void Ancestry::resolve(Draft &path) {
  Draft &last = *path.parts.back();
  if (last.kind() != Kind::Parent && !last.seeking)
    return;
  Slots own;
  Slots &sought = last.seeking ? *last.seeking : own;
  if (last.kind() == Kind::Parent)
    sought.push_back(last.slot);
  // By index: the path may be seeking with the very same list, which then grows here.
  for (size_t i = 0; i < sought.size() && !fault; ++i) {
    Slot &slot = *sought[i];
    size_t before = path.parts.size() - 1; // steps that have not been tried
    while (slot.level > 0 && !fault) {
      if (before == 0) {
        if (path.seeking)
          path.seeking->push_back(&slot);
        else
          path.seeking = makeSlots(&slot);
        break;
      }
      Draft *step = path.parts[--before];
      // Of steps in a row that bind a focus, only the first moves the context.
      while (before > 0 && !step->term->focus.empty() && !path.parts[before - 1]->term->focus.empty())
        step = path.parts[--before];
      seek(*step, slot);
    }
  }
}

void Ancestry::resolvePredicate(Draft &step, Draft &predicate) {
  if (!predicate.seeking)
    return;
  for (size_t i = 0; i < predicate.seeking->size() && !fault; ++i) {
    Slot &slot = *(*predicate.seeking)[i];
    if (slot.level == 1)
      seek(step, slot);
    else
      --slot.level;
  }
  push(step, predicate);
}
