#include "runtime/core/Objects.h"

#include "runtime/core/Inline.h"

#include <algorithm>
#include <bit>
#include <sys/auxv.h>

namespace aslrt {

namespace {

/// 16 random bytes that the kernel gives each process: a seed without a system call.
uint64_t processSeed() {
  auto *random = reinterpret_cast<const char *>(getauxval(AT_RANDOM));
  return random ? loadWord(random) | 1 : 0x9e3779b97f4a7c15;
}
const uint64_t seed = processSeed();

uint64_t mix(uint64_t a, uint64_t b) {
  auto product = static_cast<unsigned __int128>(a) * b;
  return uint64_t(product) ^ uint64_t(product >> 64);
}

/// The slot of a key: its own, or the free one where it belongs.
ObjectIndex::Slot &findSlot(ObjectIndex &index, const Member *members, Value key, uint32_t hash) {
  for (uint32_t i = hash & index.mask;; i = (i + 1) & index.mask) {
    auto &slot = index.slots[i];
    if (!slot.position || (slot.hash == hash && sameText(members[slot.position - 1].key, key)))
      return slot;
  }
}

/// What JavaScript takes for the index of an array: "0", "10", up to 4294967294. UINT32_MAX: it is none.
uint32_t arrayIndex(Value key) {
  std::string_view text = key.string();
  if (text.empty() || text.size() > 10 || (text[0] == '0' && text.size() > 1))
    return UINT32_MAX;
  uint64_t index = 0;
  for (char c : text) {
    if (c < '0' || c > '9')
      return UINT32_MAX;
    index = index * 10 + uint64_t(c - '0');
  }
  return uint32_t(std::min<uint64_t>(index, UINT32_MAX));
}

/// In JavaScript, whose order the reference's objects have, keys that look like indices come first, ascending.
void sortIndices(Member *members, size_t count) {
  auto beginsWithDigit = [](const Member &m) { return m.key.length() && uint8_t(*m.key.pointer<char>() - '0') < 10; };
  if (std::any_of(members, members + count, beginsWithDigit))
    std::stable_sort(members, members + count, [](const Member &a, const Member &b) { return arrayIndex(a.key) < arrayIndex(b.key); });
}

size_t dropDuplicates(Member *members, size_t count) {
  size_t kept = 0;
  uint64_t seen = 0; // a bit for each length and first byte: keys that are new here need no comparing
  for (size_t i = 0; i < count; ++i) {
    Value key = members[i].key;
    uint64_t bit = uint64_t(1) << ((key.length() * 5 + (key.length() ? uint8_t(*key.pointer<char>()) : 0)) & 63);
    size_t first = seen & bit ? 0 : kept;
    seen |= bit;
    while (first < kept && !sameText(members[first].key, members[i].key))
      ++first;
    if (first < kept)
      members[first].value = members[i].value;
    else if (i == kept++)
      continue;
    else
      members[kept - 1] = members[i];
  }
  return kept;
}

size_t fillIndex(ObjectIndex &index, Member *members, size_t count) {
  size_t kept = 0;
  for (size_t i = 0; i < count; ++i) {
    uint32_t hash = hashKey(members[i].key.string());
    auto &slot = findSlot(index, members, members[i].key, hash);
    if (slot.position) {
      members[slot.position - 1].value = members[i].value;
      continue;
    }
    members[kept++] = members[i];
    slot = {hash, uint32_t(kept)};
  }
  return kept;
}

} // namespace

uint32_t hashKey(std::string_view key) {
  const char *p = key.data();
  size_t n = key.size();
  if (n >= 8) {
    uint64_t hash = seed ^ n;
    for (size_t i = 0; i + 8 < n; i += 8)
      hash = mix(hash ^ loadWord(p + i), 0xa0761d6478bd642f ^ seed);
    hash = mix(hash ^ loadWord(p + n - 8), 0xe7037ed1a0b428db);
    return uint32_t(hash ^ hash >> 32);
  }
  uint64_t word = 0;
  if (n >= 4)
    word = uint64_t(loadHalf(p)) << 32 | loadHalf(p + n - 4);
  else if (n)
    word = uint64_t(uint8_t(p[0])) << 16 | uint64_t(uint8_t(p[n / 2])) << 8 | uint8_t(p[n - 1]);
  uint64_t hash = mix(word ^ seed, 0xe7037ed1a0b428db ^ n);
  return uint32_t(hash ^ hash >> 32);
}

const Member *findIndexed(Value object, Value key) {
  const Member *members = object.pointer<Member>();
  auto &slot = findSlot(*indexOf(members), members, key, hashKey(key.string()));
  return slot.position ? members + slot.position - 1 : nullptr;
}

Value memberElsewhere(Value object, Value key, uint32_t *guess) {
  const Member *member = findMember(object, key);
  if (!member)
    return undefinedValue();
  __atomic_store_n(guess, uint32_t(member - object.pointer<Member>()), __ATOMIC_RELAXED);
  return member->value;
}

Member *allocateMembers(Context *c, size_t count) {
  if (count > UINT32_MAX / 2)
    throw LimitExceeded{"Expression evaluation memory limit exceeded"};
  if (count <= scanLimit)
    return static_cast<Member *>(allocate(c, count * sizeof(Member)));
  return reinterpret_cast<Member *>(static_cast<char *>(allocate(c, 16 + count * sizeof(Member))) + 16);
}

/// An empty table for up to this many members.
static ObjectIndex *allocateIndex(Context *c, size_t capacity) {
  size_t slots = std::bit_ceil(capacity * 2), bytes = sizeof(ObjectIndex) + slots * sizeof(ObjectIndex::Slot);
  auto *index = static_cast<ObjectIndex *>(std::memset(allocate(c, bytes), 0, bytes));
  index->mask = uint32_t(slots - 1);
  return index;
}

Value finishObject(Context *c, Member *members, size_t count, uint8_t flags) {
  return finishDistinct(c, members, count <= scanLimit ? dropDuplicates(members, count) : count, flags);
}

Value finishDistinct(Context *c, Member *members, size_t count, uint8_t flags) {
  if (c->dialect == Dialect::Jsonata)
    sortIndices(members, count);
  if (count > scanLimit) {
    ObjectIndex *index = allocateIndex(c, count);
    count = fillIndex(*index, members, count);
    indexOf(members) = index;
    flags |= Indexed;
  }
  return {makeHead(Tag::Object, flags, uint32_t(count)), reinterpret_cast<uint64_t>(members)};
}

Value makeObject(Context *c, std::span<const Member> members) {
  Member *copy = allocateMembers(c, members.size());
  std::copy(members.begin(), members.end(), copy);
  return finishObject(c, copy, members.size());
}

// Past scanLimit the capacity decides whether there is an index, so that members that come later can be entered.

static void grow(Context *c, GrowingObject &object) {
  uint32_t count = object.value.length(), capacity = std::max(object.capacity * 2, scanLimit);
  Member *members = allocateMembers(c, capacity);
  std::copy_n(object.value.pointer<Member>(), count, members);
  uint8_t flags = 0;
  if (capacity > scanLimit) {
    ObjectIndex *index = allocateIndex(c, capacity);
    fillIndex(*index, members, count);
    indexOf(members) = index;
    flags = Indexed;
  }
  object = {{makeHead(Tag::Object, flags, count), reinterpret_cast<uint64_t>(members)}, capacity};
}

static void indexAnew(Context *c, GrowingObject &object) {
  if (!object.value.has(Indexed))
    return;
  auto *members = reinterpret_cast<Member *>(object.value.payload);
  ObjectIndex *index = allocateIndex(c, object.capacity);
  fillIndex(*index, members, object.value.length());
  indexOf(members) = index;
}

bool setMember(Context *c, GrowingObject &object, Value key, Value value) {
  if (const Member *old = findMember(object.value, key)) {
    const_cast<Member *>(old)->value = value;
    return false;
  }
  uint32_t count = object.value.length();
  bool full = count == object.capacity;
  if (full)
    grow(c, object);
  auto *members = reinterpret_cast<Member *>(object.value.payload);
  members[count] = {key, value};
  if (object.value.has(Indexed)) {
    uint32_t hash = hashKey(key.string());
    findSlot(*indexOf(members), members, key, hash) = {hash, count + 1};
  }
  object.value.head += uint64_t(1) << 32; // the length
  if (c->dialect != Dialect::Jsonata || arrayIndex(key) == UINT32_MAX)
    return full;
  sortIndices(members, count + 1);
  indexAnew(c, object);
  return true;
}

bool removeUndefined(Context *c, GrowingObject &object) {
  auto *members = reinterpret_cast<Member *>(object.value.payload);
  uint32_t count = object.value.length();
  Member *end = std::remove_if(members, members + count, [](const Member &m) { return m.value.is(Tag::Undefined); });
  auto kept = uint32_t(end - members);
  if (kept == count)
    return false;
  object.value.head = makeHead(Tag::Object, object.value.has(Indexed) ? Indexed : 0, kept);
  indexAnew(c, object);
  return true;
}

Value lookup(Value object, std::string_view key) {
  return object.is(Tag::Object) ? memberOf(object, stringAt(key.data(), key.size())) : undefinedValue();
}

Value aslrt_object(Context *c, void *buffer, uint32_t count) {
  auto *given = static_cast<const Member *>(buffer);
  Member *members = allocateMembers(c, count);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count; ++i)
    if (!given[i].value.is(Tag::Undefined))
      members[kept++] = given[i];
  return finishObject(c, members, kept);
}

} // namespace aslrt
