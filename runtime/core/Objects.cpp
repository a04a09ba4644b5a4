#include "runtime/core/Objects.h"

#include "runtime/core/Inline.h"

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

Member *allocateMembers(Context *c, size_t count) {
  if (count > UINT32_MAX / 2)
    throw LimitExceeded{"Expression evaluation memory limit exceeded"};
  if (count <= scanLimit)
    return static_cast<Member *>(allocate(c, count * sizeof(Member)));
  return reinterpret_cast<Member *>(static_cast<char *>(allocate(c, 16 + count * sizeof(Member))) + 16);
}

Value finishObject(Context *c, Member *members, size_t count, uint8_t flags) {
  if (count <= scanLimit) {
    count = dropDuplicates(members, count);
  } else {
    size_t slots = std::bit_ceil(count * 2);
    size_t bytes = sizeof(ObjectIndex) + slots * sizeof(ObjectIndex::Slot);
    auto *index = static_cast<ObjectIndex *>(std::memset(allocate(c, bytes), 0, bytes));
    index->mask = uint32_t(slots - 1);
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
