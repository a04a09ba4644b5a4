// The values of an object whose text has the events of a shape: a row of memory, filled by place. For PartReader.cpp alone.
#pragma once

#include "runtime/core/Spelling.h"
#include "runtime/json/PartScalars.h"
#include "runtime/json/Shape.h"

namespace aslrt {

namespace {

inline Value container(const Shape::Container &made, Value *row) {
  return {made.head, made.empty ? 0 : reinterpret_cast<uint64_t>(row + made.begin)};
}

/// Where the text of the object is told, if it is kept.
inline Spelling &spellingBefore(Value *row, const Shape &shape) { return *reinterpret_cast<Spelling *>(row + shape.object().begin - 1); }

/// Keys and scalars that are wanted. False if one of the values is, or is not, a container, unlike in the shape.
inline bool readMembers(ReadCursor &cursor, const char *text, const Shape &shape, const uint32_t *places, Value *row) {
  for (const Shape::Member &member : shape.members()) {
    uint32_t colon = places[member.event];
    const char *at = text + colon + 1;
    Value &value = row[member.slot];
    if (!member.bare)
      (&value)[-1] = member.key;
    if (member.container ? places[member.event + 1] != colon + 1 : !readSimple(cursor, at, value) && !readScalarAt(cursor, at, value))
      return false;
  }
  for (uint64_t absent = shape.absent(); absent; absent &= absent - 1)
    row[shape.object().begin + unsigned(std::countr_zero(absent))] = undefinedValue();
  return true;
}

/// The values of an object of a shape but for itself. Null if one of them is not as in the shape.
inline Value *makeRow(ReadCursor &cursor, const char *text, const Shape &shape, const uint32_t *places) {
  auto *row = static_cast<Value *>(allocate(cursor.context, shape.slots() * sizeof(Value)));
  if (!readMembers(cursor, text, shape, places, row))
    return nullptr;
  for (const Shape::Container &made : shape.containers())
    row[made.slot] = container(made, row);
  return row;
}

} // namespace

} // namespace aslrt
