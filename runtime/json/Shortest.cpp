// Schubfach (Raffaello Giulietti, "The Schubfach way to render doubles", 2020).
//
// A double c * 2^q stands for every real number nearer to it than to its neighbours: an interval. Choose k such that the interval,
// scaled by 10^-k, is a little longer than 1 but not than 10. Then it holds an integer s (one of two candidates beside the scaled
// double), and perhaps a multiple of ten, which is shorter by a digit: there cannot be two, hence the name (pigeonhole). The
// scaling by a power of ten known to 128 bits is exact enough if what is cut off is remembered in the lowest bit (round to odd).
//
// std::to_chars does the same with tables of 120 KB, which every executable would carry; these are 10 KB.
#include "runtime/json/Shortest.h"

#include <bit>

namespace aslrt {

namespace {

struct Power {
  uint64_t high, low;
};
constexpr int smallestPower = -292;
constexpr Power powers[] = {
#include "runtime/json/PowersOfTen.inc"
};

// Logarithms as fixed-point products, exact over the exponents of doubles.
constexpr int floorLog10Pow2(int e) { return (e * 1262611) >> 22; }
constexpr int floorLog10ThreeQuartersPow2(int e) { return (e * 1262611 - 524031) >> 22; }
constexpr int floorLog2Pow10(int e) { return (e * 1741647) >> 19; }

/// The integer part of power * factor / 2^128, its lowest bit set if anything was cut off.
uint64_t scaleToOdd(Power power, uint64_t factor) {
  using Wide = unsigned __int128;
  Wide low = Wide(power.low) * factor;
  Wide high = Wide(power.high) * factor + uint64_t(low >> 64);
  return uint64_t(high >> 64) | (uint64_t(high) > 1);
}

} // namespace

Decimal10 shortestDecimal(double number) {
  uint64_t bits = std::bit_cast<uint64_t>(number);
  uint64_t fraction = bits & ((uint64_t(1) << 52) - 1);
  int biased = int(bits >> 52);
  uint64_t c = biased ? fraction | uint64_t(1) << 52 : fraction;
  int q = (biased ? biased : 1) - 1075;
  if (q <= 0 && q > -53 && (c & ((uint64_t(1) << -q) - 1)) == 0)
    return {c >> -q, 0}; // an integer below 2^53

  bool even = c % 2 == 0;
  bool nearBelow = fraction == 0 && biased > 1; // below a power of two doubles are twice as dense
  int k = nearBelow ? floorLog10ThreeQuartersPow2(q) : floorLog10Pow2(q);
  int shift = q + floorLog2Pow10(-k) + 1;
  Power power = powers[-k - smallestPower];
  // Four times the scaled ends and middle of the interval.
  uint64_t lower = scaleToOdd(power, (4 * c - 2 + nearBelow) << shift);
  uint64_t middle = scaleToOdd(power, (4 * c) << shift);
  uint64_t upper = scaleToOdd(power, (4 * c + 2) << shift);
  if (!even) { // an odd double does not own the ends
    ++lower;
    --upper;
  }
  uint64_t s = middle / 4;
  if (s >= 10) {
    uint64_t tens = s / 10;
    bool below = lower <= 40 * tens, above = 40 * tens + 40 <= upper;
    if (below != above)
      return {tens + above, k + 1};
  }
  bool below = lower <= 4 * s, above = 4 * s + 4 <= upper;
  if (below != above)
    return {s + above, k};
  uint64_t half = 4 * s + 2;
  bool up = middle > half || (middle == half && s % 2);
  return {s + up, k};
}

} // namespace aslrt
