// $keys, $lookup, $spread, $merge, $sift, $each, $type, $error, $assert, $clone.
//
// Arrays nest as deep as users like, so the walks over arrays of arrays use a stack of their own.
#include "runtime/builtins/Support.h"
#include "runtime/builtins/Text.h"
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Json.h"
#include "runtime/json/Text.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace aslrt {
namespace {

/// Calls visit(object) for each Object of an array, also in arrays inside, in order.
template <typename Visit> void forEachObject(Value array, Visit visit) {
  Stack<std::span<const Value>> pending;
  pending.push(itemsOf(array));
  while (!pending.empty()) {
    auto &items = pending.top();
    if (items.empty()) {
      pending.pop();
      continue;
    }
    Value item = items.front();
    items = items.subspan(1);
    if (item.is(Tag::Array))
      pending.push(itemsOf(item));
    else if (item.is(Tag::Object))
      visit(item);
  }
}

/// The members of several objects in one, later values winning.
class Union {
public:
  void add(Value object) { total += object.length(); }
  void begin(Context *c) {
    if (total > UINT32_MAX)
      raiseMemoryLimit();
    next = members = allocateMembers(c, total);
  }
  void fill(Value object) { next = std::copy_n(object.pointer<Member>(), object.length(), next); }
  Value finish(Context *c, uint8_t flags = 0) { return finishObject(c, members, size_t(next - members), flags); }

private:
  size_t total = 0;
  Member *members = nullptr, *next = nullptr;
};

Value keysOf(Context *c, Value object) {
  auto members = membersOf(object);
  Value *keys = allocateItems(c, members.size());
  for (size_t i = 0; i < members.size(); ++i)
    keys[i] = members[i].key;
  return arrayAt(keys, members.size(), Sequence | Data);
}

void pushSpread(Context *c, SequenceBuilder &result, Value object) {
  for (const Member &member : membersOf(object))
    pushInline(c, result, makeObject(c, {&member, 1}));
}

Value messageOr(Value message, Value otherwise) {
  return isUndefined(message) || message.length() == 0 ? otherwise : message;
}

} // namespace

Value aslrt_fn_Keys(Context *c, uint32_t, Value value) {
  if (value.is(Tag::Object))
    return keysOf(c, value);
  if (!value.is(Tag::Array))
    return arrayAt(nullptr, 0, Sequence | Data);
  Union all;
  forEachObject(value, [&](Value object) { all.add(object); });
  all.begin(c);
  forEachObject(value, [&](Value object) { all.fill(object); });
  return keysOf(c, all.finish(c));
}

Value aslrt_fn_Lookup(Context *c, uint32_t, Value value, Value key) {
  if (isUndefined(key))
    return key;
  if (value.is(Tag::Object))
    return memberOf(value, key);
  if (!value.is(Tag::Array))
    return undefinedValue();
  SequenceBuilder found{};
  forEachObject(value, [&](Value object) {
    Value member = memberOf(object, key);
    if (member.is(Tag::Array))
      pushAll(c, found, itemsOf(member));
    else if (!isUndefined(member))
      pushInline(c, found, member);
  });
  return arrayAt(found.items, found.count, uint8_t(Sequence | dataFlag(value)));
}

// The reference appends what each item gives: objects spread, and anything else but an array stays as it is.
Value aslrt_fn_Spread(Context *c, uint32_t, Value value) {
  if (!value.is(Tag::Array) && !value.is(Tag::Object))
    return value;
  SequenceBuilder result{};
  if (value.is(Tag::Object)) {
    pushSpread(c, result, value);
    return arrayAt(result.items, result.count, uint8_t(Sequence | dataFlag(value)));
  }
  Stack<std::span<const Value>> pending;
  pending.push(itemsOf(value));
  while (!pending.empty()) {
    auto &items = pending.top();
    if (items.empty()) {
      pending.pop();
      continue;
    }
    Value item = items.front();
    items = items.subspan(1);
    if (item.is(Tag::Array))
      pending.push(itemsOf(item));
    else if (item.is(Tag::Object))
      pushSpread(c, result, item);
    else
      pushInline(c, result, item);
  }
  // append() makes a plain array; without any item it is never called, and the empty sequence remains
  return arrayAt(result.items, result.count, uint8_t((value.length() == 0 ? Sequence : 0) | dataFlag(value)));
}

Value aslrt_fn_Merge(Context *c, uint32_t position, Value objects) {
  if (isUndefined(objects))
    return objects;
  Union all;
  for (Value object : itemsOf(objects)) {
    if (!object.is(Tag::Object))
      raiseItems(c, position, "merge", objects, "objects");
    all.add(object);
  }
  all.begin(c);
  for (Value object : itemsOf(objects))
    all.fill(object);
  return all.finish(c, dataFlag(objects));
}

Value aslrt_fn_Sift(Context *c, uint32_t position, Value object, Value function) {
  if (isUndefined(object) || object.length() == 0)
    return undefinedValue();
  if (isUndefined(function))
    raiseArgument(c, position, "sift", 2, function);
  Callback keep(c, position, "sift", function);
  auto members = membersOf(object);
  Member *kept = allocateMembers(c, members.size()), *end = kept;
  for (const Member &member : members)
    if (truthy(keep(member.value, member.key, object)))
      *end++ = member;
  return end == kept ? undefinedValue() : finishObject(c, kept, size_t(end - kept), dataFlag(object));
}

Value aslrt_fn_Each(Context *c, uint32_t position, Value object, Value function) {
  SequenceBuilder results{};
  if (object.is(Tag::Object)) {
    Callback callback(c, position, "each", function);
    for (const Member &member : membersOf(object))
      if (Value result = callback(member.value, member.key, object); !isUndefined(result))
        pushInline(c, results, result);
  }
  return arrayAt(results.items, results.count, Sequence);
}

Value aslrt_fn_Type(Context *c, uint32_t position, Value value) {
  switch (value.tag()) {
  case Tag::Undefined: return undefinedValue();
  case Tag::Null: return literal("null");
  case Tag::Boolean: return literal("boolean");
  case Tag::Number:
    if (std::isinf(value.number()))
      raise(c, ErrorCode::D1001, position, {.value = value});
    return literal(std::isnan(value.number()) ? "object" : "number"); // NaN passes none of the reference's tests
  case Tag::Decimal: return literal("number");
  case Tag::String: return literal("string");
  case Tag::Array: return literal("array");
  case Tag::Object: return literal("object");
  case Tag::Function: return literal("function");
  }
  return undefinedValue();
}

Value aslrt_fn_Error(Context *c, uint32_t position, Value message) {
  Value text = messageOr(message, literal("$error() function evaluated"));
  raise(c, ErrorCode::D3137, position, {.message = text.string()});
}

Value aslrt_fn_Assert(Context *c, uint32_t position, Value condition, Value message) {
  if (condition.is(Tag::Boolean) && condition.boolean())
    return undefinedValue();
  Value text = messageOr(message, literal("$assert() statement failed"));
  raise(c, ErrorCode::D3141, position, {.message = text.string()});
}

// The reference clones by way of JSON text, which rounds numbers to 15 digits and empties functions.
Value aslrt_fn_Clone(Context *c, uint32_t position, Value value) {
  if (isUndefined(value))
    return value;
  std::string text;
  appendText(c, position, text, value);
  ReadError error;
  Value copy = readJson(c, text, {.borrow = false}, error);
  if (isUndefined(copy))
    raiseMessage(c, position, error.message);
  return copy;
}

} // namespace aslrt
