// The shortest numbers, which are most: read a word at a time.
#pragma once

#include "runtime/core/Inline.h"
#include "runtime/json/Swar.h"

#include <bit>

namespace aslrt {

inline constexpr double powersOfTen[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                         1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// 8 digits as a number, the first in the lowest byte.
inline uint64_t valueOfDigits(uint64_t digits) {
  digits = (digits & swar::ones * 0x0f) * (1 + (10 << 8)) >> 8; // pairs, in every other byte
  digits = (digits & 0x00ff00ff00ff00ff) * (1 + (100 << 16)) >> 16;
  return (digits & 0x0000ffff0000ffff) * (1 + (uint64_t(10000) << 32)) >> 32;
}

/// How many of 8 bytes are digits before the first that is none.
inline unsigned countDigits(uint64_t word) {
  // Digits are those that begin with a 3, as they are and with 6 added. Nothing is carried up to the first that is none.
  uint64_t others = ((word ^ swar::ones * 0x30) | ((word + swar::ones * 6) ^ swar::ones * 0x30)) & swar::ones * 0xf0;
  return others ? unsigned(std::countr_zero(others)) / 8 : 8;
}

struct ShortNumber {
  double number;
  unsigned size, decimals; // size: 0 if it is none
};

/// Reads a number of less than 8 digits and point together, without sign and exponent. From p on there are 9 bytes at least. Whether it has
/// needless zeros is for others to judge.
[[gnu::always_inline]] inline ShortNumber readShortest(const char *p) {
  uint64_t word = loadWord(p);
  unsigned whole = countDigits(word);
  if (whole == 0 || whole == 8)
    return {};
  auto next = uint8_t(word >> 8 * whole);
  if (next != '.') {
    if ((next | 0x20) == 'e')
      return {};
    return {double(int64_t(valueOfDigits(word << 8 * (8 - whole)))), whole, 0};
  }
  uint64_t before = (uint64_t(1) << 8 * whole) - 1;
  word = (word & before) | (word >> 8 & ~before);                 // without the point
  unsigned digits = countDigits(word), decimals = digits - whole; // the last byte is 0 now
  if (digits == 7 || decimals == 0 || (p[digits + 1] | 0x20) == 'e')
    return {};
  return {double(int64_t(valueOfDigits(word << 8 * (8 - digits)))) / powersOfTen[decimals], digits + 1, decimals};
}

} // namespace aslrt
