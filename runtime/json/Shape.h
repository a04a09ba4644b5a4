// Objects in an array are mostly alike: the same keys in the same order, the same containers in them. What was found out about one, bracket
// by bracket and key by key, then holds for the next if its events (Scan.h) are of the same kinds and its keys are the same bytes, which
// takes a few comparisons. What is made of it is the same too, but for keys and scalars: a row of values in which it is known what goes
// where. If the object's text is kept, its place in the row is before the object's own members (Spelling.h). Shapes are kept from text to
// text.
#pragma once

#include "runtime/core/Inline.h"
#include "runtime/json/Scan.h"

#include <algorithm>
#include <emmintrin.h>
#include <span>
#include <utility>

namespace aslrt {

/// An object of a text that was right.
class Shape {
public:
  static constexpr size_t mostEvents = 128, mostKeys = 64, mostContainers = 32, mostSkipped = 8, deepest = 16, mostText = 512;

  /// A key that is wanted and its value. Events are counted from the object's bracket, slots from the first value of the row.
  struct Member {
    Value key;      // as the demand has it
    uint32_t event; // its colon
    uint32_t slot;  // the value's; the key's is the one before
    uint32_t place; // in the demand
    bool bare;      // of a Tuple, without a key
    bool container; // made of the event that follows at once, and put into the slot by itself
  };
  struct Container {
    uint64_t head;
    uint32_t slot, begin; // its own; that of its first value
    bool empty;           // and without a text before its first value
  };

  /// Whether it may be used for an object that is in so many containers and of which this is wanted.
  bool isOf(const Demand *wantedOfIt, size_t depth) const { return demand == wantedOfIt && level == depth; }
  void forget() { demand = nullptr; }
  size_t size() const { return events; }
  /// Of a whole text, how many events are in a row up to the bracket of each container that is stepped over, whatever is in it, and of the
  /// rest. Events in these containers do not count.
  std::span<const uint32_t> rows() const { return {rowSizes, rowCount}; }
  size_t slots() const { return slotCount; }
  const Container &object() const { return root; } // its own slot is nothing
  std::span<const Member> members() const { return {wanted, wantedCount}; }
  uint64_t absent() const { return without; } // a bit for each place of a Tuple that has no value
  std::span<const Container> containers() const { return {made, madeCount}; }

  /// Takes the object of so many events from `first` on, if it is simple enough. If it is in no other, arrays that are not wanted may be
  /// others in the next one.
  void record(const Scan &scan, const char *text, size_t first, size_t count, const Demand *wantedOfIt, size_t depth);

  /// Whether the object whose first event this is has the same shape, but for what values of wanted members are. There are `mostEvents`
  /// kinds to be read, whatever they are, and 16 bytes of text before its bracket.
  bool fits(const Scan &scan, const char *text, size_t first) const {
    return hasKinds(0, events, scan.kinds + first) && hasPlaces(scan.events + first, text);
  }
  /// The first part of that, of `size` events from `begin` on.
  bool hasKinds(size_t begin, size_t size, const uint8_t *others) const {
    const char *mine = kinds + begin;
    for (size_t i = 0; i < size; i += 16) {
      __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i *>(mine + i));
      auto same = uint32_t(_mm_movemask_epi8(_mm_cmpeq_epi8(some, _mm_loadu_si128(reinterpret_cast<const __m128i *>(others + i)))));
      if (~same & ~(~uint32_t(0) << std::min<size_t>(size - i, 16)))
        return false;
    }
    return true;
  }
  /// The second: keys, and that nothing stands between some brackets.
  bool hasPlaces(const uint32_t *places, const char *text) const {
    uint32_t least = 0; // negative if some gap is too wide
    for (const Gap &gap : std::span(gaps, gapCount))
      least |= gap.most - (places[gap.event] - places[gap.event - 1]);
    uint32_t same = ~uint32_t(0);
    for (const Key &key : std::span(keys, keyCount)) {
      __m128i mine = _mm_load_si128(reinterpret_cast<const __m128i *>(key.end));
      __m128i other = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text + places[key.event] - 1 - endSize));
      same &= uint32_t(_mm_movemask_epi8(_mm_cmpeq_epi8(mine, other))) | key.others;
    }
    return int32_t(least) >= 0 && same == ~uint32_t(0) && (longKeys == 0 || hasLongKeys(places, text));
  }

  /// Bytes that may be looked at before the quote that ends the first key.
  static constexpr uint32_t endSize = 16;

private:
  friend class ShapeRecorder;

  struct Key {
    alignas(endSize) char end[endSize]; // the last bytes of quote and key
    uint32_t others;                    // a bit for each byte of `end` that is none of these, and for all that would follow
    uint32_t event, size;
    uint32_t text; // if it is longer: where quote and key stand in `texts`
  };
  /// Between brackets in an array that is wanted: nothing, or a comma, for no scalar may be there.
  struct Gap {
    uint32_t event, most;
  };

  bool hasLongKeys(const uint32_t *places, const char *text) const {
    for (const Key &key : std::span(keys, keyCount))
      // A shape of another text may have a key that is longer than all that this one has before it.
      if (key.size > endSize &&
          (places[key.event] <= key.size || !sameBytes(texts + key.text, text + places[key.event] - 1 - key.size, key.size)))
        return false;
    return true;
  }

  const Demand *demand = nullptr;
  size_t level = 0, events = 0;
  Container root = {};
  uint32_t slotCount = 0, keyCount = 0, gapCount = 0, wantedCount = 0, madeCount = 0, textSize = 0, longKeys = 0, rowCount = 0;
  uint64_t without = 0;
  char kinds[mostEvents + 16];
  Key keys[mostKeys];
  Gap gaps[mostEvents];
  Member wanted[mostKeys];
  Container made[mostContainers];
  uint32_t rowSizes[mostSkipped + 1];
  char texts[mostText];
};

/// The shapes of the last objects: two of each kind of array, which is known by its demand and depth.
class Shapes {
public:
  /// A text begins, for which the shapes of others will do or not.
  void start(bool keep) {
    for (Set &set : sets) {
      set.attempts = mostAttempts;
      if (!keep)
        set.ways[0].forget(), set.ways[1].forget();
    }
  }
  /// The first for which `fits(shape)`, or null. The last one that did is tried first.
  template <typename Fits> const Shape *find(const Demand *demand, size_t depth, Fits fits) {
    Set &set = setOf(demand, depth);
    for (bool other : {false, true}) {
      Shape &shape = set.ways[set.last ^ other];
      if (!shape.isOf(demand, depth) || !fits(shape))
        continue;
      set.last ^= other;
      set.attempts = mostAttempts;
      return &shape;
    }
    return nullptr;
  }
  /// Where the shape of an object is to be kept that is like none; null after a few that were not alike.
  Shape *replace(const Demand *demand, size_t depth) {
    Set &set = setOf(demand, depth);
    if (set.attempts == 0)
      return nullptr;
    --set.attempts;
    set.last ^= 1;
    return &set.ways[set.last];
  }

private:
  static constexpr uint8_t mostAttempts = 8;
  struct Set {
    Shape ways[2];
    uint8_t last = 0, attempts = mostAttempts;
  };

  Set &setOf(const Demand *demand, size_t depth) {
    return sets[(reinterpret_cast<uintptr_t>(demand) / alignof(Demand) * 0x9e3779b1 / 65536 + depth) % std::size(sets)];
  }

  Set sets[4];
};

} // namespace aslrt
