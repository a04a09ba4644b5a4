// Objects in an array are mostly alike: the same keys in the same order, the same containers in them. What was found out about one, bracket
// by bracket and key by key, then holds for the next if its events (Scan.h) are of the same kinds and its keys are the same bytes, which
// takes a few comparisons.
#pragma once

#include "runtime/core/Inline.h"
#include "runtime/json/Scan.h"

#include <bit>
#include <cstring>

namespace aslrt {

/// An object of a text that was right, none of whose wanted members is a container.
class Shape {
public:
  static constexpr size_t mostEvents = 64, mostKeys = 32;

  struct Wanted {
    uint32_t event; // its colon, counted from the object's bracket
    uint32_t size;  // of its key
  };

  /// Whether it may be used for an object that is in so many containers and of which this is wanted.
  bool isOf(const Demand *wantedOfIt, size_t depth) const { return demand == wantedOfIt && level == depth; }
  size_t size() const { return events; }
  size_t members() const { return wantedCount; }
  const Wanted &member(size_t i) const { return wanted[i]; }

  /// Takes the object of so many events from `first` on. Now and then only, where no two are alike.
  void record(const Scan &scan, const char *text, size_t first, size_t count, const Demand *wantedOfIt, size_t depth) {
    if (count > mostEvents || attempts == 0)
      return;
    --attempts;
    demand = nullptr;
    keyCount = wantedCount = 0;
    std::memset(kinds, 0, sizeof kinds);
    std::memcpy(kinds, scan.kinds + first, count);
    size_t open = 0;
    for (size_t i = 0; i < count; ++i) {
      uint8_t kind = kinds[i];
      if (kind != ':')
        open += kind & 2 ? 1 : size_t(-1);
      else if ((open == 1 || wantedOfIt->passed) && !addKey(text, uint32_t(i), scan.events[first + i], open == 1 ? wantedOfIt : nullptr))
        return;
    }
    demand = wantedOfIt;
    level = depth;
    events = count;
  }

  /// Whether the object whose first event this is has the same shape. There are `mostEvents` kinds to be read, whatever they are.
  bool fits(const Scan &scan, const char *text, size_t first) {
    for (size_t i = 0; i < events; i += 8) {
      uint64_t difference = loadWord(kinds + i) ^ loadWord(reinterpret_cast<const char *>(scan.kinds) + first + i);
      if (events - i < 8)
        difference <<= 8 * (8 - (events - i));
      if (difference)
        return false;
    }
    for (const Key *key = keys; key != keys + keyCount; ++key)
      if (!isSame(*key, text + scan.events[first + key->event] - 1))
        return false;
    attempts = mostAttempts;
    return true;
  }

private:
  static constexpr unsigned mostAttempts = 8;

  struct Key {
    const char *begin; // its opening quote
    uint32_t event, size;
    uint64_t word; // the last 8 bytes, if it is that long, of quote and key
  };

  /// `end`: the closing quote.
  static bool isSame(const Key &key, const char *end) {
    uint64_t difference = loadWord(end - 8) ^ key.word;
    if (key.size < 8)
      return difference >> 8 * (8 - key.size) == 0;
    return difference == 0 && sameBytes(key.begin, end - key.size, key.size);
  }

  bool addKey(const char *text, uint32_t event, uint32_t colon, const Demand *wantedOfIt) {
    if (keyCount == mostKeys)
      return false;
    const char *end = text + colon - 1, *begin = end;
    while (*--begin != '"')
      ;
    auto size = uint32_t(end - begin);
    uint64_t word = 0;
    std::memcpy(reinterpret_cast<char *>(&word) + 8 - std::min(size, 8u), end - std::min(size, 8u), std::min(size, 8u));
    keys[keyCount++] = {begin, event, size, word};
    if (wantedOfIt && wantedOfIt->find({begin + 1, size - 1}))
      wanted[wantedCount++] = {event, size - 1};
    return true;
  }

  const Demand *demand = nullptr;
  size_t level = 0, events = 0, keyCount = 0, wantedCount = 0;
  unsigned attempts = mostAttempts;
  char kinds[mostEvents + 8];
  Key keys[mostKeys];
  Wanted wanted[mostKeys];
};

} // namespace aslrt
