// $random and $uuid.
#include "runtime/builtins/JavaRandom.h"
#include "runtime/builtins/Support.h"
#include "runtime/builtins/Text.h"
#include "runtime/core/Uuid.h"

#include <cmath>

namespace aslrt {
namespace {

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
  return numberValue(isUndefined(seed) ? randomFraction(c) : JavaRandom(seedOf(numberOf(seed))).fraction());
}

Value aslrt_fn_Uuid(Context *c, uint32_t) {
  uint64_t high = c->random->next();
  auto *text = static_cast<char *>(allocate(c, 36));
  formatUuid(high, c->random->next(), text);
  return stringAt(text, 36, Ascii);
}

} // namespace aslrt
