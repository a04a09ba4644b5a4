// Texts of values other than plain JSON: what $string gives.
#pragma once

#include "runtime/core/Context.h"

#include <array>
#include <bit>
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

/// The eight digits of an integer below 10^8, the first in the lowest byte: halves of halves, each quotient beside its rest.
constexpr uint64_t eightDigits(uint32_t number) {
  uint64_t halves = number / 10'000 | uint64_t(number % 10'000) << 32;
  uint64_t hundreds = (halves * 10'486 >> 20) & 0x0000007f0000007f; // right below 10,000
  hundreds |= (halves - 100 * hundreds) << 16;
  uint64_t tens = (hundreds * 103 >> 10) & 0x000f000f000f000f; // right below 100
  return (tens | (hundreds - 10 * tens) << 8) | 0x3030303030303030;
}
/// Whether formatSmall writes it: also -0, which is 0.
inline bool isSmall(double number) { return number >= 0 && number < 1e8 && double(int32_t(number)) == number; }
/// The digits of each integer below 1,000, the first in the lowest byte, and in the highest byte how many they are.
inline constexpr auto shortDigits = [] {
  std::array<uint32_t, 1000> table{};
  for (uint32_t number = 0; number < table.size(); ++number) {
    uint32_t size = 1 + (number >= 10) + (number >= 100);
    table[number] = uint32_t(eightDigits(number) >> 8 * (8 - size)) | size << 24;
  }
  return table;
}();
/// An integer below 10^8. How many digits a long one has, which is where what follows goes, does not wait for the digits. `out` has room
/// for 8 bytes.
inline size_t formatSmall(uint32_t number, char *out) {
  if (number < shortDigits.size()) {
    std::memcpy(out, &shortDigits[number], sizeof shortDigits[number]);
    return shortDigits[number] >> 24;
  }
  constexpr uint32_t powers[] = {0, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, UINT32_MAX};
  unsigned less = unsigned(std::bit_width(number)) * 77 >> 8; // digits, or one less: 77/256 is a bit below the logarithm of 2
  unsigned size = less + (number >= powers[less]);
  uint64_t digits = eightDigits(number) >> 8 * (8 - size);
  std::memcpy(out, &digits, sizeof digits);
  return size;
}

/// formatNumber of a number rounded to 15 digits, unless it is an integer. `out` has room for 32 bytes.
size_t formatRounded(double number, char *out);

} // namespace aslrt
