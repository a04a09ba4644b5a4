// Building objects, and the index by which large ones find their members.
#pragma once

#include "runtime/core/Context.h"

namespace aslrt {

/// A table of open addressing over the members of an object. It holds positions only, so it may be copied as bytes.
struct ObjectIndex {
  struct Slot {
    uint32_t hash;
    uint32_t position; // + 1; 0: free
  };
  uint32_t mask; // slots - 1
  uint32_t pad;
  Slot slots[];
};
inline size_t indexBytes(const ObjectIndex &index) {
  return sizeof(ObjectIndex) + (size_t(index.mask) + 1) * sizeof(ObjectIndex::Slot);
}
inline ObjectIndex *&indexOf(const Member *members) {
  return reinterpret_cast<ObjectIndex **>(const_cast<Member *>(members))[-1];
}

/// Hash of a key, seeded for each process: input cannot be made to collide.
uint32_t hashKey(std::string_view key);

/// Room for `count` members, with the place of an index before them if that many need one.
Member *allocateMembers(Context *c, size_t count);
/// The object of `count` members that lie in `members`, which allocateMembers gave for at least that many. Of several
/// members with one key the last value stays, at the first one's place. `flags` are added to the head.
Value finishObject(Context *c, Member *members, size_t count, uint8_t flags = 0);
/// The same of members whose keys are known to be distinct.
Value finishDistinct(Context *c, Member *members, size_t count, uint8_t flags = 0);

/// An object that its owner changes in place. Members lie in room for `capacity` of them, which the arena gives anew as they grow;
/// only the owner may know the address.
struct GrowingObject {
  Value value; // as it is now
  uint32_t capacity;
};
/// Sets a member, at its old place if it has one, else where an object of this dialect has it. True if members have moved.
bool setMember(Context *c, GrowingObject &object, Value key, Value value);
/// Removes the members whose value is Undefined. True if members have moved.
bool removeUndefined(Context *c, GrowingObject &object);

} // namespace aslrt
