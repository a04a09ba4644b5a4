// Deep equality, as JSONata's `=` sees values.
#include "runtime/core/Inline.h"
#include "runtime/core/Operators.h"
#include "runtime/core/Stack.h"

namespace aslrt {

namespace {

/// Two values of which some items or members are still to be compared.
struct Pair {
  Value a, b;
  uint32_t next;
};

enum class Verdict { Equal, Different, Open };

/// What the heads tell; Open if items or members must be compared.
Verdict compareHeads(Value a, Value b) {
  auto verdict = [](bool equal) { return equal ? Verdict::Equal : Verdict::Different; };
  if (isNumber(a))
    return verdict(isNumber(b) && numberOf(a) == numberOf(b));
  if (a.tag() != b.tag())
    return Verdict::Different;
  switch (a.tag()) {
  case Tag::Undefined:
  case Tag::Null:
    return Verdict::Equal;
  case Tag::String:
    return verdict(sameText(a, b));
  case Tag::Array:
  case Tag::Object:
    if (a.length() != b.length())
      return Verdict::Different;
    return a.payload == b.payload || a.length() == 0 ? Verdict::Equal : Verdict::Open;
  default:
    return verdict(a.payload == b.payload);
  }
}

/// The next two values to compare; false if a member has no counterpart.
bool take(Pair &pair, Value &a, Value &b) {
  uint32_t i = pair.next++;
  if (pair.a.is(Tag::Array)) {
    a = itemsOf(pair.a)[i];
    b = itemsOf(pair.b)[i];
    return true;
  }
  // The same members in any order; usually the order is the same.
  const Member &member = membersOf(pair.a)[i], *other = &membersOf(pair.b)[i];
  if (!sameText(member.key, other->key))
    other = findMember(pair.b, member.key);
  if (!other)
    return false;
  a = member.value;
  b = other->value;
  return true;
}

} // namespace

bool deepEqual(Value a, Value b) {
  Verdict verdict = compareHeads(a, b);
  if (verdict != Verdict::Open)
    return verdict == Verdict::Equal;
  Stack<Pair> pending;
  pending.push({a, b, 0});
  while (!pending.empty()) {
    Pair &pair = pending.top();
    if (pair.next == pair.a.length()) {
      pending.pop();
      continue;
    }
    if (!take(pair, a, b) || (verdict = compareHeads(a, b)) == Verdict::Different)
      return false;
    if (verdict == Verdict::Open)
      pending.push({a, b, 0});
  }
  return true;
}

} // namespace aslrt
