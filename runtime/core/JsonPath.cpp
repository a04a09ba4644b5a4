// Steps of JSONPath that select more than one value, and ResultPath. What selects one value is in Hot.cpp.
#include "runtime/core/Failure.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"
#include "runtime/core/Stack.h"

#include <algorithm>

namespace aslrt {

namespace {

Value dataArray(const SequenceBuilder &builder) { return arrayAt(builder.items, builder.count, Data); }

} // namespace

Value aslrt_children(Context *c, Value v) {
  if (v.is(Tag::Array))
    return v;
  SequenceBuilder values{};
  if (v.is(Tag::Object))
    for (const Member &member : membersOf(v))
      push(c, values, member.value);
  return dataArray(values);
}

Value aslrt_path_nodes(Context *c, Value v) {
  SequenceBuilder nodes{};
  if (v.is(Tag::Undefined))
    return dataArray(nodes);
  Stack<Value> pending;
  pending.push(v);
  while (!pending.empty()) {
    Value node = pending.top();
    pending.pop();
    push(c, nodes, node);
    // The last one is pushed first, so that the first one comes next.
    for (uint32_t i = node.is(Tag::Array) || node.is(Tag::Object) ? node.length() : 0; i-- > 0;)
      pending.push(node.is(Tag::Array) ? itemsOf(node)[i] : membersOf(node)[i].value);
  }
  return dataArray(nodes);
}

Value aslrt_pick(Context *c, Value v, Value list) {
  SequenceBuilder picked{};
  for (Value step : itemsOf(list)) {
    Value one = step.is(Tag::String) ? aslrt_member(v, step) : aslrt_element(v, uint32_t(int32_t(step.number())));
    if (!one.is(Tag::Undefined))
      push(c, picked, one);
  }
  return dataArray(picked);
}

Value aslrt_pick_object(Context *c, Value v, Value names) {
  if (!v.is(Tag::Object))
    return undefinedValue();
  Member *members = allocateMembers(c, names.length());
  uint32_t count = 0;
  for (Value name : itemsOf(names))
    if (Value value = memberOf(v, name); !value.is(Tag::Undefined))
      members[count++] = {name, value};
  return finishObject(c, members, count, Data);
}

Value aslrt_slice(Context *c, Value v, uint32_t first, uint32_t last, uint32_t given) {
  SequenceBuilder items{};
  if (!v.is(Tag::Array))
    return dataArray(items);
  int64_t length = v.length(), from = int32_t(first), to = int32_t(last);
  bool open = given != 3; // where one side is left out, the other one counts from the end at once
  if (open)
    from = given & 1 ? std::max<int64_t>(from < 0 ? from + length : from, 0) : 0;
  to = given & 2 ? std::min(open && to < 0 ? to + length : to, length) : length;
  // With both sides given every index by itself counts from the end: [-2:1] of three items is the last two and the first.
  for (int64_t i = std::max(from, -length); i < to; ++i)
    push(c, items, itemsOf(v)[size_t(i < 0 ? i + length : i)]);
  return dataArray(items);
}

Value aslrt_candidates(Context *c, Value v) {
  if (v.is(Tag::Array))
    return v;
  SequenceBuilder itself{};
  if (v.is(Tag::Object))
    push(c, itself, v);
  return dataArray(itself);
}

Value aslrt_path_length(Value v) {
  return v.is(Tag::Array) || v.is(Tag::Object) ? numberValue(v.length()) : undefinedValue();
}

// ResultPath

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
  if (object.has(Indexed) && old) {
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

/// Goes down to the place. What is missing on the way becomes an object.
template <typename Visit> void descend(Context *c, Value input, std::span<const Value> steps, uint32_t expression, Visit visit) {
  Value at = input;
  for (Value step : steps) {
    const Member *member = nullptr;
    Value next = undefinedValue();
    if (step.is(Tag::String)) {
      if (at.is(Tag::Undefined))
        at = arrayAt(nullptr, 0), at.head = makeHead(Tag::Object);
      if (!at.is(Tag::Object))
        failPut(c, input, expression);
      if ((member = findLast(at, step)))
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
  Stack<Place> places;
  descend(c, input, steps, expression, [&](Place place) { places.push(place); });
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
