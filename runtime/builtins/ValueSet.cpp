#include "runtime/builtins/ValueSet.h"
#include "runtime/core/Objects.h"

#include <bit>

namespace aslrt {
namespace {

// Nested values are hashed this deep, and this many items of an array: what lies beyond is left to the comparison, and
// a hash of a large value takes bounded time.
constexpr unsigned hashDepth = 4;
constexpr size_t hashItems = 16;

uint64_t mix(uint64_t hash) {
  hash = (hash ^ hash >> 32) * 0x9e3779b97f4a7c15;
  return hash ^ hash >> 29;
}

uint64_t hashOf(Value value, unsigned depth) {
  switch (value.tag()) {
  case Tag::Number:
  case Tag::Decimal:
    return mix(std::bit_cast<uint64_t>(numberOf(value) + 0.0) ^ uint64_t(Tag::Number)); // + 0.0: -0 equals 0
  case Tag::String: return mix(hashKey(value.string()));
  case Tag::Array: {
    uint64_t hash = mix(value.head >> 32) ^ uint64_t(Tag::Array);
    auto items = itemsOf(value);
    for (size_t i = 0; depth && i < items.size() && i < hashItems; ++i)
      hash = mix(hash + hashOf(items[i], depth - 1));
    return hash;
  }
  case Tag::Object: {
    uint64_t hash = mix(value.length()) ^ uint64_t(Tag::Object);
    if (depth && value.length() <= hashItems) // added up: the order of members does not count
      for (const Member &member : membersOf(value))
        hash += mix(hashKey(member.key.string()) + mix(hashOf(member.value, depth - 1)));
    return hash;
  }
  default: return mix(value.payload + (uint64_t(value.tag()) << 56));
  }
}

} // namespace

ValueSet::ValueSet(Context *c, size_t capacity) : mask(std::bit_ceil(capacity * 2) - 1) {
  slots = static_cast<Slot *>(allocate(c, (mask + 1) * sizeof(Slot)));
  for (size_t i = 0; i <= mask; ++i)
    slots[i].hash = 0;
}

bool ValueSet::insert(Value value) {
  uint64_t hash = hashOf(value, hashDepth) | 1;
  for (size_t i = size_t(mix(hash)) & mask;; i = (i + 1) & mask) {
    if (slots[i].hash == 0) {
      slots[i] = {value, hash};
      return true;
    }
    if (slots[i].hash == hash && deepEqual(slots[i].value, value))
      return false;
  }
}

} // namespace aslrt
