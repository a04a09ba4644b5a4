// `{key: value}` over a sequence: items gather under their keys, in the order in which the keys first came.
#include "runtime/core/Inline.h"
#include "runtime/core/Objects.h"
#include "runtime/core/Sequences.h"

#include <algorithm>
#include <bit>

namespace aslrt {

namespace {

struct Group {
  Value key;
  Value first;         // the only item, or Undefined
  SequenceBuilder all; // the items, if there are more
  Value value;
  uint32_t pair;
};

/// Lies in the arena, as an error may unwind past it: nothing here has a destructor.
struct Groups {
  struct Slot {
    uint32_t hash;
    uint32_t position; // + 1; 0: free
  };
  Group *groups;
  uint32_t count, capacity;
  Slot *slots; // twice `capacity`
};

/// Where the group of this key is, or a free slot.
inline Groups::Slot &slotOf(const Groups &table, Value key, uint32_t hash) {
  uint32_t mask = table.capacity * 2 - 1;
  for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
    Groups::Slot &slot = table.slots[i];
    if (!slot.position || (slot.hash == hash && sameText(table.groups[slot.position - 1].key, key)))
      return slot;
  }
}

void resize(Context *c, Groups &table, uint32_t capacity) {
  if (capacity > UINT32_MAX / 4)
    throw LimitExceeded{"Expression evaluation memory limit exceeded"};
  Groups grown{static_cast<Group *>(allocate(c, capacity * sizeof(Group))), table.count, capacity, nullptr};
  std::copy_n(table.groups, table.count, grown.groups);
  size_t slotBytes = size_t(capacity) * 2 * sizeof(Groups::Slot);
  grown.slots = static_cast<Groups::Slot *>(std::memset(allocate(c, slotBytes), 0, slotBytes));
  for (const Groups::Slot &slot : std::span(table.slots, table.capacity * size_t(2)))
    if (slot.position)
      slotOf(grown, table.groups[slot.position - 1].key, slot.hash) = slot;
  table = grown;
}

Groups &groupsAt(void *p) { return *static_cast<Groups *>(p); }

} // namespace

void *aslrt_group_begin(Context *c) {
  auto *table = static_cast<Groups *>(allocate(c, sizeof(Groups)));
  *table = {};
  resize(c, *table, 16);
  return table;
}

void aslrt_group_add(Context *c, void *p, Value key, Value item, uint32_t pair, uint32_t pos) {
  if (key.is(Tag::Undefined))
    return;
  if (!key.is(Tag::String))
    raise(c, ErrorCode::T1003, pos, {.value = key});
  Groups &table = groupsAt(p);
  if (table.count == table.capacity)
    resize(c, table, table.capacity * 2);
  uint32_t hash = hashKey(key.string());
  Groups::Slot &slot = slotOf(table, key, hash);
  if (!slot.position) {
    table.groups[table.count++] = {key, item, {}, undefinedValue(), pair};
    slot = {hash, table.count};
    return;
  }
  Group &group = table.groups[slot.position - 1];
  if (group.pair != pair)
    raise(c, ErrorCode::D1009, pos, {.value = key});
  if (group.all.items && !item.is(Tag::Array) && !item.is(Tag::Undefined)) [[likely]]
    pushInline(c, group.all, item);
  else
    appendValue(c, group.all, group.first, item);
}

uint64_t aslrt_group_count(void *p) { return groupsAt(p).count; }
uint32_t aslrt_group_pair(void *p, uint64_t i) { return groupsAt(p).groups[i].pair; }

Value aslrt_group_data(void *p, uint64_t i) {
  Group &group = groupsAt(p).groups[i];
  return group.all.items ? arrayAt(group.all.items, group.all.count) : group.first;
}

void aslrt_group_set(void *p, uint64_t i, Value value) { groupsAt(p).groups[i].value = value; }

Value aslrt_group_end(Context *c, void *p) {
  Groups &table = groupsAt(p);
  Member *members = allocateMembers(c, table.count);
  uint32_t count = 0;
  bool data = true;
  for (const Group &group : std::span(table.groups, table.count)) {
    members[count] = {group.key, group.value};
    count += !group.value.is(Tag::Undefined);
    data &= isDataInside(group.value);
  }
  return finishDistinct(c, members, count, data ? Data : 0);
}

} // namespace aslrt
