// What `%` refers to, found while the path form is built.
//
// Each `%` has a slot: how many steps (levels) it still has to go back, and the label under which the step that it ends
// at binds its input. A term that holds a `%` whose step lies outside of it is seeking: its list of slots goes up to
// the enclosing term, until a path has a step for it. The lists are shared between a term and the one that holds it,
// and keep slots that have been resolved: the reference does so, and whether a term counts as seeking depends on it.
#pragma once

#include "frontend/jsonata/Paths.h"

#include <deque>
#include <vector>

namespace aslc::jsonata {

struct Slot {
  AncestorLabel label;
  Range range; // of the `%`
  int level = 1;
};
using Slots = std::vector<Slot *>;

/// A term in the making, with what is needed only until all is built.
struct Draft {
  Term *term;
  std::vector<Draft *> parts; // Path: steps; Block: expressions; Condition and Default: branches that give its value
  std::vector<Stage> stages;
  std::vector<const Term *> predicates;
  std::optional<std::vector<TermPair>> group;
  Slots *seeking = nullptr;
  Slot *slot = nullptr;     // Parent
  Slot *ancestor = nullptr; // Name, Wildcard
  bool keepArray = false;   // [] on the syntax node that made it
  // Path
  bool keepSteps = false;     // [] on a step
  bool keepsLateStep = false; // [] came onto a step after the path was checked for such steps
  size_t checkedSteps = 0;    // of the steps that `.` has looked at

  Kind kind() const { return term->kind; }
};

class Ancestry {
public:
  Slot *makeSlot(Range range);
  uint32_t slotCount() const { return slots.size(); }
  /// The slots in `value`, if any, are now sought from `result`.
  void push(Draft &result, Draft &value);
  /// Resolves the slots of the last step of a path against the steps before it.
  void resolve(Draft &path);
  /// Resolves the slots of a predicate against the step that it stands on.
  void resolvePredicate(Draft &step, Draft &predicate);
  Slots *makeSlots(Slot *first);

  /// A `%` leads to what has no parent (S0217), or following all of them takes too long (U1001).
  std::optional<SyntaxError> fault;

private:
  void seek(Draft &node, Slot &slot);

  /// Steps that may be gone back in all. Each of n `%` in a row goes back over the others: a text of a megabyte of them
  /// would take minutes.
  static constexpr uint32_t maxSteps = 1 << 24;
  uint32_t stepCount = 0;

  std::deque<Slot> slots;
  std::deque<Slots> lists;
};

} // namespace aslc::jsonata
