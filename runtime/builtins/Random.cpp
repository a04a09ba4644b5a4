// $random and $uuid.
#include "runtime/builtins/Support.h"
#include "runtime/builtins/Text.h"
#include "runtime/core/Uuid.h"

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

/// A seed as Java's cast to long makes one: without its fraction (as measured of $range), brought into range, NaN as 0.
int64_t seedOf(double number) {
  if (std::isnan(number))
    return 0;
  return number >= 0x1p63 ? INT64_MAX : number <= -0x1p63 ? INT64_MIN : int64_t(number);
}

} // namespace

Value aslrt_fn_Random(Context *c, uint32_t position, Value seed) {
  if (!isUndefined(seed) && c->dialect == Dialect::Jsonata) // there the signature is <:n>
    raiseArgument(c, position, "random", 1, seed);
  return numberValue(isUndefined(seed) ? randomFraction(c) : javaRandom(seedOf(numberOf(seed))));
}

Value aslrt_fn_Uuid(Context *c, uint32_t) {
  uint64_t high = c->random->next();
  auto *text = static_cast<char *>(allocate(c, 36));
  formatUuid(high, c->random->next(), text);
  return stringAt(text, 36, Ascii);
}

} // namespace aslrt
