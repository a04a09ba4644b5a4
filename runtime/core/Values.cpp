// Making strings, arrays and builders; the effective boolean value.
#include "runtime/core/Inline.h"
#include "runtime/core/LooseArray.h"
#include "runtime/core/Stack.h"

#include <algorithm>

namespace aslrt {

void raiseMemoryLimit() { throw LimitExceeded{"Expression evaluation memory limit exceeded"}; }

bool timeIsUp(Context *c) {
  if (c->endsAt == INT64_MAX)
    return false;
  c->lookAt = c->lastEvent + eventsPerLook;
  return c->clock->now() >= c->endsAt;
}

void lookAtClock(Context *c) {
  c->steps = stepsPerLook;
  if (c->endsAt != INT64_MAX)
    c->lookAt = 0; // states that take long are few between two looks
  c->arena.checkTime();
}

void checkTextSlow(Context *c, std::string_view text) {
  auto units = [](char byte) { return (uint8_t(byte) & 0xc0) == 0x80 ? 0 : uint8_t(byte) >= 0xf0 ? 2 : 1; };
  uint64_t length = 0;
  for (char byte : text)
    length += units(byte);
  if (length > c->limits.text)
    raiseMemoryLimit();
}

Value makeString(Context *c, std::string_view text) {
  if (text.size() > UINT32_MAX)
    raiseMemoryLimit();
  auto *copy = static_cast<char *>(allocate(c, text.size()));
  std::copy(text.begin(), text.end(), copy);
  return stringAt(copy, text.size());
}

Value makeArray(Context *c, std::span<const Value> items, uint8_t flags) {
  if (items.size() > c->limits.items)
    raiseMemoryLimit();
  Value *copy = allocateItems(c, items.size());
  std::copy(items.begin(), items.end(), copy);
  return arrayAt(copy, items.size(), flags);
}

LooseArray::LooseArray(uint32_t count) : chunk(count ? Arena::takeChunk(count * sizeof(Value)) : nullptr), count(count) {
  if (count && !chunk)
    throw std::bad_alloc();
}

Value LooseArray::give(Context *c) {
  if (!isLargeBlock(count * sizeof(Value)))
    return makeArray(c, items());
  if (count > c->limits.items)
    raiseMemoryLimit();
  Value array = arrayAt(data(), count);
  Arena::trim(chunk, count * sizeof(Value));
  c->arena.adopt(std::exchange(chunk, nullptr));
  c->arena.checkLimit();
  return array;
}

void grow(Context *c, SequenceBuilder &builder, uint32_t extra) {
  uint64_t needed = uint64_t(builder.count) + extra;
  if (needed > c->limits.items)
    raiseMemoryLimit();
  // Room for just so many items that the one too many comes here.
  uint64_t doubled = std::min(std::max<uint64_t>(uint64_t(builder.capacity) * 2, 8), c->limits.items);
  uint64_t capacity = std::max(doubled, needed);
  size_t oldBytes = builder.capacity * sizeof(Value), newBytes = capacity * sizeof(Value);
  if (!builder.items || !c->arena.extend(builder.items, oldBytes, newBytes)) {
    auto *items = static_cast<Value *>(allocate(c, newBytes));
    std::copy_n(builder.items, builder.count, items);
    builder.items = items;
  }
  builder.capacity = uint32_t(capacity);
}

void growAndPush(Context *c, SequenceBuilder &builder, Value item) {
  grow(c, builder, 1);
  builder.items[builder.count++] = item;
}

void push(Context *c, SequenceBuilder &builder, Value item) { pushInline(c, builder, item); }

void pushAll(Context *c, SequenceBuilder &builder, std::span<const Value> items) {
  if (items.size() > builder.capacity - builder.count)
    grow(c, builder, uint32_t(items.size()));
  std::copy(items.begin(), items.end(), builder.items + builder.count);
  builder.count += uint32_t(items.size());
}

bool truthy(Value v) { return truthyInline(v); }

// An array is true if an item is, however deep it lies: [[[0], 1]] is.
bool truthyArray(Value array) {
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
    else if (truthyInline(item))
      return true;
  }
  return false;
}

Value aslrt_array(Context *c, void *buffer, uint32_t count, uint32_t flags) {
  auto *given = static_cast<const Value *>(buffer);
  Value *items = allocateItems(c, count);
  Value *end = std::copy_if(given, given + count, items, [](Value v) { return !v.is(Tag::Undefined); });
  return arrayAt(items, size_t(end - items), uint8_t(flags));
}

} // namespace aslrt
