// Texts of values other than plain JSON: what $string gives.
#pragma once

#include "runtime/core/Context.h"

#include <array>
#include <cstring>
#include <string>
#include <string_view>

namespace aslrt {

/// Appends JSONata's $string of a value: a String as it is, Undefined as nothing, a function as nothing, else JSON text with
/// numbers as formatRounded gives them. D3001 for Infinity and NaN; inside arrays and objects D1001 for Infinity, and NaN is null.
void appendText(Context *c, uint32_t position, std::string &out, Value value);
/// $string of a Number that is finite.
Value textOfNumber(Context *c, double number);
/// $string with prettify: the same, JSON indented by 2.
void appendPrettyText(Context *c, uint32_t position, std::string &out, Value value);

/// Appends WTF-8 so that it stays WTF-8: a high surrogate at the end of `out` and a low one at the start of `text` join into
/// one code point.
void appendWtf8(std::string &out, std::string_view text);

/// The four digits of an integer below 10,000, the first in the lowest byte.
constexpr uint32_t fourDigits(uint32_t number) {
  uint32_t high = number / 100, low = number % 100;
  return (high / 10 | high % 10 << 8 | low / 10 << 16 | low % 10 << 24) | 0x30303030;
}
/// Whether formatSmall writes it: also -0, which is 0.
inline bool isSmall(double number) { return number >= 0 && number < 10'000 && double(int32_t(number)) == number; }
/// The digits of each integer below 1,000, the first in the lowest byte, and in the highest byte how many they are.
inline constexpr auto shortDigits = [] {
  std::array<uint32_t, 1000> table{};
  for (uint32_t number = 0; number < table.size(); ++number) {
    uint32_t size = 1 + (number >= 10) + (number >= 100);
    table[number] = fourDigits(number) >> 8 * (4 - size) | size << 24;
  }
  return table;
}();
/// An integer below 10,000, as so many digits. `out` has room for 4 bytes.
inline size_t formatSmall(uint32_t number, char *out) {
  bool isShort = number < shortDigits.size();
  uint32_t digits = isShort ? shortDigits[number] : fourDigits(number);
  std::memcpy(out, &digits, sizeof digits);
  return isShort ? digits >> 24 : 4;
}

/// formatNumber of a number rounded to 15 digits, unless it is an integer. `out` has room for 32 bytes.
size_t formatRounded(double number, char *out);

} // namespace aslrt
