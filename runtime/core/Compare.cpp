// Order of strings. JavaScript compares UTF-16 code units; the bytes of WTF-8 order like code points. The two differ where one
// side has a code point above the BMP (a pair of surrogates, D800 to DFFF) and the other one from D800 to FFFF.
#include "runtime/core/Inline.h"
#include "runtime/core/Operators.h"

#include <algorithm>
#include <bit>

namespace aslrt {

namespace {

/// Reads WTF-8 as UTF-16 code units.
struct Units {
  const char *at, *end;
  uint32_t low = 0; // second half of a pair

  /// The next code unit, or -1.
  int next() {
    if (low)
      return int(std::exchange(low, 0));
    if (at == end)
      return -1;
    auto byte = [&] { return uint32_t(uint8_t(*at++)); };
    uint32_t lead = byte();
    if (lead < 0x80)
      return int(lead);
    uint32_t extra = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    uint32_t point = lead & (0x3f >> extra);
    for (; extra && at != end; --extra)
      point = point << 6 | (byte() & 0x3f);
    if (point < 0x10000)
      return int(point);
    low = 0xdc00 | (point & 0x3ff);
    return int(0xd800 + ((point - 0x10000) >> 10));
  }
};

[[gnu::noinline, gnu::cold]] int compareUnits(std::string_view a, std::string_view b) {
  Units x{a.data(), a.data() + a.size()}, y{b.data(), b.data() + b.size()};
  for (;;) {
    int left = x.next(), right = y.next();
    if (left != right || left < 0)
      return left - right;
  }
}

/// Bytes at the start that agree, at most n.
size_t commonPrefix(const char *a, const char *b, size_t n) {
  size_t i = 0;
  for (; i + 8 <= n; i += 8)
    if (uint64_t difference = loadWord(a + i) ^ loadWord(b + i))
      return i + size_t(std::countr_zero(difference)) / 8;
  while (i < n && a[i] == b[i])
    ++i;
  return i;
}

} // namespace

int compareStrings(Value a, Value b) {
  std::string_view x = a.string(), y = b.string();
  size_t n = std::min(x.size(), y.size()), i = commonPrefix(x.data(), y.data(), n);
  if (i == n)
    return x.size() < y.size() ? -1 : x.size() > y.size();
  auto left = uint8_t(x[i]), right = uint8_t(y[i]);
  // Differing bytes stand at the same place of a code point, so a lead byte faces a lead byte. Below U+D000 on one side, or
  // above the BMP on both, the bytes decide.
  if (std::max(left, right) >= 0xf0 && std::min(left, right) >= 0xed && std::min(left, right) < 0xf0)
    return compareUnits(x.substr(i), y.substr(i));
  return left < right ? -1 : 1;
}

} // namespace aslrt
