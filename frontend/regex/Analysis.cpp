// Whether PCRE2 finds the same as JavaScript. It does not, or may not,
//   - where a repeated group can match nothing: JavaScript goes back on such a repetition, PCRE2 ends the loop with it;
//   - where a repetition may leave out a group inside it: JavaScript empties the group, PCRE2 keeps what an earlier repetition left;
//   - where a repeated group refers back to a group inside it, which JavaScript has emptied then;
//   - where a reference ignores case: PCRE2 folds case by other rules;
//   - in lookbehinds of varying length, which PCRE2 refuses, or with groups and references, which JavaScript matches from right to
//     left.
// It is enough that no pattern is passed that means something else; some that are kept back would do.

#include "frontend/regex/Regex.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;
using namespace aslc::regex;

bool aslc::regex::isNullable(const Node &node) {
  switch (node.kind) {
  case Node::Set:
    return false;
  case Node::Sequence:
    return all_of(node.children, [](const Node *child) { return isNullable(*child); });
  case Node::Alternation:
    return any_of(node.children, [](const Node *child) { return isNullable(*child); });
  case Node::Capture:
    return isNullable(node.child());
  case Node::Quantifier:
    return node.min == 0 || isNullable(node.child());
  case Node::Lookaround:
  case Node::Assertion:
  case Node::BackReference:
    return true;
  }
  return true;
}

/// The number of code units that each match of a node has; nothing if that varies.
static std::optional<uint64_t> fixedLength(const Node &node) {
  uint64_t sum = 0;
  switch (node.kind) {
  case Node::Set:
    return 1;
  case Node::Sequence:
    for (const Node *child : node.children) {
      auto length = fixedLength(*child);
      if (!length)
        return std::nullopt;
      sum += *length;
    }
    return sum;
  case Node::Alternation: {
    auto first = fixedLength(*node.children.front());
    bool same = all_of(node.children, [&](const Node *child) { return fixedLength(*child) == first; });
    return same ? first : std::nullopt;
  }
  case Node::Capture:
    return fixedLength(node.child());
  case Node::Quantifier: {
    auto length = fixedLength(node.child());
    return length && node.min == node.max ? std::optional(*length * node.min) : std::nullopt;
  }
  case Node::Lookaround:
  case Node::Assertion:
    return 0;
  case Node::BackReference:
    return std::nullopt;
  }
  return std::nullopt;
}

/// Groups that every match of a node sets.
static void collectSet(const Node &node, DenseSet<uint32_t> &groups) {
  switch (node.kind) {
  case Node::Set:
  case Node::Assertion:
  case Node::BackReference:
    return;
  case Node::Capture:
    groups.insert(node.number);
    return collectSet(node.child(), groups);
  case Node::Sequence:
    for (const Node *child : node.children)
      collectSet(*child, groups);
    return;
  case Node::Lookaround:
    if (!node.negative)
      collectSet(node.child(), groups);
    return;
  case Node::Quantifier:
    if (node.min > 0)
      collectSet(node.child(), groups);
    return;
  case Node::Alternation: {
    DenseSet<uint32_t> common;
    collectSet(*node.children.front(), common);
    for (const Node *child : drop_begin(node.children)) {
      DenseSet<uint32_t> other;
      collectSet(*child, other);
      for (uint32_t group : to_vector(common))
        if (!other.contains(group))
          common.erase(group);
    }
    groups.insert(common.begin(), common.end());
    return;
  }
  }
}

namespace {

class Comparison {
public:
  explicit Comparison(const Pattern &pattern) : ignoreCase(pattern.ignoreCase) {}

  bool agrees(const Node &node) {
    switch (node.kind) {
    case Node::Set:
    case Node::Assertion:
      return true;
    case Node::Quantifier:
      return quantifier(node);
    case Node::Lookaround:
      return lookaround(node);
    case Node::BackReference:
      return reference(node);
    case Node::Sequence:
    case Node::Alternation:
    case Node::Capture:
      return all_of(node.children, [&](const Node *child) { return agrees(*child); });
    }
    return false;
  }

private:
  bool quantifier(const Node &node) {
    const Node &body = node.child();
    // An empty repetition of a reference leads nowhere else than none at all.
    if (isNullable(body) && body.kind != Node::BackReference)
      return false;
    if (node.max < 2)
      return agrees(body);
    DenseSet<uint32_t> always;
    collectSet(body, always);
    for (uint32_t group = node.firstGroup; group < node.endGroup; ++group)
      if (!always.contains(group))
        return false;
    loops.push_back(&node);
    bool result = agrees(body);
    loops.pop_back();
    return result;
  }

  bool lookaround(const Node &node) {
    if (!node.behind)
      return agrees(node.child());
    const Node &body = node.child();
    bool fixed = body.kind == Node::Alternation ? all_of(body.children, [](const Node *each) { return fixedLength(*each).has_value(); })
                                                : fixedLength(body).has_value();
    ++lookbehinds;
    bool result = fixed && !holdsGroups(body) && agrees(body);
    --lookbehinds;
    return result;
  }

  static bool holdsGroups(const Node &node) {
    return node.kind == Node::Capture || any_of(node.children, [](const Node *child) { return holdsGroups(*child); });
  }

  bool reference(const Node &node) {
    bool inLoop = any_of(loops, [&](const Node *loop) { return node.number >= loop->firstGroup && node.number < loop->endGroup; });
    return !ignoreCase && lookbehinds == 0 && !inLoop;
  }

  bool ignoreCase;
  SmallVector<const Node *> loops; // around the node, of two repetitions or more
  unsigned lookbehinds = 0;
};

} // namespace

bool aslc::regex::hasPcre2Meaning(const Pattern &pattern) { return Comparison(pattern).agrees(*pattern.root); }
