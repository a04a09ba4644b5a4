// ResultPath: putting a result at its place in a document.
#include "runtime/core/Failure.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"
#include "runtime/core/Spelling.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"
#include "runtime/json/Spell.h"

#include <algorithm>

namespace aslrt {

namespace {

/// An array with one item replaced.
Value withItem(Context *c, Value array, uint32_t index, Value item) {
  Value *items = allocateItems(c, array.length());
  std::copy_n(array.pointer<Value>(), array.length(), items);
  items[index] = item;
  return arrayAt(items, array.length(), Data);
}

/// findMember, but from the end: the results of earlier states stand there.
const Member *findLast(Value object, Value key) {
  if (object.has(Indexed))
    return findIndexed(object, key);
  const Member *members = object.pointer<Member>();
  for (uint32_t i = object.length(); i-- > 0;)
    if (sameText(members[i].key, key))
      return members + i;
  return nullptr;
}

/// An object with the member `old` replaced, or, if it is null, one added at the end. Keys are distinct already, so
/// that nobody need look for repeated ones.
Value withMember(Context *c, Value object, const Member *old, Value key, Value value) {
  uint32_t count = object.length();
  const Member *given = object.pointer<Member>();
  Member *members = allocateMembers(c, count + !old);
  std::copy_n(given, count, members);
  members[old ? old - given : count] = {key, value};
  if (object.has(Indexed) && old && count > scanLimit) { // below, it had been made with room for more
    indexOf(members) = indexOf(given); // the same keys in the same places
    return {makeHead(Tag::Object, Data | Indexed, count), reinterpret_cast<uint64_t>(members)};
  }
  count += !old;
  if (count > scanLimit)
    return finishObject(c, members, count, Data);
  return {makeHead(Tag::Object, Data, count), reinterpret_cast<uint64_t>(members)};
}

/// The containers on the way to where ResultPath puts something.
struct Place {
  Value around;
  const Member *member; // if that has it
};

/// All members of an object. Of one that was kept as text only those are there that are looked at: it is read whole.
Value withAllMembers(Context *c, Value v) {
  if (!hasSpelling(v)) [[likely]]
    return v;
  const Spelling &spelling = spellingOf(v);
  ReadError none; // it has been read
  return readJson(c, {spelling.text, spelling.size}, {.outlives = spelling.outlives}, none);
}

/// Goes down to the place. What is missing on the way becomes an object.
template <typename Visit>
void descend(Context *c, Value input, std::span<const Value> steps, uint32_t expression, Visit visit, bool copies = false) {
  Value at = input;
  for (const Value &step : steps) {
    if (copies)
      at = withAllMembers(c, at);
    const Member *member = nullptr;
    Value next = undefinedValue();
    if (step.is(Tag::String)) {
      if (at.is(Tag::Undefined))
        at = arrayAt(nullptr, 0), at.head = makeHead(Tag::Object);
      if (!at.is(Tag::Object))
        failPut(c, input, expression);
      bool leadsOn = &step != &steps.back();
      if ((leadsOn || copies) && (member = findLast(at, step)))
        next = member->value;
    } else {
      next = aslrt_element(at, uint32_t(int32_t(step.number())));
      if (next.is(Tag::Undefined))
        failPut(c, input, expression);
    }
    visit(Place{at, member});
    at = next;
  }
}

std::span<const Value> stepsAt(void *constant) { return itemsOf(*static_cast<const Value *>(constant)); }

} // namespace

Value aslrt_put(Context *c, Value input, void *path, Value result, uint32_t expression) {
  std::span<const Value> steps = stepsAt(path);
  // Of a text it is known whether it has this member.
  if (steps.size() == 1 && steps[0].is(Tag::String) && isSpelled(input) && !findLast(input, steps[0]))
    if (Value more = spellMore(c, input, steps[0], result); !more.is(Tag::Undefined))
      return more;
  Stack<Place> places;
  descend(c, input, steps, expression, [&](Place place) { places.push(place); }, /*copies=*/true);
  Value made = result;
  // Up again, with copies of what lies around the place.
  for (size_t i = steps.size(); i-- > 0; places.pop()) {
    auto [outer, member] = places.top();
    if (steps[i].is(Tag::String)) {
      made = withMember(c, outer, member, steps[i], made);
    } else {
      auto index = int64_t(steps[i].number());
      made = withItem(c, outer, uint32_t(index < 0 ? index + outer.length() : index), made);
    }
  }
  return made;
}

void aslrt_check_put(Context *c, Value input, void *path, uint32_t expression) {
  descend(c, input, stepsAt(path), expression, [](Place) {});
}

} // namespace aslrt
