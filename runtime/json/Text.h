// Texts of values other than plain JSON: what $string gives.
#pragma once

#include "runtime/core/Context.h"

#include <cstring>
#include <string>
#include <string_view>

namespace aslrt {

/// Appends JSONata's $string of a value: a String as it is, Undefined as nothing, a function as nothing, else JSON text with
/// numbers as formatRounded gives them. D3001 for Infinity and NaN; inside arrays and objects D1001 for Infinity, and NaN is null.
void appendText(Context *c, uint32_t position, std::string &out, Value value);
/// $string with prettify: the same, JSON indented by 2.
void appendPrettyText(Context *c, uint32_t position, std::string &out, Value value);

/// Appends WTF-8 so that it stays WTF-8: a high surrogate at the end of `out` and a low one at the start of `text` join into
/// one code point.
void appendWtf8(std::string &out, std::string_view text);

/// The four digits of an integer below 10,000, the first in the lowest byte.
inline uint32_t fourDigits(uint32_t number) {
  uint32_t high = number / 100, low = number % 100;
  return (high / 10 | high % 10 << 8 | low / 10 << 16 | low % 10 << 24) | 0x30303030;
}
/// Whether formatSmall writes it: also -0, which is 0.
inline bool isSmall(double number) { return number >= 0 && number < 10'000 && double(int32_t(number)) == number; }
/// An integer below 10,000. How many digits it has, which is where what follows goes, does not wait for the digits. `out` has room for 4.
inline size_t formatSmall(uint32_t number, char *out) {
  unsigned size = 1 + (number >= 10) + (number >= 100) + (number >= 1000);
  uint32_t digits = fourDigits(number) >> 8 * (4 - size);
  std::memcpy(out, &digits, sizeof digits);
  return size;
}

/// formatNumber of a number rounded to 15 digits, unless it is an integer. `out` has room for 32 bytes.
size_t formatRounded(double number, char *out);

} // namespace aslrt
