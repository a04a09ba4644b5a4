// $random and $uuid.
#include "runtime/builtins/Support.h"
#include "runtime/builtins/Text.h"

#include <algorithm>
#include <cmath>

namespace aslrt {
namespace {

/// The first number of Java's java.util.Random, which Step Functions seeds (measured: seed 42 gives
/// 0.7275636800328681). It is a linear congruential generator of 48 bits; a double takes 26 and 27 bits of two of its
/// states.
double javaRandom(int64_t seed) {
  constexpr uint64_t multiplier = 0x5deece66d, mask = (uint64_t(1) << 48) - 1;
  uint64_t state = (uint64_t(seed) ^ multiplier) & mask;
  auto next = [&](int bits) {
    state = (state * multiplier + 0xb) & mask;
    return state >> (48 - bits);
  };
  uint64_t high = next(26) << 27;
  return double(high + next(27)) * 0x1p-53;
}

/// A seed as Java's long: rounded down and brought into range.
int64_t seedOf(double number) {
  number = std::floor(number);
  return number >= 0x1p63 ? INT64_MAX : number <= -0x1p63 ? INT64_MIN : int64_t(number);
}

} // namespace

Value aslrt_fn_Random(Context *c, uint32_t, Value seed) {
  return numberValue(isUndefined(seed) ? randomFraction(c) : javaRandom(seedOf(numberOf(seed))));
}

Value aslrt_fn_Uuid(Context *c, uint32_t) {
  constexpr std::string_view digits = "0123456789abcdef";
  uint64_t high = c->random->next(), low = c->random->next();
  high = (high & ~uint64_t(0xf000)) | 0x4000;             // version 4
  low = (low & ~(uint64_t(3) << 62)) | uint64_t(1) << 63; // variant of RFC 4122
  auto *text = static_cast<char *>(allocate(c, 36));
  for (size_t i = 0, nibble = 0; i < 36; ++i) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      text[i] = '-';
      continue;
    }
    uint64_t half = nibble < 16 ? high : low;
    text[i] = digits[half >> (60 - nibble % 16 * 4) & 15];
    ++nibble;
  }
  return stringAt(text, 36, Ascii);
}

} // namespace aslrt
