// Walking from bracket to bracket over what scanning found, of which nothing is wanted. For PartReader.cpp alone.
#pragma once

#include "runtime/json/Events.h"
#include "runtime/json/OpenKeys.h"
#include "runtime/json/Reader.h"

namespace aslrt {

namespace {

/// Where the walk stands, and what it has met.
class Brackets : protected Events {
protected:
  Brackets(Events events, ReadCursor &cursor) : Events(events), cursor(cursor), text(scan.begin), keys(text) {}

  /// What ends the attempt for another reason than that no more is known.
  bool refuse() {
    refused = true;
    return false;
  }

  /// Whether a bracket in an array follows what came last at once, or behind a comma: no scalar lies between.
  bool isNextItem(uint32_t place, uint32_t distance) { return place - last <= distance || refuse(); }

  /// Takes note of a key in a text that may be kept.
  [[gnu::always_inline]] bool checkKey(uint32_t colon) {
    if (cursor.end - text < 8)
      return refuse();
    if (keys.add(colon))
      oddAt = colon;
    return true;
  }

  /// A value of a member that is not wanted: up to its last bracket. `limit`: so deep may it be.
  bool stepOver(uint8_t kind, size_t limit) {
    if (!isOfMember(kind))
      return refuse();
    return spelled ? stepOver<true>(kind, limit) : stepOver<false>(kind, limit);
  }

  ReadCursor &cursor;
  const char *text;  // what offsets count from
  uint32_t last = 0; // the last bracket of what is in the innermost container so far, or that container's own
  bool refused = false;
  size_t spelled = 0; // open objects whose text is kept
  OpenKeys keys;      // of objects in such texts

private:
  /// `Keys`: in a text that is kept, where keys are looked at.
  template <bool Keys> bool stepOver(uint8_t kind, size_t limit) {
    uint64_t objects = 0, depth = 0; // of each open container, whether it is an object; the innermost is the lowest bit
    uint64_t wrong = limit == 0;
    size_t deepest = std::min<size_t>(limit, 64);
    auto enter = [&] {
      bool object = isBrace(kind);
      objects = objects << 1 | object;
      if (Keys && object)
        keys.open();
      return ++depth <= deepest;
    };
    for (enter(); depth;) {
      kind = next();
      if (!kind)
        return false;
      if (kind == ':') {
        if (Keys && (objects & 1) && !checkKey(place()))
          return false;
      } else if (isOpening(kind)) {
        wrong |= (objects ^ uint64_t(isOfMember(kind))) | (kind == '\n');
        if (!enter())
          return refuse();
      } else {
        wrong |= objects ^ uint64_t(isBrace(kind));
        if (Keys && (objects & 1))
          keys.close();
        objects >>= 1;
        --depth;
      }
      wrong &= 1;
    }
    last = place();
    return !wrong || refuse();
  }
};

} // namespace

} // namespace aslrt
