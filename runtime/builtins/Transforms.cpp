// `|pattern|update,delete|`: changes what the pattern matches in a copy of the input, in place as the reference does it.
//
// Values are immutable, and their length stands in their head, so an object cannot grow behind the values that refer to it. But
// only this transform knows its copy. It notes where in the copy, and in what updates have put there, the objects that are matched
// stand (their places), and when one of them has changed, writes its new value there. So each update sees the changes before it,
// an object matched twice is one object, and a match within a match changes with it.
//
// The copy is one block of memory: an address tells whether something belongs to it. A match that does not (one of the
// expression's own values) is changed in a copy that nothing else sees.
#include "runtime/builtins/AddressTable.h"
#include "runtime/builtins/PrivateCopy.h"
#include "runtime/builtins/Signature.h"
#include "runtime/builtins/Support.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"

#include <algorithm>
#include <vector>

namespace aslrt {

namespace {

struct Parts {
  Value pattern, update, deletion;
  uint32_t position, updatePosition, deletionPosition;
};

class Transformer {
public:
  Transformer(Context *c, const Parts &parts, PrivateCopy &copy) : context(c), parts(parts), copy(copy) {}

  Value run() {
    Value found = call(context, parts.position, parts.pattern, {&copy.value, 1});
    if (found.is(Tag::Undefined))
      return copy.value;
    // The list itself may be an array of the copy, whose items change.
    std::span<const Value> matches = found.is(Tag::Array) ? itemsOf(found) : std::span<const Value>(&found, 1);
    std::vector<uint32_t> tracked; // by match
    for (Value match : matches)
      tracked.push_back(track(match));
    notePlaces(copy.value);
    for (Match &match : matched)
      notePlaces(match.object.value); // those that are not of the copy
    for (size_t i = 0; i < matches.size(); ++i)
      change(matches[i], tracked[i]);
    return copy.value;
  }

private:
  static constexpr uint32_t none = UINT32_MAX;

  /// A matched object.
  struct Match {
    GrowingObject object;
    uint32_t lastPlace; // the others follow from it
  };
  struct Place {
    Value *value;
    uint32_t next;
  };

  //===--- Where matches stand ---===//

  uint32_t numberOf(Value v) {
    if (!v.is(Tag::Object))
      return none;
    uint32_t *number = numbers.find(v.payload, false);
    return number ? *number : none;
  }

  /// The number of a matched object. One that is not of the copy is changed, too, where only the transform sees it.
  uint32_t track(Value v) {
    if (!v.is(Tag::Object))
      return none;
    uint32_t *number = v.length() || copy.owns(v) ? numbers.find(v.payload, true) : nullptr;
    if (number && *number != none)
      return *number;
    if (number)
      *number = uint32_t(matched.size());
    Value own = copy.owns(v) ? v : copied(v);
    matched.push_back({{own, std::max(v.length(), 1u)}, none});
    if (own.payload != v.payload)
      *numbers.find(own.payload, true) = uint32_t(matched.size() - 1);
    return uint32_t(matched.size() - 1);
  }

  /// With room for a member at least, so that its address is its own.
  Value copied(Value object) {
    Member *members = allocateMembers(context, std::max(object.length(), 1u));
    std::ranges::copy(membersOf(object), members);
    return finishObject(context, members, object.length());
  }

  /// Notes the places of matches in a value, of the copy or new: that place itself, and all within.
  void notePlaces(Value &top) {
    Stack<Value *> pending;
    pending.push(&top);
    while (!pending.empty()) {
      Value &value = *pending.top();
      pending.pop();
      if (!isContainer(value))
        continue;
      if (uint32_t number = numberOf(value); number != none) {
        Match &match = matched[number];
        places.push_back({&value, match.lastPlace});
        match.lastPlace = uint32_t(places.size() - 1);
      }
      if (value.length() == 0 || !visited.insert(value.payload))
        continue;
      forEachValue(value, [&](Value &inner) { pending.push(&inner); });
    }
  }

  /// A place may hold something else by now.
  void writeBack(uint32_t number) {
    const Match &match = matched[number];
    for (uint32_t i = match.lastPlace; i != none; i = places[i].next)
      if (Value &value = *places[i].value; numberOf(value) == number)
        value = match.object.value;
  }

  /// After the members of an object have moved: the places of matches among them are new.
  void noteMembers(uint32_t number) {
    Value object = matched[number].object.value;
    *numbers.find(object.payload, true) = number;
    visited.insert(object.payload);
    forEachValue(object, [&](Value &value) {
      if (value.is(Tag::Object) && numberOf(value) != none)
        notePlaces(value);
    });
  }

  //===--- Changes ---===//

  void change(Value match, uint32_t number) {
    auto current = [&] { return number == none ? match : matched[number].object.value; };
    Value context = current();
    Value update = call(this->context, parts.updatePosition, parts.update, {&context, 1});
    if (!update.is(Tag::Undefined) && !update.is(Tag::Object))
      raise(this->context, ErrorCode::T2011, parts.updatePosition, {.value = update});
    if (update.is(Tag::Object)) {
      checkTarget(match, update);
      if (number != none)
        merge(number, update);
    }
    if (parts.deletion.is(Tag::Undefined))
      return;
    context = current();
    Value keys = call(this->context, parts.deletionPosition, parts.deletion, {&context, 1});
    if (keys.is(Tag::Undefined))
      return;
    std::span<const Value> all = keys.is(Tag::Array) ? itemsOf(keys) : std::span<const Value>(&keys, 1);
    if (!std::ranges::all_of(all, [](Value key) { return key.is(Tag::String); }))
      raise(this->context, ErrorCode::T2012, parts.deletionPosition, {.value = keys});
    if (number != none)
      remove(number, all);
  }

  /// In the reference, setting a member of what is no object is an error of JavaScript.
  void checkTarget(Value match, Value update) {
    if (match.is(Tag::Object) || match.is(Tag::Array) || match.is(Tag::Function) || update.length() == 0)
      return;
    std::string message = "Cannot create property '";
    message.append(membersOf(update)[0].key.string()).append("' on a value that is no object");
    raiseMessage(context, parts.position, message);
  }

  void merge(uint32_t number, Value update) {
    bool moved = false, inner = false;
    for (const Member &member : membersOf(update)) {
      moved |= setMember(context, matched[number].object, member.key, member.value);
      inner |= isContainer(member.value) && (member.value.length() != 0 || numberOf(member.value) != none);
    }
    if (inner)
      checkCycle(number, update);
    if (moved)
      noteMembers(number);
    if (inner)
      for (const Member &member : membersOf(update))
        if (const Member *mine = findMember(matched[number].object.value, member.key); mine && isContainer(mine->value))
          notePlaces(const_cast<Value &>(mine->value));
    writeBack(number);
  }

  void remove(uint32_t number, std::span<const Value> keys) {
    GrowingObject &object = matched[number].object;
    for (Value key : keys)
      if (const Member *member = findMember(object.value, key))
        const_cast<Member *>(member)->value = undefinedValue();
    if (removeUndefined(context, object))
      noteMembers(number);
    writeBack(number);
  }

  /// An update may hold parts of the copy. If one of them holds the object that is updated, that object would hold itself.
  void checkCycle(uint32_t number, Value update) {
    AddressTable seen;
    Stack<Value> pending;
    pending.push(update);
    while (!pending.empty()) {
      Value value = pending.top();
      pending.pop();
      if (value.length() == 0 || !seen.insert(value.payload))
        continue;
      forEachValue(value, [&](Value &inner) {
        if (!isContainer(inner))
          return;
        if (numberOf(inner) == number)
          raiseMessage(context, parts.updatePosition, "A transform cannot make an object a part of itself");
        pending.push(inner);
      });
    }
  }

  Context *context;
  const Parts &parts;
  PrivateCopy &copy;
  AddressTable numbers; // of matches, by the addresses that their members have or had
  AddressTable visited; // containers whose values are noted
  std::vector<Match> matched;
  std::vector<Place> places;
};

/// A call of a transform. Captures: what gives $clone, the parts, their positions.
Value runTransform(Context *c, const Closure *self, const Value *args, uint32_t count) {
  const Value *captures = self->captures;
  auto positionAt = [&](uint32_t i) { return uint32_t(captures[4 + i].number()); };
  Parts parts{captures[1], captures[2], captures[3], positionAt(0), positionAt(1), positionAt(2)};
  std::span<const Value> given = validateArguments(c, parts.position, {}, std::string_view("<(oa):o>"), undefinedValue(), {args, count});
  Value input = given.empty() ? undefinedValue() : given[0];
  if (input.is(Tag::Undefined))
    return input;
  bool builtIn = captures[0].is(Tag::Undefined);
  if (!builtIn) {
    Value none = undefinedValue();
    Value clone = call(c, parts.position, captures[0], {&none, 1});
    if (!clone.is(Tag::Function))
      raise(c, ErrorCode::T2013, parts.position);
    input = aslrt_apply(c, parts.position, clone, nullValue(), &input, 1, nullptr);
  }
  PrivateCopy copy(c, input, builtIn, parts.position);
  return Transformer(c, parts, copy).run();
}

} // namespace

Value aslrt_transform(Context *c, Value clone, Value pattern, Value update, Value deletion, uint32_t position,
                      uint32_t updatePosition, uint32_t deletionPosition) {
  Value result = aslrt_closure(c, reinterpret_cast<void *>(runTransform), 1, 7, nullptr);
  Value captures[] = {clone,
                      pattern,
                      update,
                      deletion,
                      numberValue(position),
                      numberValue(updatePosition),
                      numberValue(deletionPosition)};
  for (uint32_t i = 0; i < 7; ++i)
    aslrt_closure_capture(result, i, captures[i]);
  return result;
}

} // namespace aslrt
