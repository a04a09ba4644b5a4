// java.util.Random, which Step Functions seeds (measured: $random(42) is 0.7275636800328681). Its documentation gives the algorithm:
// a linear congruential generator of 48 bits.
#pragma once

#include <cstdint>

namespace aslrt {

class JavaRandom {
public:
  explicit JavaRandom(int64_t seed) : state((uint64_t(seed) ^ multiplier) & mask) {}

  /// nextDouble: 26 and 27 bits of two states.
  double fraction() {
    uint64_t high = uint64_t(next(26)) << 27;
    return double(high + next(27)) * 0x1p-53;
  }
  /// nextInt(bound), bound > 0. What lies in the incomplete last run of `bound` numbers below 2^31 is thrown away.
  int32_t below(int32_t bound) {
    auto size = uint32_t(bound);
    if ((size & (size - 1)) == 0)
      return int32_t(uint64_t(size) * next(31) >> 31);
    uint32_t random;
    do
      random = next(31);
    while (random - random % size + (size - 1) >= uint32_t(1) << 31);
    return int32_t(random % size);
  }
  /// As ints(from, to) draws them, from < to: from + nextInt(to - from), unless that difference is no int.
  int32_t between(int32_t from, int32_t to) {
    int64_t size = int64_t(to) - from;
    if (size <= INT32_MAX)
      return from + below(int32_t(size));
    for (;;)
      if (auto random = int32_t(next(32)); random >= from && random < to)
        return random;
  }

private:
  static constexpr uint64_t multiplier = 0x5deece66d, mask = (uint64_t(1) << 48) - 1;
  uint32_t next(int bits) {
    state = (state * multiplier + 0xb) & mask;
    return uint32_t(state >> (48 - bits));
  }
  uint64_t state;
};

} // namespace aslrt
