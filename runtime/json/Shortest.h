// The shortest decimal digits of a double.
#pragma once

#include <cstdint>

namespace aslrt {

/// digits * 10^exponent
struct Decimal10 {
  uint64_t digits;
  int exponent;
};

/// The shortest digits that read back as this double, of those the nearest to it. `number` is positive and finite. The digits may
/// end in zeros.
Decimal10 shortestDecimal(double number);

} // namespace aslrt
