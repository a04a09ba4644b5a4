// The keys of objects whose text may be kept (Spelling.h): the writer would write each once, and those that look like indices first.
#pragma once

#include "runtime/core/Inline.h"
#include "runtime/core/Stack.h"
#include "runtime/json/Swar.h"

namespace aslrt {

/// The keys met so far of all such objects that are open. A key is known by the offset of the colon behind it.
class OpenKeys {
public:
  explicit OpenKeys(const char *text) : text(text) {}

  void open() { sets.push({0, keys.size()}); }
  void close() {
    keys.shrink(sets.top().base);
    sets.pop();
  }

  void closeAll() {
    keys.shrink(0);
    sets.shrink(0);
  }

  /// Takes note of a key of the innermost object. Whether it is not new there, or looks like an index, so that the text would not do. The
  /// text must be at least 8 bytes long.
  [[gnu::always_inline]] bool add(uint32_t colon) {
    Set &set = sets.top();
    uint64_t word = endOfKey(colon), bit = uint64_t(1) << (word * 0x9e3779b97f4a7c15 >> 58);
    bool odd = uint8_t((word >> 56) - '0') <= 9 && beginsWithDigit(colon);
    if (set.hashes & bit)
      for (size_t i = set.base; i < keys.size(); ++i)
        odd |= isSame(keys[i], colon);
    set.hashes |= bit;
    keys.push(colon);
    return odd;
  }

private:
  /// Of an object: a bit for the hash of each key, and where they begin on the stack of keys.
  struct Set {
    uint64_t hashes;
    size_t base;
  };

  bool isSame(uint32_t a, uint32_t b) const {
    const char *p = text + a - 2, *q = text + b - 2; // before the closing quotes
    for (; *p == *q; --p, --q)
      if (*p == '"')
        return true;
    return false;
  }

  bool beginsWithDigit(uint32_t colon) const {
    const char *p = text + colon - 1;
    while (p[-1] != '"')
      --p;
    return uint8_t(*p - '0') <= 9;
  }

  /// The last 8 bytes of the key before a colon, as far as it has them; else with zeros below.
  uint64_t endOfKey(uint32_t colon) const {
    constexpr uint32_t behind = sizeof(uint64_t) + 1; // and a quote
    uint64_t word = colon >= behind ? loadWord(text + colon - behind) : loadWord(text) << 8 * (behind - colon);
    constexpr uint64_t lows = swar::ones * 0x7f;
    uint64_t other = word ^ (swar::ones * '"'), quotes = ~(((other & lows) + lows) | other | lows);
    return quotes ? word & ~(~uint64_t(0) >> std::countl_zero(quotes)) : word;
  }

  const char *text;
  Stack<uint32_t, 64> keys;
  Stack<Set> sets;
};

} // namespace aslrt
