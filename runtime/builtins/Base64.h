// Base 64 (RFC 4648).
#pragma once

#include "runtime/core/Context.h"

#include <array>
#include <string_view>

namespace aslrt {

inline constexpr std::string_view base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Value of each digit of base 64, the URL-safe ones among them; -1 for other bytes.
inline constexpr auto base64Values = [] {
  std::array<int8_t, 256> values{};
  values.fill(-1);
  for (size_t i = 0; i < base64Digits.size(); ++i)
    values[uint8_t(base64Digits[i])] = int8_t(i);
  values['-'] = 62;
  values['_'] = 63;
  return values;
}();

Value encodeBase64(Context *c, std::string_view bytes);

/// Whether Java's decoder takes a text: no byte but digits (not the URL-safe ones), padding whole or left out.
bool isStrictBase64(std::string_view text);

/// Calls `take` with each byte that a text stands for. As node's Buffer decodes: what is no digit is stepped over, = ends the text,
/// bits that fill no byte are dropped.
template <typename Take> void decodeBase64(std::string_view text, Take take) {
  uint32_t bits = 0;
  int count = 0;
  for (char character : text) {
    if (character == '=')
      break;
    int value = base64Values[uint8_t(character)];
    if (value < 0)
      continue;
    bits = bits << 6 | uint32_t(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      take(uint8_t(bits >> count));
    }
  }
}

} // namespace aslrt
