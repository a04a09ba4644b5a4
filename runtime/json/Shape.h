// Objects in an array are mostly alike: the same keys in the same order, the same containers in them. What was found out about one, bracket
// by bracket and key by key, then holds for the next if its events (Scan.h) are of the same kinds and its keys are the same bytes, which
// takes a few comparisons. What is made of it is the same too, but for keys and scalars: a row of values in which it is known what goes
// where. If the object's text is kept, its place in the row is before the object's own members (Spelling.h).
#pragma once

#include "runtime/core/Inline.h"
#include "runtime/json/Scan.h"

#include <span>

namespace aslrt {

/// An object of a text that was right.
class Shape {
public:
  static constexpr size_t mostEvents = 64, mostKeys = 32, mostContainers = 32, deepest = 16;

  /// A key that is wanted and its value. Events are counted from the object's bracket, slots from the first value of the row.
  struct Member {
    const char *name; // its key, as the demand has it
    uint32_t event;   // its colon
    uint32_t size;    // of its key
    uint32_t slot;    // the key's; the value's is the next
    bool container;   // made of the event that follows at once, and put into the slot by itself
  };
  struct Container {
    uint64_t head;
    uint32_t slot, begin; // its own; that of its first value
  };

  /// Whether it may be used for an object that is in so many containers and of which this is wanted.
  bool isOf(const Demand *wantedOfIt, size_t depth) const { return demand == wantedOfIt && level == depth; }
  size_t size() const { return events; }
  size_t slots() const { return slotCount; }
  const Container &object() const { return root; } // its own slot is nothing
  std::span<const Member> members() const { return {wanted, wantedCount}; }
  std::span<const Container> containers() const { return {made, madeCount}; }

  /// Takes the object of so many events from `first` on, if it is simple enough. Only a few times if no two are alike.
  void record(const Scan &scan, const char *text, size_t first, size_t count, const Demand *wantedOfIt, size_t depth);

  /// Whether the object whose first event this is has the same shape, but for what values of wanted members are. There are `mostEvents`
  /// kinds to be read, whatever they are, and 8 bytes of text before its bracket.
  bool fits(const Scan &scan, const char *text, size_t first) {
    for (size_t i = 0; i < events; i += 8) {
      uint64_t difference = loadWord(kinds + i) ^ loadWord(reinterpret_cast<const char *>(scan.kinds) + first + i);
      if (events - i < 8)
        difference <<= 8 * (8 - (events - i));
      if (difference)
        return false;
    }
    const uint32_t *places = scan.events + first;
    for (const Gap &gap : std::span(gaps, gapCount))
      if (places[gap.event] - places[gap.event - 1] > gap.most)
        return false;
    for (const Key &key : std::span(keys, keyCount))
      if (!isSame(key, text + places[key.event] - 1))
        return false;
    attempts = mostAttempts;
    return true;
  }

private:
  friend class ShapeRecorder;
  static constexpr unsigned mostAttempts = 8;

  struct Key {
    const char *begin; // its opening quote
    uint32_t event, size;
    uint64_t word; // the last 8 bytes, if it is that long, of quote and key
  };
  /// Between brackets in an array that is wanted: nothing, or a comma, for no scalar may be there.
  struct Gap {
    uint32_t event, most;
  };

  /// `end`: the closing quote.
  static bool isSame(const Key &key, const char *end) {
    uint64_t difference = loadWord(end - 8) ^ key.word;
    if (key.size < 8)
      return difference >> 8 * (8 - key.size) == 0;
    return difference == 0 && sameBytes(key.begin, end - key.size, key.size);
  }

  const Demand *demand = nullptr;
  size_t level = 0, events = 0;
  Container root = {};
  uint32_t slotCount = 0, keyCount = 0, gapCount = 0, wantedCount = 0, madeCount = 0;
  unsigned attempts = mostAttempts;
  char kinds[mostEvents + 8];
  Key keys[mostKeys];
  Gap gaps[mostEvents];
  Member wanted[mostKeys];
  Container made[mostContainers];
};

} // namespace aslrt
