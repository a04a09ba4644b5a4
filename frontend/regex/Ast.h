// Regular expressions as trees, by JavaScript's grammar (ECMA-262, with annex B, without the flags u and v).
#pragma once

#include "frontend/regex/CharSet.h"

#include <deque>
#include <vector>

namespace aslc::regex {

inline constexpr uint32_t unlimited = UINT32_MAX;

struct Node {
  enum Kind : uint8_t {
    Set,           // one code unit of `set`
    Sequence,      // the children one after another; without any: nothing
    Alternation,   // one of the children
    Capture,       // the child; `number` is the group's
    Quantifier,    // the child `min` to `max` times
    Lookaround,    // whether the child matches here
    Assertion,     // one of the enum below
    BackReference, // what group `number` holds
  };
  enum AssertionKind : uint8_t { InputStart, InputEnd, LineStart, LineEnd, WordEdge, NoWordEdge };

  Kind kind;
  AssertionKind assertion = InputStart;
  bool behind = false, negative = false; // Lookaround
  bool greedy = true;                    // Quantifier
  uint32_t number = 0;
  uint32_t min = 0, max = 0;
  uint32_t firstGroup = 0, endGroup = 0; // groups inside a Quantifier: from the first up to, not including, the second
  CharSet set;
  std::vector<const Node *> children;

  const Node &child() const { return *children.front(); }
};

struct Pattern {
  const Node *root = nullptr;
  uint32_t groups = 0;
  bool ignoreCase = false;
  std::deque<Node> nodes;
};

} // namespace aslc::regex
