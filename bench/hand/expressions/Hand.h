// What one would write in C++ instead of an expression: the limit that compiled code is held against. The rules: same values in, same
// values out; types of members are checked, since JSON promises none; no assumption about this very document otherwise.
#pragma once

#include "runtime/core/Context.h"

#include <cstring>
#include <stdexcept>

namespace hand {

using aslrt::Context;
using aslrt::Tag;
using aslrt::Value;

#define EXPRESSION(Id, Limit, Text, Jq) Value hand##Id(Context *c, Value document);
#include "Expressions.def"

/// A member by its key, which is a constant, so that the comparison becomes one of lengths and of words. Objects of one array mostly
/// have their members in the same order: `hint` is where the last one had it.
[[gnu::always_inline]] inline Value field(Value object, std::string_view key, uint32_t &hint) {
  if (!object.is(Tag::Object)) [[unlikely]]
    return aslrt::undefinedValue();
  auto *members = object.pointer<aslrt::Member>();
  auto matches = [&](uint32_t i) {
    Value k = members[i].key;
    return k.length() == key.size() && std::memcmp(k.pointer<char>(), key.data(), key.size()) == 0;
  };
  uint32_t count = object.length();
  if (hint < count && matches(hint)) [[likely]]
    return members[hint].value;
  for (uint32_t i = 0; i < count; ++i)
    if (matches(i)) {
      hint = i;
      return members[i].value;
    }
  return aslrt::undefinedValue();
}

inline double number(Value v) {
  if (!v.is(Tag::Number)) [[unlikely]]
    throw std::runtime_error("a number was expected");
  return v.number();
}

inline std::string_view string(Value v) {
  if (!v.is(Tag::String)) [[unlikely]]
    throw std::runtime_error("a string was expected");
  return v.string();
}

inline std::span<const Value> itemsOfDocument(Value document) {
  uint32_t hint = 0;
  Value items = field(document, "items", hint);
  if (!items.is(Tag::Array)) [[unlikely]]
    throw std::runtime_error("an array was expected");
  return aslrt::itemsOf(items);
}

/// An array whose length is known only in the end, and is at most `most`.
class Collector {
public:
  Collector(Context *c, size_t most) : items(aslrt::allocateItems(c, most)) {}
  void add(Value v) { items[count++] = v; }
  Value finish() const { return aslrt::arrayAt(items, count); }

private:
  Value *items;
  size_t count = 0;
};

} // namespace hand
